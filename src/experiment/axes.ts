import type { Params } from './params/params'
import { isLog, type Measure, type Measures } from './readings/measures'
import { type Axis, type DeclaredView, measuresOf, type View } from './views'

/**
 * The view with its axes. What it does not say of them is the measures': along a series what it runs over, of a matrix its columns and rows, and
 * of values the label and symbol of the one measure, or the unit that several share. Values stored as log10 stand on a log10 axis.
 * Throws Error for an axis that several measures share and nobody names.
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
  // The arms of a generic union cannot be told apart by the compiler: the axes added are those that the kind has.
  return { ...view, ...axes() } as View<P, M>
}

/** What all views have, as far as axes are concerned. */
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

/** An axis that its view names does not keep the symbol of the measure. */
function axisOf(title: string, stated: Partial<Axis> = {}, { label: usual, symbol, ...rest }: Partial<Axis>): Axis {
  const label = stated.label ?? usual
  if (label === undefined) throw new Error(`"${title}" shows several measures on one axis: say what it is`)
  return { ...(symbol && stated.label === undefined ? { symbol } : {}), ...rest, ...stated, label }
}
