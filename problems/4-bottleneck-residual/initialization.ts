import type { Lab, Tensor, Tf } from '../../src/experiment'
import type { Weights } from './stack'

/** The sizes of a stack: `blocks` blocks between layers of `width` units, with `bottleneck` units inside each. */
export interface StackShape {
  readonly blocks: number
  readonly width: number
  readonly bottleneck: number
}

/** The number of networks in a batch of draws: fewer large ones, so that the weights of forty blocks fit on the device. */
export const networksAtOnce = ({ width, bottleneck }: Pick<StackShape, 'width' | 'bottleneck'>): number =>
  Math.max(2, Math.min(32, 2 ** 16 / (width * bottleneck)))

/** Weights ~ N(0, 1) of one batch of networks: [seeds, width, bottleneck] and [seeds, bottleneck, width] for each block. The same for every figure. */
export function unitWeights({ draw }: Lab, shape: StackShape, batch: number): readonly Weights[] {
  const { blocks, width, bottleneck } = shape
  const seeds = networksAtOnce(shape)
  return Array.from({ length: blocks }, (_, l) => ({
    first: draw('gaussian', `first/${l}/${batch}`, [seeds, width, bottleneck]),
    second: draw('gaussian', `second/${l}/${batch}`, [seeds, bottleneck, width]),
  }))
}

/** Shifts and scales each input to mean 0 and variance 1 over its units, exactly: [..., width]. */
export function standardized(tf: Tf, inputs: Tensor): Tensor {
  const centred = tf.sub(inputs, tf.mean(inputs, -1, true))
  return tf.div(centred, tf.sqrt(tf.mean(tf.mul(centred, centred), -1, true)))
}
