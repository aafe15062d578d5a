import { beforeAll, describe, expect, it } from 'vitest'
import { headsOf, lossGradients, packed, type Shape, unpacked } from '../../../problems/2-loss-heads/perceptron'
import training from '../../../problems/2-loss-heads/training/experiment'
import { DrawCache } from '../../../src/engine/drawCache'
import { at, type Entry, exactly, initialValues, zOf } from '../../../src/experiment'
import { adam } from '../../../src/numerics/training/optimiser'
import type { Bench } from '../../runs'
import { startWasmBench } from '../../wasmBench'

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
})

/** log10 of the error at step 0, where every network predicts 0, the mean of y. */
function errorAtStepZero(seed: number): Entry {
  const [first] = bench.run(training, initialValues(training.params), seed)
  return at('single', 0).read(first?.reading.single, training.measures.single)
}

describe('the held-out error of a network that has learned nothing', () => {
  // With one held-out set for all networks, seed 7 gave 1.058 with a standard error of 0.001.
  it.each([7, 8, 9])('is the variance of y, 1, within its own error, at seed %d', (seed) => {
    const found = errorAtStepZero(seed)
    expect(Math.abs(zOf(found, exactly(0)))).toBeLessThan(4)
    // 256 examples of variance 1 and fourth moment 1.95 give sqrt(0.95 / 256) / ln 10 = 0.026 as the scatter between networks.
    const deviation = found.stderr * Math.sqrt(found.repeats ?? Number.NaN)
    expect(deviation).toBeGreaterThan(0.01)
    expect(deviation).toBeLessThan(0.06)
  })
})

describe('a training step of twenty layers', () => {
  // Forwards and backwards a kernel a layer, and a handful for all layers together: 551 in tf.js Layers, for the gradient alone.
  it.each([
    ['single', 53],
    ['heads', 53],
    ['residual', 53],
  ] as const)('takes at most 6 kernels a layer, update included: %s, %d in all', (kind, kernels) => {
    const { tf } = bench
    const shape: Shape = { kind, seeds: 2, layers: 20, width: 4, activation: 'tanh' }
    const heads = headsOf(shape)
    const [parameters, inputs, targets] = [
      tf.tidy(() =>
        packed(tf, shape, {
          weights: tf.ones([20, 2, 4, 4]),
          biases: tf.ones([20, 2, 1, 4]),
          headWeights: tf.ones([heads, 2, 4, 1]),
          headBiases: tf.ones([heads, 2, 1, 1]),
        }),
      ),
      tf.ones([2, 3, 4]),
      tf.ones([2, 3, 1]),
    ] as const
    const memories = [tf.zerosLike(parameters), tf.zerosLike(parameters)]
    const ran = new DrawCache(tf).lab(0).kernels(() => {
      const gradients = lossGradients(tf, shape, unpacked(tf, shape, parameters), inputs, targets)
      adam(0.01).next(tf, { parameters, memories }, packed(tf, shape, gradients), 1)
    })
    expect(ran).toHaveLength(kernels)
    expect(ran.length).toBeLessThanOrEqual(6 * shape.layers)
    tf.dispose([parameters, inputs, targets, ...memories])
  })
})
