import type { NetworkView } from './networkView'
import type { Params, Values } from './params/params'
import type { Measures, Named } from './readings/measures'
import type { Reading } from './readings/readings'
import type { Tex } from './tex'

/** An axis of a chart: its quantity and its scale. */
export interface Axis<Scale = 'linear' | 'log2' | 'log10'> {
  readonly label: string
  readonly symbol?: Tex
  /** On a log10 axis, measures stored as log10 are drawn without conversion; the ticks read 10^n. */
  readonly scale?: Scale
  /** Fixed ends, in the unit of the quantity. Default: from theory and readings together. */
  readonly domain?: readonly [number, number]
  /** The positions on this axis are the layers of the figure's network: pointing at one marks that layer in all pictures. */
  readonly layers?: true
}

/** A reference line that is neither measured nor the theory of a measure: a bound, a target. */
export interface Rule {
  readonly label: string
  readonly at: number
}

/** Series as points with error bars of one standard error, or as a line with a band if there are many points; theory as a broad pale line behind. */
export interface SeriesView<P extends Params, M extends Measures> {
  readonly kind: 'series'
  readonly title: string
  readonly measures: readonly Named<M, 'series'>[]
  readonly x: Axis
  readonly y: Axis
  /**
   * The ends of the x axis at p, known before anything is measured. Default: from the start of a run to its end if the axis is the unit of progress;
   * otherwise from theory and readings together.
   */
  along?(p: Values<P>): readonly [number, number]
  /** A number parameter whose value is marked on the x axis. */
  readonly marks?: keyof P & string
  rules?(p: Values<P>): readonly Rule[]
  /** The measures drawn at p, if a display parameter chooses among them. Default: all. */
  shows?(p: Values<P>): readonly Named<M, 'series'>[]
}

/** Training curves that compete: a series view that names the best at the last step, with its uncertainty. */
export interface RaceView<P extends Params, M extends Measures> extends Omit<SeriesView<P, M>, 'kind'> {
  readonly kind: 'race'
  readonly better: 'lower' | 'higher'
}

/** The outputs of networks along a line in input space, drawn over the target function. */
export interface FitView<P extends Params, M extends Measures> extends Omit<SeriesView<P, M>, 'kind'> {
  readonly kind: 'fit'
  readonly target: Named<M, 'series'>
}

/** Points with error bars, and a least-squares line through each cloud on these axes. The slope of the line is a measure, shown with its theory. */
export interface ScatterView<M extends Measures> {
  readonly kind: 'scatter'
  readonly title: string
  readonly clouds: readonly { readonly points: Named<M, 'series'>; readonly slope: Named<M, 'scalar'> }[]
  readonly x: Axis
  readonly y: Axis
}

/** A matrix as coloured cells with a legend; theory, if there is one, next to it on the same colour scale. */
export interface HeatmapView<M extends Measures> {
  readonly kind: 'heatmap'
  readonly title: string
  readonly measure: Named<M, 'matrix'>
  /** The columns of the matrix. */
  readonly x: Axis
  /** The rows, from bottom to top. */
  readonly y: Axis
  /** Draws the first row at the top, as in an image. */
  readonly downwards?: true
  readonly colour: Axis<'linear' | 'log10'>
}

/** Scalars as bars from a common baseline, theory as a broad pale bar behind each. */
export interface BarsView<M extends Measures> {
  readonly kind: 'bars'
  readonly title: string
  readonly measures: readonly Named<M, 'scalar'>[]
  readonly x: Axis
}

/** One pixel of one feature map. */
export interface MapCell {
  readonly feature: number
  readonly x: number
  readonly y: number
}

/** A stack of feature maps as a matrix: its rows are features, its columns are the pixels of a map, row by row. */
export interface MapStack<P extends Params, M extends Measures> {
  readonly label: string
  readonly symbol?: Tex
  readonly measure: Named<M, 'matrix'>
  /** The width of a map in pixels. */
  width(p: Values<P>): number
}

/** Feature maps before and after an operation. Pointing at an output pixel highlights the input pixels from which it is computed. */
export interface MapsView<P extends Params, M extends Measures> {
  readonly kind: 'maps'
  readonly title: string
  readonly before: MapStack<P, M>
  readonly after: MapStack<P, M>
  /** The input pixels from which the operation computes one output pixel: exactly those, no more. */
  reads(p: Values<P>, cell: MapCell): readonly MapCell[]
  /** The operation as a formula, or as the reader has written it, and its shapes in words. */
  formula(p: Values<P>): ({ readonly tex: Tex } | { readonly written: string }) & { readonly says: string }
}

/** Histograms on one axis, the measurement as steps, theory as a broad pale line. */
export interface HistogramView<M extends Measures> {
  readonly kind: 'histogram'
  readonly title: string
  readonly measures: readonly Named<M, 'histogram'>[]
  readonly x: Axis
}

/** Scalars as points with error bars, and as numbers beside their theory. */
export interface ScalarsView<M extends Measures> {
  readonly kind: 'scalars'
  readonly title: string
  readonly measures: readonly Named<M, 'scalar'>[]
}

/** Texts written by a network. */
export interface TextView<P extends Params, M extends Measures> {
  readonly kind: 'text'
  readonly title: string
  readonly measures: readonly Named<M, 'text'>[]
  /** The measures shown at p, if a display parameter chooses among them. Default: all. */
  shows?(p: Values<P>): readonly Named<M, 'text'>[]
}

/** One step of an unrolled network in the backward pass. */
export interface TapeCell {
  readonly label: string
  /** The loss of the step, and whether its gradient is part of the gradient at this step so far. */
  readonly above: string
  readonly lossAdded: boolean
  /** The input of the step; empty if it has none. */
  readonly below: string
  readonly visits: number
  /** Whether the backward pass is at this step. */
  readonly now: boolean
}

/** An unrolled network, with the backward pass from right to left. The steps already visited are highlighted. */
export interface TapeView<P extends Params, M extends Measures> {
  readonly kind: 'tape'
  readonly title: string
  cells(p: Values<P>, reading: Reading<M> | null): readonly TapeCell[]
}

/** Every kind of picture. A new kind needs one member here and one folder in `charts`. */
export type View<P extends Params, M extends Measures> =
  | SeriesView<P, M>
  | RaceView<P, M>
  | FitView<P, M>
  | ScatterView<M>
  | HeatmapView<M>
  | BarsView<M>
  | HistogramView<M>
  | ScalarsView<M>
  | TextView<P, M>
  | TapeView<P, M>
  | NetworkView<P, M>
  | MapsView<P, M>

type AxisName = 'x' | 'y' | 'colour'

/** A view as a figure declares it: its axes state only what differs from the measures (`withAxes`). */
export type DeclaredView<P extends Params, M extends Measures> =
  View<P, M> extends infer V
    ? V extends unknown
      ? Omit<V, AxisName> & { readonly [K in keyof V & AxisName]?: Partial<V[K]> }
      : never
    : never

/** The measures that a view shows. */
export function measuresOf<P extends Params, M extends Measures>(
  view: DeclaredView<P, M>,
): readonly (keyof M & string)[] {
  switch (view.kind) {
    case 'network':
    case 'tape':
      return []
    case 'heatmap':
      return [view.measure]
    case 'maps':
      return [view.before.measure, view.after.measure]
    case 'scatter':
      return view.clouds.flatMap(({ points, slope }) => [points, slope])
    case 'fit':
      return [view.target, ...view.measures]
    default:
      return view.measures
  }
}
