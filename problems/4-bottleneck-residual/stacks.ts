import type { Lab, Tensor, Tf } from '../../src/experiment'
import type { Weights } from './model'

/** A stack at its initialization: layers of `width`, `blocks` blocks, all biases 0. */
export interface StackShape {
  readonly blocks: number
  readonly width: number
  readonly bottleneck: number
}

/** Unit normals for a batch of networks: fewer of the large ones, so that the draws of fifty blocks fit on the device. */
export const networksAtOnce = ({ width, bottleneck }: Pick<StackShape, 'width' | 'bottleneck'>): number =>
  Math.max(2, Math.min(32, 2 ** 16 / (width * bottleneck)))

/** The weights of batch `batch`, of unit variance: Z1 [seeds, width, bottleneck] and Z2 [seeds, bottleneck, width]. The same for every figure. */
export function unitWeights({ draw }: Lab, shape: StackShape, batch: number): readonly Weights[] {
  const { blocks, width, bottleneck } = shape
  const seeds = networksAtOnce(shape)
  return Array.from({ length: blocks }, (_, l) => ({
    first: draw('gaussian', `first/${l}/${batch}`, [seeds, width, bottleneck]),
    second: draw('gaussian', `second/${l}/${batch}`, [seeds, bottleneck, width]),
  }))
}

/** Inputs of mean 0 and variance 1 over their units, exactly: [..., width]. */
export function standardized(tf: Tf, inputs: Tensor): Tensor {
  const centred = tf.sub(inputs, tf.mean(inputs, -1, true))
  return tf.div(centred, tf.sqrt(tf.mean(tf.mul(centred, centred), -1, true)))
}
