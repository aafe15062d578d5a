/** The parameters of a network. */
export interface HeadsSetting {
  readonly activation: 'sigmoid' | 'tanh' | 'relu' | 'linear'
  /** L: hidden layers, each with a head. */
  readonly layers: number
  /** d: units in every layer, and inputs. */
  readonly width: number
  /** g: the weights of the layers have variance g^2/d. */
  readonly gain: number
  /** lambda: the factor of the losses of all heads but the last. */
  readonly headWeight: number
}

/** Examples in a batch, over which the loss is averaged. */
export const EXAMPLES = 64

/** The least width for which tanh above gain 1 has a theory of the map and of the factor (`theory`). */
export const LEAST_WIDTH_OF_TANH = 32
