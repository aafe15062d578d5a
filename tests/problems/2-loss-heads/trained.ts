import { lossGradients, packed, type Shape, unpacked } from '../../../problems/2-loss-heads/perceptron'
import type { Grown, Sizes, Trained } from '../../bench/pages/trained'

const BATCH = 64

/** Perceptrons of sigmoids on one batch, as the benchmark trains them. */
const trained = (network: string, kind: Shape['kind'], { layers, width, networks }: Sizes): Trained => {
  const heads = kind === 'heads' ? layers : 1
  const shape: Shape = { kind, seeds: networks, layers, width, activation: 'sigmoid' }
  return {
    network,
    shape: { layers, width, batch: BATCH, residual: kind === 'residual', heads: kind === 'heads' },
    networks,
    trainee: (tf, lab) => {
      const normal = (dims: number[], scale: number) => tf.mul(tf.randomNormal(dims, 0, 1, 'float32', 1), scale)
      return {
        initial: () =>
          packed(tf, shape, {
            weights: normal([layers, networks, width, width], 1 / Math.sqrt(width)),
            biases: tf.zeros([layers, networks, 1, width]),
            headWeights: normal([heads, networks, width, 1], 1 / Math.sqrt(width)),
            headBiases: tf.zeros([heads, networks, 1, 1]),
          }),
        gradient: (_, parameters) => {
          const inputs = lab.draw('gaussian', 'inputs', [networks, BATCH, width])
          const targets = lab.draw('gaussian', 'targets', [networks, BATCH, 1])
          return packed(tf, shape, lossGradients(tf, shape, unpacked(tf, shape, parameters), inputs, targets))
        },
      }
    },
  }
}

const SIZES: Sizes = { layers: 20, width: 32, networks: 1 }

export default [
  trained('problem 2, one head', 'single', SIZES),
  trained('problem 2, a head on each layer', 'heads', SIZES),
  trained('problem 2, residual', 'residual', SIZES),
]

export const grown: Grown = {
  network: 'problem 2, one head',
  from: SIZES,
  trained: (sizes) => trained('problem 2, one head', 'single', sizes),
}
