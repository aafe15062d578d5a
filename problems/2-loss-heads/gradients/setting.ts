/** What the networks of a run depend on. */
export interface HeadsSetting {
  readonly activation: 'sigmoid' | 'tanh' | 'relu' | 'linear'
  /** L: hidden layers, each with a head. */
  readonly layers: number
  /** d: units in every layer, and inputs. */
  readonly width: number
  /** g: the weights of the layers have variance g^2/d. */
  readonly gain: number
  /** lambda: what the heads below the last count for in the loss. */
  readonly headWeight: number
}

/** Examples in a batch, over which the loss is a mean. */
export const EXAMPLES = 64
