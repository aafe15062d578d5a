import { type Experiment, type Measures, measuresOf, type Params, type View } from '../../../experiment'

/** A view with its place in the declaration. */
export interface PlacedView {
  readonly index: number
  readonly view: View<Params, Measures>
}

/** The contents of one frame of the stage: a view, or all tables of scalars together. */
export interface Pane {
  readonly kind: 'network' | 'chart' | 'numbers'
  readonly title: string
  /** Its name in an address: "two-inputs-that-were-alike". */
  readonly name: string
  readonly views: readonly PlacedView[]
  /** Its colours and shapes have the names of the lead's: one key says them for both. */
  readonly keyed?: true
  /** Its tables open one at a time: together they are longer than the stage. */
  readonly paged?: true
}

/** The panes of a figure. They follow from the declaration alone: a moving slider must not rearrange the figure. */
export interface Panes {
  readonly all: readonly Pane[]
  readonly network: Pane | undefined
  /** The first chart: the view that the figure is about. */
  readonly lead: Pane | undefined
  readonly others: readonly Pane[]
  readonly numbers: Pane | undefined
  /** The place of the numbers on a wide stage: under the lead, under the other charts, under all, or in a column of their own. */
  readonly numbersAt: 'main' | 'rest' | 'under' | 'beside'
}

/** Sorts the views of a figure into panes: lead, other charts, numbers, network, in the order of the tabs. */
export function panesOf({ views, measures }: Pick<Experiment, 'views' | 'measures'>): Panes {
  const placed = views.map((view, index) => ({ view, index }))
  const of = (wanted: (kind: View<Params, Measures>['kind']) => boolean) =>
    placed.filter(({ view }) => wanted(view.kind))
  const single = (kind: Pane['kind'], { view, index }: PlacedView): Pane => ({
    kind,
    title: view.title,
    name: nameOf(view.title),
    views: [{ view, index }],
  })
  const [network] = of((kind) => kind === 'network').map((one) => single('network', one))
  const charts = of((kind) => kind !== 'network' && kind !== 'scalars').map((one) => single('chart', one))
  const tables = of((kind) => kind === 'scalars')
  const numbers: Pane | undefined =
    tables.length === 0
      ? undefined
      : {
          kind: 'numbers',
          title: 'Numbers',
          name: 'numbers',
          views: tables,
          ...(lines(tables) > MOST_LINES ? { paged: true } : {}),
        }
  const [lead, ...rest] = charts
  const key = lead && keyOf(lead, measures)
  const others = rest.map((pane): Pane => (keyOf(pane, measures) === key ? { ...pane, keyed: true } : pane))
  return {
    all: [lead, ...others, numbers, network].filter((pane) => pane !== undefined),
    network,
    lead,
    others,
    numbers,
    numbersAt: placeOf(lines(tables), others.map(kindOf), lead && kindOf(lead)),
  }
}

/** "variance-against-the-number-of-inputs": letters and digits of a title, joined by hyphens. */
const nameOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')

/** The place of the pane with a name; undefined if there is none. */
export function paneAt({ all }: Panes, name: string | undefined): number | undefined {
  const found = all.findIndex((pane) => pane.name === name)
  return found < 0 ? undefined : found
}

type Kind = View<Params, Measures>['kind']

const kindOf = ({ views }: Pane): Kind | undefined => views[0]?.view.kind

/** The labels of the colours and shapes of a chart, in their order. */
const keyOf = ({ views }: Pane, measures: Measures): string =>
  JSON.stringify(
    views.flatMap(({ view }) => measuresOf(view).map((name) => measures[name]?.short ?? measures[name]?.label)),
  )

/**
 * A table of many lines would leave too little of the charts in its column, and any table too little of a heat map, which is as high as it is
 * wide: with two heat maps the numbers are under both, with one in the column of the other chart.
 */
function placeOf(lines: number, others: readonly (Kind | undefined)[], lead: Kind | undefined): Panes['numbersAt'] {
  if (others.length === 1 && others[0] === 'heatmap') return lead === 'heatmap' ? 'under' : 'main'
  if (others.length === 1 && lead === 'heatmap') return 'rest'
  if (others.length === 1 && lines > 5) return 'beside'
  if (others.length >= 2) return lines > 8 ? 'beside' : 'main'
  return 'rest'
}

/** The number of lines of numbers, with their captions, that fit a column of the stage in a window of 720 px. */
const MOST_LINES = 12

/** Rows of numbers, and a caption for each table. */
const lines = (tables: readonly PlacedView[]) =>
  tables.reduce((sum, { view }) => sum + 1 + (view.kind === 'scalars' ? view.measures.length : 0), 0)
