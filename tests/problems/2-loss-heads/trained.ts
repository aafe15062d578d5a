import { lossGradients, packed, type Shape, unpacked } from '../../../problems/2-loss-heads/perceptron'
import type { Trained } from '../../bench/pages/trained'

/** A perceptron of 20 layers of 32 units on one batch of 64, as the benchmark trains it. */
const trained = (network: string, kind: Shape['kind']): Trained => {
  const [layers, width, batch] = [20, 32, 64]
  const heads = kind === 'heads' ? layers : 1
  const shape: Shape = { kind, seeds: 1, layers, width, activation: 'sigmoid' }
  return {
    network,
    shape: { layers, width, batch, residual: kind === 'residual', heads: kind === 'heads' },
    networks: 1,
    trainee: (tf, lab) => {
      const normal = (dims: number[], scale: number) => tf.mul(tf.randomNormal(dims, 0, 1, 'float32', 1), scale)
      return {
        initial: () =>
          packed(tf, shape, {
            weights: normal([layers, 1, width, width], 1 / Math.sqrt(width)),
            biases: tf.zeros([layers, 1, 1, width]),
            headWeights: normal([heads, 1, width, 1], 1 / Math.sqrt(width)),
            headBiases: tf.zeros([heads, 1, 1, 1]),
          }),
        gradient: (_, parameters) => {
          const inputs = lab.draw('gaussian', 'inputs', [1, batch, width])
          const targets = lab.draw('gaussian', 'targets', [1, batch, 1])
          return packed(tf, shape, lossGradients(tf, shape, unpacked(tf, shape, parameters), inputs, targets))
        },
      }
    },
  }
}

export default [
  trained('problem 2, one head', 'single'),
  trained('problem 2, a head on each layer', 'heads'),
  trained('problem 2, residual', 'residual'),
]
