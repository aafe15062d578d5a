import type { Tensor, Tf } from '../../../src/experiment'
import { ACTIVATIONS, type ActivationName } from '../../../src/numerics/networks/activations'
import { gradientOfInputs, gradientOfWeights } from '../../../src/numerics/networks/dense'

/** The results of a forward pass that the sweeps use, block by block from the bottom. A block is a layer with its head. */
export interface Kept {
  readonly activation: ActivationName
  /** W_l, [seeds, width, width]; h_(l-1) and h_l, [seeds, batch, width]. */
  readonly weights: readonly Tensor[]
  readonly below: readonly Tensor[]
  readonly above: readonly Tensor[]
  /** d(y - yhat_l)^2/dh_l, the gradient of a head at its own layer, [seeds, batch, width]. */
  readonly own: readonly Tensor[]
}

/** The gradients dLoss/dW_l of the sum of all losses, and the number of visits of each block. */
export interface Sweeps {
  readonly gradients: readonly Tensor[]
  readonly visits: readonly number[]
}

/**
 * One backward sweep for all heads: the gradient at h_l is the sum of the gradient from above and that of the layer's own head. Every block is
 * visited once.
 */
export function sweepOnce(tf: Tf, kept: Kept): Sweeps {
  const walk = new Walk(tf, kept)
  let gradient: Tensor | undefined
  for (let l = kept.weights.length - 1; l >= 0; l--) gradient = walk.visit(l, gradient, kept.own[l])
  return walk.done()
}

/** One backward sweep for each head, from its layer down. The gradients are added. */
export function sweepPerHead(tf: Tf, kept: Kept): Sweeps {
  const walk = new Walk(tf, kept)
  for (let k = kept.weights.length - 1; k >= 0; k--) {
    let gradient = kept.own[k]
    for (let l = k; l >= 0; l--) gradient = walk.visit(l, gradient, undefined)
  }
  return walk.done()
}

/**
 * A backward sweep that counts its visits. Call it inside `tf.tidy`: tensors are disposed of after each visit, so that the memory for each visit does
 * not grow with the depth.
 */
class Walk {
  private readonly gradients: (Tensor | undefined)[]
  private readonly counts: number[]

  constructor(
    private readonly tf: Tf,
    private readonly kept: Kept,
  ) {
    this.gradients = kept.weights.map(() => undefined)
    this.counts = kept.weights.map(() => 0)
  }

  /** One visit: from dLoss/dh_l, as a sum of two parts of which one may be absent, to dLoss/dh_(l-1). dLoss/dW_l is added to its sum so far. */
  visit(l: number, fromAbove: Tensor | undefined, own: Tensor | undefined): Tensor {
    const { tf } = this
    const { weights, below, above, activation } = this.kept
    const [w, h, u] = [weights[l], below[l], above[l]]
    const gradient = fromAbove && own ? tf.tidy(() => tf.add(fromAbove, own)) : (fromAbove ?? own)
    if (!w || !h || !u || !gradient) throw new RangeError(`There is no block ${l + 1}`)
    this.counts[l] = (this.counts[l] ?? 0) + 1
    const known = this.gradients[l]
    const [ofWeights, ofInputs] = tf.tidy(() => {
      const delta = ACTIVATIONS[activation].backward(tf, u, gradient)
      const found = gradientOfWeights(tf, h, delta)
      return [known ? tf.add(known, found) : found, gradientOfInputs(tf, delta, w)]
    })
    if (!ofWeights || !ofInputs) throw new RangeError(`There is no block ${l + 1}`)
    this.gradients[l] = ofWeights
    for (const old of [known, gradient, fromAbove]) if (old && !this.kept.own.includes(old)) old.dispose()
    return ofInputs
  }

  done(): Sweeps {
    return { gradients: this.gradients.flatMap((gradient) => gradient ?? []), visits: this.counts }
  }
}
