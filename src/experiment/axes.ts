import type { Params } from './params/params'
import { isLog, type Measure, type Measures } from './readings/measures'
import { type Axis, type DeclaredView, measuresOf, type View } from './views'

/**
 * Completes the axes of a view. Where the view leaves out a label, the axis takes it from the measures: the x axis of a series from `over`, the axes
 * of a matrix from `columns` and `rows`, an axis of values from the label and symbol of its one measure, or from the unit that all its measures
 * share. An axis is log10 if all its measures are stored as log10.
 * Throws Error for an axis that several measures share and that neither the view nor a common unit labels.
 */
export function withAxes<P extends Params, M extends Measures>(view: DeclaredView<P, M>, measures: M): View<P, M> {
  const { kind, title, x, y, colour }: Charted = view
  const shown = measuresOf<P, M>(view).flatMap((name) => measures[name] ?? [])
  const axis = (stated: Partial<Axis> | undefined, usual: () => Partial<Axis>) => axisOf(title, stated, usual())
  const values = () => valuesOf(shown.filter((measure) => measure.kind !== 'scalar' || kind === 'bars'))
  const axes = () => {
    switch (kind) {
      case 'series':
      case 'race':
      case 'fit':
      case 'scatter':
        return { x: axis(x, () => alongOf(shown)), y: axis(y, values) }
      case 'histogram':
      case 'bars':
        return { x: axis(x, values) }
      case 'heatmap':
        return { x: axis(x, () => alongOf(shown)), y: axis(y, () => upOf(shown)), colour: axis(colour, values) }
      default:
        return {}
    }
  }
  // The compiler cannot tell the members of a generic union apart. The axes added here are those that views of this `kind` have.
  return { ...view, ...axes() } as View<P, M>
}

/** The properties of a view that its axes depend on. */
interface Charted {
  readonly kind: View<Params, Measures>['kind']
  readonly title: string
  readonly x?: Partial<Axis>
  readonly y?: Partial<Axis>
  readonly colour?: Partial<Axis>
}

function alongOf([first]: readonly Measure[]): Partial<Axis> {
  if (first?.kind === 'series') return { label: first.over }
  return first?.kind === 'matrix' ? { label: first.columns } : {}
}

const upOf = ([first]: readonly Measure[]): Partial<Axis> => (first?.kind === 'matrix' ? { label: first.rows } : {})

function valuesOf(measures: readonly Measure[]): Partial<Axis> {
  const [first, ...others] = measures
  if (!first) return {}
  const scale = measures.every(isLog) ? ({ scale: 'log10' } as const) : {}
  if (others.length === 0) return { label: first.label, ...(first.symbol ? { symbol: first.symbol } : {}), ...scale }
  const alike = first.unit !== undefined && others.every(({ unit }) => unit === first.unit)
  return { ...(alike ? { label: first.unit } : {}), ...scale }
}

/** Joins the axis stated by the view with the one of its measures. An axis with a label of its own loses the symbol of the measure. */
function axisOf(title: string, stated: Partial<Axis> = {}, { label: usual, symbol, ...rest }: Partial<Axis>): Axis {
  const label = stated.label ?? usual
  if (label === undefined) throw new Error(`"${title}" shows several measures on one axis: say what it is`)
  return { ...(symbol && stated.label === undefined ? { symbol } : {}), ...rest, ...stated, label }
}
