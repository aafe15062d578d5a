import type { Experiment, Measures, Params, View } from '../../experiment'

/** A view with its place in the declaration. */
export interface PlacedView {
  readonly index: number
  readonly view: View<Params, Measures>
}

/** What stands in one frame of the stage: a view, or all tables of scalars together. */
export interface Pane {
  readonly kind: 'network' | 'chart' | 'numbers'
  readonly title: string
  readonly views: readonly PlacedView[]
}

/** The panes of a figure. They follow from the declaration alone: a moving slider must not rearrange the figure. */
export interface Panes {
  readonly all: readonly Pane[]
  readonly network: Pane | undefined
  /** The first chart: the view that the figure is about. */
  readonly lead: Pane | undefined
  readonly others: readonly Pane[]
  readonly numbers: Pane | undefined
  /** Where the numbers stand on a wide stage: under the lead, under the other charts, or in a column of their own. */
  readonly numbersAt: 'main' | 'rest' | 'beside'
}

/** The panes that a figure is laid out in. */
export function panesOf({ views }: Experiment): Panes {
  const placed = views.map((view, index) => ({ view, index }))
  const of = (wanted: (kind: View<Params, Measures>['kind']) => boolean) =>
    placed.filter(({ view }) => wanted(view.kind))
  const single = (kind: Pane['kind'], { view, index }: PlacedView): Pane => ({
    kind,
    title: view.title,
    views: [{ view, index }],
  })
  const [network] = of((kind) => kind === 'network').map((one) => single('network', one))
  const charts = of((kind) => kind !== 'network' && kind !== 'scalars').map((one) => single('chart', one))
  const tables = of((kind) => kind === 'scalars')
  const numbers: Pane | undefined =
    tables.length === 0 ? undefined : { kind: 'numbers', title: 'Numbers', views: tables }
  const [lead, ...others] = charts
  return {
    all: [lead, ...others, numbers, network].filter((pane) => pane !== undefined),
    network,
    lead,
    others,
    numbers,
    numbersAt: placeOf(lines(tables), others.length, lead?.views[0]?.view.kind),
  }
}

/** A table of many lines would leave too little of the charts in its column; a heat map beside its theory wants a broad one. */
function placeOf(lines: number, others: number, lead: View<Params, Measures>['kind'] | undefined): Panes['numbersAt'] {
  if (others === 1 && lines > 5) return lead === 'heatmap' ? 'main' : 'beside'
  if (others >= 2) return lines > 8 ? 'beside' : 'main'
  return 'rest'
}

/** Rows of numbers, and a caption for each table. */
const lines = (tables: readonly PlacedView[]) =>
  tables.reduce((sum, { view }) => sum + 1 + (view.kind === 'scalars' ? view.measures.length : 0), 0)
