import { forward, gradientsByLength } from '../../../problems/4-bottleneck-residual/stack'
import { drawer } from '../../../src/numerics/laws/random'
import type { Model } from '../../models/model'
import { drawnStack, plainPaths } from './plainStack'

const STACK = { width: 6, bottleneck: 4, skip: 0.9, branch: 0.6, count: 5 }

/** A stack of problem 4, with the gradient at every layer by the number of branches on its paths. */
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

export default [true, false].map(bottleneckModel) satisfies readonly Model[]
