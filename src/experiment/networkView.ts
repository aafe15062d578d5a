import type { Params, Values } from './params/params'
import type { Measures, Named } from './readings/measures'
import type { Tex } from './tex'

/** A layer of the drawn network. `Name` is a measure of the figure. */
export interface NetworkLayer<Name extends string = string> {
  /** Its full name: "layer 3". */
  readonly label: string
  /** The text below the layer, if there is room: a formula, else `short`. Default: the label. */
  readonly symbol?: Tex
  readonly short?: string
  /** The number of units; the layer is drawn to scale. */
  readonly units: number
  /** The size in words, for layers that are not plain vectors: "8 features of 3 by 3". */
  readonly size?: string
  /** What the units compute. */
  readonly activation?: 'sigmoid' | 'tanh' | 'relu' | 'linear' | 'sum'
  readonly term?: string
  /** The position of the layer on axes that have `layers: true`. */
  readonly at?: number
  /** The skip connection: the layer before is added to the branch, through an adapter if the shape changes, and times a factor. */
  readonly skip?: NetworkSkip
  /** The connection from the layer before, if it is more than a matrix; `false` if there is none. */
  readonly branch?: NetworkBranch | false
  /** A loss head on the layer, with the factor of its loss. */
  readonly head?: { readonly factor?: string }
  /** Measures of this layer alone, used instead of the measure of the pass: a scalar, or the last entry of a series. */
  readonly forward?: Name
  readonly backward?: Name
}

/** The skip connection around a block: an adapter that changes the shape, and a scale factor. */
export interface NetworkSkip {
  readonly adapter?: string
  readonly factor?: string
}

/** The branch from the layer before, through a bottleneck, back to full width. */
export interface NetworkBranch {
  /** The width of the bottleneck. Default: no bottleneck. */
  readonly units?: number
  readonly activation?: 'sigmoid' | 'tanh' | 'relu' | 'linear'
  readonly factor?: string
}

/** What was measured at each layer in one direction of the network, and the scale of its colours. */
export interface NetworkPass<P extends Params, M extends Measures> {
  /** The quantity in a few words: "gradient". */
  readonly label: string
  /** The measure whose entries colour the layers at p; for a matrix, one row of it. Default: layers name measures of their own. */
  measure?(p: Values<P>): Named<M, 'series'> | { readonly name: Named<M, 'matrix'>; readonly row: number } | undefined
  /** Whether the quantity was measured at the heads and not at the layers. */
  readonly heads?: true
  /**
   * The scale of the colours, with `domain` in the unit of the quantity. Default: log10 from 1e-4 to 1e4 with 1 in the middle, the same in all
   * figures.
   */
  readonly scale?: 'linear' | 'log10'
  readonly domain?: readonly [number, number]
}

/** The network as the parameters define it. Each layer is coloured by what the last reading measured there. */
export interface NetworkView<P extends Params, M extends Measures> {
  readonly kind: 'network'
  readonly title: string
  layers(p: Values<P>): readonly NetworkLayer<Named<M, 'scalar' | 'series'>>[]
  /** Names the network drawn, if the figure has several, and what applies to all of its layers. */
  says?(p: Values<P>): string
  readonly forward?: NetworkPass<P, M>
  readonly backward?: NetworkPass<P, M>
}
