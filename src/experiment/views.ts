import type { Params, Values } from './params/params'
import type { Measures, Named } from './readings/measures'
import type { Reading } from './readings/readings'
import type { Tex } from './tex'

/** An axis of a chart: what stands along it, and how it is scaled. */
export interface Axis<Scale = 'linear' | 'log2' | 'log10'> {
  readonly label: string
  readonly symbol?: Tex
  /** On a log10 axis a measure stored as log10 is drawn as it is; the ticks read 10^n. */
  readonly scale?: Scale
  /** Fixed ends, in the quantity's own unit. Left out: from theory and readings together. */
  readonly domain?: readonly [number, number]
  /** Its places are the layers of the figure's network: pointing at one marks it in all pictures. */
  readonly layers?: true
}

/** A reference that is neither measured nor the theory of a measure: a bound, a target. */
export interface Rule {
  readonly label: string
  readonly at: number
}

/** Series as points with whiskers, or where there are many as a line with a band, of one standard error; theory a broad pale line behind. */
export interface SeriesView<P extends Params, M extends Measures> {
  readonly kind: 'series'
  readonly title: string
  readonly measures: readonly Named<M, 'series'>[]
  readonly x: Axis
  readonly y: Axis
  /**
   * The ends of the x axis at p, known before anything is measured. Left out: of what the experiment's progress counts, from the start of a
   * run to its end; else from theory and readings together.
   */
  along?(p: Values<P>): readonly [number, number]
  /** A number parameter whose value is marked on the x axis. */
  readonly marks?: keyof P & string
  rules?(p: Values<P>): readonly Rule[]
  /** The measures drawn at p, where a display parameter chooses among them. Left out: all. */
  shows?(p: Values<P>): readonly Named<M, 'series'>[]
}

/** Curves over steps that compete: a series view that names the winner at the last step, with its uncertainty. */
export interface RaceView<P extends Params, M extends Measures> extends Omit<SeriesView<P, M>, 'kind'> {
  readonly kind: 'race'
  readonly better: 'lower' | 'higher'
}

/** What networks compute along a line in input space, over the function that they should compute. */
export interface FitView<P extends Params, M extends Measures> extends Omit<SeriesView<P, M>, 'kind'> {
  readonly kind: 'fit'
  readonly target: Named<M, 'series'>
}

/** Points with error bars, and through each cloud the straight line fitted to it on these axes, its slope a measure beside theory's. */
export interface ScatterView<M extends Measures> {
  readonly kind: 'scatter'
  readonly title: string
  readonly clouds: readonly { readonly points: Named<M, 'series'>; readonly slope: Named<M, 'scalar'> }[]
  readonly x: Axis
  readonly y: Axis
}

/** A matrix as coloured cells with a legend; theory, where there is one, in the same colours beside it. */
export interface HeatmapView<M extends Measures> {
  readonly kind: 'heatmap'
  readonly title: string
  readonly measure: Named<M, 'matrix'>
  /** The columns of the matrix. */
  readonly x: Axis
  /** The rows, the first at the bottom. */
  readonly y: Axis
  /** Of an image, whose rows count downwards: the first stands at the top. */
  readonly downwards?: true
  readonly colour: Axis<'linear' | 'log10'>
}

/** Scalars as bars from a common start, theory a broad pale bar behind each. */
export interface BarsView<M extends Measures> {
  readonly kind: 'bars'
  readonly title: string
  readonly measures: readonly Named<M, 'scalar'>[]
  readonly x: Axis
}

/** One number of a stack of maps. */
export interface MapCell {
  readonly feature: number
  readonly x: number
  readonly y: number
}

/** A stack of feature maps: a matrix whose rows are features, and whose columns are the positions of a map, row of pixels after row. */
export interface MapStack<P extends Params, M extends Measures> {
  readonly label: string
  readonly symbol?: Tex
  readonly measure: Named<M, 'matrix'>
  /** Pixels across a map. */
  width(p: Values<P>): number
}

/** Feature maps before and after an operation. Pointing at a cell after it lights the cells before it that the operation reads. */
export interface MapsView<P extends Params, M extends Measures> {
  readonly kind: 'maps'
  readonly title: string
  readonly before: MapStack<P, M>
  readonly after: MapStack<P, M>
  /** The definition of the operation at one cell after it: exactly the cells before it that it is computed from. */
  reads(p: Values<P>, cell: MapCell): readonly MapCell[]
  /** The operation as a formula, with its shapes in words. */
  formula(p: Values<P>): { readonly tex: Tex; readonly says: string }
}

/** Histograms on one axis, measured as steps, theory as a broad pale line. */
export interface HistogramView<M extends Measures> {
  readonly kind: 'histogram'
  readonly title: string
  readonly measures: readonly Named<M, 'histogram'>[]
  readonly x: Axis
}

/** Scalars as points with error bars beside their theory, in numbers. */
export interface ScalarsView<M extends Measures> {
  readonly kind: 'scalars'
  readonly title: string
  readonly measures: readonly Named<M, 'scalar'>[]
}

/** Words that a network wrote. */
export interface TextView<P extends Params, M extends Measures> {
  readonly kind: 'text'
  readonly title: string
  readonly measures: readonly Named<M, 'text'>[]
  /** The measures shown at p, where a display parameter chooses among them. Left out: all. */
  shows?(p: Values<P>): readonly Named<M, 'text'>[]
}

/** A layer of the drawn network. `Name` is a measure of the figure. */
export interface NetworkLayer<Name extends string = string> {
  /** Its full name: "layer 3". */
  readonly label: string
  /** What stands under it where there is room: a formula, else a few characters. Left out: the label. */
  readonly symbol?: Tex
  readonly short?: string
  /** Drawn to scale. */
  readonly units: number
  /** In words, where they are no plain units: "8 features of 3 by 3". */
  readonly size?: string
  /** What the units compute. */
  readonly activation?: 'sigmoid' | 'tanh' | 'relu' | 'linear' | 'sum'
  readonly term?: string
  /** Where the layer stands on the axes of the figure that have `layers: true`. */
  readonly at?: number
  /** The layer before it is added to the branch: through an adapter where the shape changes, times a factor. */
  readonly skip?: NetworkSkip
  /** What leads to it from the layer before, where that is more than a matrix; `false` where there is none. */
  readonly branch?: NetworkBranch | false
  /** A loss head on the layer, with the factor that it counts by. */
  readonly head?: { readonly factor?: string }
  /** A measure that belongs to this layer alone, in place of the pass's: a scalar, or the last point of a series. */
  readonly forward?: Name
  readonly backward?: Name
}

/** The way around a block: what changes its shape, and the factor that it is scaled by. */
export interface NetworkSkip {
  readonly adapter?: string
  readonly factor?: string
}

/** From the layer before into a bottleneck, and up again. */
export interface NetworkBranch {
  /** Units in the middle. Left out: no bottleneck. */
  readonly units?: number
  readonly activation?: 'sigmoid' | 'tanh' | 'relu' | 'linear'
  readonly factor?: string
}

/** What was measured layer by layer on one way through the network, and the scale of its colours. */
export interface NetworkPass<P extends Params, M extends Measures> {
  /** What it is, in a few words: "gradient". */
  readonly label: string
  /** The measure over layers that is coloured at p; of a matrix, one row. Left out: layers name measures of their own. */
  measure?(p: Values<P>): Named<M, 'series'> | { readonly name: Named<M, 'matrix'>; readonly row: number } | undefined
  /** Whether it was measured at the heads, not at the layers. */
  readonly heads?: true
  /** In the quantity's own unit. Left out: log10, from 1e-4 to 1e4, the same in all figures, with 1 in the middle. */
  readonly scale?: 'linear' | 'log10'
  readonly domain?: readonly [number, number]
}

/** One step of an unrolled network on its way back. */
export interface TapeCell {
  readonly label: string
  /** What stands over it, its loss, and whether the loss has been heard on this walk. */
  readonly above: string
  readonly heard: boolean
  /** What enters it from below; empty where nothing does. */
  readonly below: string
  readonly visits: number
  /** Where the walk stands. */
  readonly now: boolean
}

/** An unrolled network, walked back from the right to the left: cells that light as they are visited. */
export interface TapeView<P extends Params, M extends Measures> {
  readonly kind: 'tape'
  readonly title: string
  cells(p: Values<P>, reading: Reading<M> | null): readonly TapeCell[]
}

/** The network, drawn from the parameters; each layer coloured by what the last reading measured there, and by nothing else. */
export interface NetworkView<P extends Params, M extends Measures> {
  readonly kind: 'network'
  readonly title: string
  layers(p: Values<P>): readonly NetworkLayer<Named<M, 'scalar' | 'series'>>[]
  /** Which of several networks is drawn, and what applies to all of its layers. */
  says?(p: Values<P>): string
  readonly forward?: NetworkPass<P, M>
  readonly backward?: NetworkPass<P, M>
}

/** Every picture that a figure can hold. A new kind is one arm here and one file in `charts`. */
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

/** A view as a figure declares it: of its axes only what differs from the measures' own (`withAxes`). */
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
