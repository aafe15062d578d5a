import { lossGradients } from '../problems/2-loss-heads/model'
import { forward, gradientsByLength } from '../problems/4-bottleneck-residual/model'
import type { Tf } from '../src/experiment'
import { drawer } from '../src/numerics/random'
import { type PlainShape, plainGradients } from './plainNetwork'
import { drawnStack, plainPaths } from './plainStack'

/** A network with two gradients of the same loss: of the book's model, on whatever device tf.js is set to, and in double precision. */
export interface Model {
  readonly name: string
  ours(tf: Tf): Record<string, Float32Array>
  exact(): Record<string, Float64Array>
}

const SIZES = { layers: 5, width: 6, batch: 4 }
const ACTIVATIONS = ['sigmoid', 'tanh', 'relu'] as const
const KINDS = ['single', 'heads', 'residual'] as const

/** One of the networks of problem 2, with everything drawn. */
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
  const { kind, layers, width, batch, activation } = shape
  const { parameters, inputs, targets } = lossHeads(shape)
  const heads = kind === 'heads' ? layers : 1
  return {
    name: `2-loss-heads, ${kind}, ${activation}`,
    ours(tf) {
      const read: Record<string, Float32Array> = {}
      tf.tidy(() => {
        const found = lossGradients(
          tf,
          { kind, layers, width, activation, seeds: 1 },
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

const STACK = { width: 6, bottleneck: 4, skip: 0.9, branch: 0.6, count: 5 }

/** A stack of problem 4: the gradient at every layer, by the number of branches on its paths. */
function bottleneckModel(secondRelu: boolean): Model {
  const stack = drawnStack(5, { ...STACK, secondRelu })
  const draw = drawer(6)
  const [input, direction] = [draw('gaussian', 'input', [STACK.width]), draw('gaussian', 'direction', [STACK.width])]
  return {
    name: `4-bottleneck-residual, ${secondRelu ? 'second ReLU' : 'one ReLU'}`,
    ours(tf) {
      const read: Record<string, Float32Array> = {}
      tf.tidy(() => {
        const weights = stack.blocks.map(({ first, second, firstBias, secondBias }) => ({
          first: tf.tensor(Array.from(first), [1, STACK.width, STACK.bottleneck]),
          second: tf.tensor(Array.from(second), [1, STACK.bottleneck, STACK.width]),
          firstBias: tf.tensor(Array.from(firstBias), [1, 1, STACK.bottleneck]),
          secondBias: tf.tensor(Array.from(secondBias), [1, 1, STACK.width]),
        }))
        const shape = [1, 1, STACK.width]
        const { kept } = forward(tf, tf.tensor(input, shape), weights, stack)
        gradientsByLength(tf, tf.tensor(direction, shape), weights, kept, stack).forEach((paths, l) => {
          read[`layer ${l}`] = paths.dataSync<'float32'>()
        })
      })
      return read
    },
    exact: () =>
      Object.fromEntries(
        plainPaths(stack, input, direction).map((paths, l) => [`layer ${l}`, Float64Array.from(paths.flat())]),
      ),
  }
}

/** Every model of the book whose gradients are written by hand. */
export const MODELS: readonly Model[] = [
  ...KINDS.flatMap((kind) => ACTIVATIONS.map((activation) => lossHeadsModel({ kind, activation, ...SIZES }))),
  ...[true, false].map(bottleneckModel),
]

/** The largest difference of two gradients, relative to the largest entry of the exact one, by name. */
export function relativeErrors(model: Model, tf: Tf): Record<string, number> {
  const [ours, exact] = [model.ours(tf), model.exact()]
  return Object.fromEntries(
    Object.entries(exact).map(([name, gradient]) => {
      const largest = gradient.reduce((max, v) => Math.max(max, Math.abs(v)), 0)
      const apart = gradient.map((v, i) => Math.abs(v - (ours[name]?.[i] ?? Number.NaN)))
      return [name, apart.reduce((max, v) => Math.max(max, v), 0) / largest]
    }),
  )
}
