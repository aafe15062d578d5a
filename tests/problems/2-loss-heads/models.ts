import { lossGradients } from '../../../problems/2-loss-heads/perceptron'
import { drawer } from '../../../src/numerics/laws/random'
import type { Model } from '../../models/model'
import { type PlainShape, plainGradients } from './plainHeads'

const SIZES = { layers: 5, width: 6, batch: 4 }
const ACTIVATIONS = ['sigmoid', 'tanh', 'relu'] as const
const KINDS = ['single', 'heads', 'residual'] as const

/** One of the networks of problem 2, with random parameters, inputs and targets. */
export function lossHeads(shape: PlainShape) {
  const draw = drawer(3)
  const { kind, layers, width, batch } = shape
  const heads = kind === 'heads' ? layers : 1
  const weights = draw('gaussian', 'weights', [layers, width, width]).map((v) => v / Math.sqrt(width))
  const parameters = {
    weights,
    biases: draw('uniform', 'biases', [layers, width]).map((v) => v / 4),
    headWeights: draw('gaussian', 'heads', [heads, width]),
    headBiases: draw('gaussian', 'head-biases', [heads]),
  }
  return {
    parameters,
    inputs: draw('gaussian', 'inputs', [batch, width]),
    targets: draw('gaussian', 'targets', [batch]),
  }
}

function lossHeadsModel(shape: PlainShape): Model {
  const { kind, layers, width, batch, activation, branchScale = 1 } = shape
  const { parameters, inputs, targets } = lossHeads(shape)
  const heads = kind === 'heads' ? layers : 1
  return {
    name: `2-loss-heads, ${kind}, ${activation}, branches times ${branchScale}`,
    ours(tf) {
      const read: Record<string, Float32Array> = {}
      tf.tidy(() => {
        const found = lossGradients(
          tf,
          { kind, layers, width, activation, branchScale, seeds: 1 },
          {
            weights: tf.tensor(parameters.weights, [layers, 1, width, width]),
            biases: tf.tensor(parameters.biases, [layers, 1, 1, width]),
            headWeights: tf.tensor(parameters.headWeights, [heads, 1, width, 1]),
            headBiases: tf.tensor(parameters.headBiases, [heads, 1, 1, 1]),
          },
          tf.tensor(inputs, [1, batch, width]),
          tf.tensor(targets, [1, batch, 1]),
        )
        for (const [name, gradient] of Object.entries(found)) read[name] = gradient.dataSync()
      })
      return read
    },
    exact: () => plainGradients(shape, parameters, inputs, targets).gradients,
  }
}

export default [
  ...KINDS.flatMap((kind) => ACTIVATIONS.map((activation) => lossHeadsModel({ kind, activation, ...SIZES }))),
  lossHeadsModel({ kind: 'residual', activation: 'sigmoid', branchScale: 1 / 3, ...SIZES }),
] satisfies readonly Model[]
