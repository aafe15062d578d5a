import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Kept, sweepOnce, sweepPerHead } from '../../../problems/2-loss-heads/run-time/sweeps'
import { drawer } from '../../../src/numerics/laws/random'
import { startCpu } from '../../cpu'
import { lossHeads } from './models'
import { type PlainShape, plainGradients } from './plainHeads'

beforeAll(startCpu)

describe.each(['single', 'heads', 'residual'] as const)('the plain network, %s', (kind) => {
  it('has the gradients of central differences', () => {
    const shape: PlainShape = { kind, layers: 3, width: 4, batch: 2, activation: 'sigmoid', branchScale: 1 / 2 }
    const { parameters, inputs, targets } = lossHeads(shape)
    const { gradients } = plainGradients(shape, parameters, inputs, targets)
    for (const name of ['weights', 'biases', 'headWeights', 'headBiases'] as const)
      gradients[name].forEach((gradient, i) => {
        const at = (by: number) => {
          const moved = Float64Array.from(parameters[name], (v, j) => (i === j ? v + by : v))
          return plainGradients(shape, { ...parameters, [name]: moved }, inputs, targets).loss
        }
        expect((at(1e-5) - at(-1e-5)) / 2e-5).toBeCloseTo(gradient, 7)
      })
  })
})

describe('sweeps over twenty blocks', () => {
  const LAYERS = 20
  const draw = drawer(1)
  const kept = (): Kept => {
    const some = (name: string, shape: number[]) =>
      Array.from({ length: LAYERS }, (_, l) => tf.tensor(draw('gaussian', `${name}/${l}`, shape), shape))
    const above = some('above', [1, 3, 4]).map((t) => tf.tanh(t))
    return {
      activation: 'tanh',
      weights: some('weights', [1, 4, 4]).map((w) => tf.mul(w, 0.5)),
      above,
      below: some('below', [1, 3, 4]),
      own: some('own', [1, 3, 4]),
    }
  }

  it('visit 20 blocks in one sweep, 210 in a sweep for each head', () => {
    tf.tidy(() => {
      const total = (visits: readonly number[]) => visits.reduce((sum, n) => sum + n, 0)
      const stack = kept()
      const [once, perHead] = [sweepOnce(tf, stack).visits, sweepPerHead(tf, stack).visits]
      expect([total(once), total(perHead)]).toEqual([20, 210])
      expect(once).toEqual(Array.from({ length: LAYERS }, () => 1))
      expect(perHead).toEqual(Array.from({ length: LAYERS }, (_, l) => LAYERS - l))
    })
  })

  it('multiplies twice a visit: the counters tell of kernels that ran', async () => {
    const stack = kept()
    const products = async (sweep: typeof sweepOnce) => {
      const { kernels } = await tf.profile(() => tf.tidy(() => sweep(tf, stack).gradients[0] as tf.Tensor))
      return kernels.filter(({ name }) => name === 'BatchMatMul').length
    }
    expect(await products(sweepOnce)).toBe(2 * 20)
    expect(await products(sweepPerHead)).toBe(2 * 210)
  })

  it('gives the same gradients both ways', () => {
    tf.tidy(() => {
      const stack = kept()
      const [once, perHead] = [sweepOnce(tf, stack).gradients, sweepPerHead(tf, stack).gradients]
      once.forEach((gradient, l) => {
        const [a, b] = [gradient.dataSync<'float32'>(), perHead[l]?.dataSync<'float32'>() ?? new Float32Array()]
        const largest = a.reduce((max, v) => Math.max(max, Math.abs(v)), 0)
        expect(largest).toBeGreaterThan(0)
        a.forEach((v, i) => {
          expect(Math.abs(v - (b[i] ?? Number.NaN)) / largest).toBeLessThan(1e-5)
        })
      })
    })
  })
})
