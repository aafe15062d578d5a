import { beforeAll, describe, expect, it } from 'vitest'
import type { Tf } from '../../../../src/experiment'
import { layer, throughActivation } from '../../../../src/numerics/networks/fused'
import { startCpu } from '../../../cpu'
import { errorsOf, KERNEL_CASES, REFUSED } from '../../../fusedKernels'
import { DIVERGED, lossesBeside } from '../../../fusedKernels/crossEntropy'
import { startWasm } from '../../../wasm'

describe.each([
  ['wasm', startWasm],
  ['cpu', startCpu],
])('the fused kernels on %s', (name, start) => {
  let tf: Tf
  beforeAll(async () => {
    tf = await start()
  })

  it.each(KERNEL_CASES)('$name: double precision, to 1e-6', (each) => {
    expect(tf.getBackend()).toBe(name)
    const { errors, left } = errorsOf(tf, each)
    for (const error of errors) expect(error).toBeLessThan(1e-6)
    expect(left).toBe(0)
  })

  /** f of every number, by a product with a matrix of one element. */
  const activated = (activation: 'sigmoid' | 'tanh' | 'relu', ys: readonly number[]) =>
    tf.tidy(() => [
      ...layer(tf, {
        inputs: tf.tensor([...ys], [1, ys.length, 1]),
        weights: tf.ones([1, 1, 1]),
        activation,
      }).dataSync(),
    ])

  it.each([
    ['sigmoid', (y: number) => 1 / (1 + Math.exp(-y)), [-87, 40]],
    ['tanh', Math.tanh, [-12, 12]],
  ] as const)('%s is right to 4 units in the last place of single precision', (activation, f, [from, until]) => {
    const ys = Array.from({ length: 4001 }, (_, i) => Math.fround(from + ((until - from) * i) / 4000))
    const small = [1e-30, 1e-7, 1e-3, 0.1, 0.6249, 0.6251].flatMap((y) => [Math.fround(y), Math.fround(-y)])
    const all = [...ys, ...small]
    activated(activation, all).forEach((u, i) => {
      const exact = f(all[i] ?? Number.NaN)
      expect(Math.abs(u - exact) / 2 ** (Math.floor(Math.log2(Math.abs(exact) || 1)) - 23)).toBeLessThan(4)
    })
  })

  it('saturate as tf.js does: at 0 and 1 exactly', () => {
    expect(activated('tanh', [9.1, 100, 1e30, -9.1, -1e30])).toEqual([1, 1, 1, -1, -1])
    expect(activated('sigmoid', [17.4, 100, Number.POSITIVE_INFINITY])).toEqual([1, 1, 1])
    expect(activated('sigmoid', [-104, -1e30, Number.NEGATIVE_INFINITY])).toEqual([0, 0, 0])
    expect(activated('tanh', [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0])).toEqual([1, -1, 0])
  })

  it.each(['sigmoid', 'tanh', 'relu'] as const)('%s passes on what is no number', (activation) => {
    expect(activated(activation, [Number.NaN, 0, 1, 2, Number.NaN]).map(Number.isNaN)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ])
  })

  it('pass on an infinite gradient', () => {
    const g = tf.tensor([Number.POSITIVE_INFINITY, 1, 2], [1, 1, 3])
    expect([...throughActivation(tf, g, { activation: 'linear', branch: 2 }).dataSync()]).toEqual([
      Number.POSITIVE_INFINITY,
      2,
      4,
    ])
    // The gradient that came in stays as it was.
    expect([...g.dataSync()]).toEqual([Number.POSITIVE_INFINITY, 1, 2])
  })

  it.each(DIVERGED)('give no finite loss for a logit of %d', (logit) => {
    expect(lossesBeside(tf, logit)).toEqual([Number.NaN, expect.closeTo(Math.log(9), 6)])
  })

  it('repeat one matrix for all seeds', () => {
    const x = tf.ones([2, 3, 4])
    expect(layer(tf, { inputs: x, weights: tf.ones([1, 4, 2]), activation: 'linear' }).shape).toEqual([2, 3, 2])
  })

  it.each(REFUSED)('refuse $name', ({ run }) => {
    expect(() => run(tf)).toThrow(RangeError)
  })
})
