import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { saturatedUnits } from '../../../problems/3-weight-initialization/saturation/unit'
import { unit } from '../../../problems/3-weight-initialization/sigmoid/unit'
import { DIMENSIONS, WIDEST } from '../../../problems/3-weight-initialization/variance/setting'
import {
  GROUP,
  numbersOverBoth,
  samplesOverInputs,
  squaredLengths,
  sumsOverBoth,
  sumsOverInputs,
} from '../../../problems/3-weight-initialization/variance/sums'
import { drawer } from '../../../src/numerics/laws/random'
import { startCpu } from '../../cpu'

beforeAll(startCpu)

const draw = drawer(9)
const REPEATS = 2
const numbers = (name: string) => (shape: readonly number[]) => draw('gaussian', name, shape)
const onDevice = (name: string) => (shape: readonly number[]) => tf.tensor(numbers(name)(shape), [...shape])

describe('sums over weights and inputs', () => {
  const found = () =>
    tf.tidy(() => sumsOverBoth(tf, onDevice('w'), onDevice('x'), REPEATS).map((t) => [...t.dataSync()]))

  /** Weight vector s times input vector n of repetition r, both of length d. */
  const product = (d: number, r: number, s: number, n: number) => {
    const count = numbersOverBoth(d)
    const shape = d < GROUP ? [REPEATS, count] : [(REPEATS * count) / d / GROUP, GROUP, d]
    const [w, x] = [numbers('w')(shape), numbers('x')(shape)]
    let sum = 0
    for (let i = 0; i < d; i++) sum += (w[r * count + s * d + i] ?? 0) * (x[r * count + n * d + i] ?? 0)
    return sum
  }

  it.each([1, 2, 8])('at d = %i are those of a vector with its own input', (d) => {
    const y = found()[Math.log2(d)] ?? []
    const samples = numbersOverBoth(d) / d
    expect(y).toHaveLength(REPEATS * samples)
    for (const [r, k] of [
      [0, 0],
      [0, 5],
      [1, samples - 1],
    ] as const)
      expect(y[r * samples + k]).toBeCloseTo(product(d, r, k, k), 5)
  })

  it.each([16, 128, 256, 1024])('at d = %i are those of every weight vector of a group with every input of it', (d) => {
    const y = found()[Math.log2(d)] ?? []
    const samples = (GROUP * numbersOverBoth(d)) / d
    expect(y).toHaveLength(REPEATS * samples)
    const groups = samples / GROUP ** 2
    for (const [r, group, s, n] of [
      [0, 0, 0, 0],
      [0, groups - 1, 3, 7],
      [1, 0, 15, 2],
    ] as const)
      expect(y[r * samples + (group * GROUP + s) * GROUP + n]).toBeCloseTo(
        product(d, r, group * GROUP + s, group * GROUP + n),
        3,
      )
  })

  it('of one weight vector are its products with consecutive inputs', () => {
    const one = draw('laplace', 'one', [WIDEST])
    const all = tf.tidy(() =>
      sumsOverInputs(tf, tf.tensor1d(one), onDevice('x'), REPEATS).map((t) => [...t.dataSync()]),
    )
    DIMENSIONS.forEach((d, k) => {
      const samples = samplesOverInputs(d)
      const x = numbers('x')([REPEATS * samples, d])
      expect(all[k]).toHaveLength(REPEATS * samples)
      for (const [r, n] of [
        [0, 0],
        [1, samples - 1],
      ] as const) {
        let sum = 0
        for (let i = 0; i < d; i++) sum += (one[i] ?? 0) * (x[(r * samples + n) * d + i] ?? 0)
        expect(all[k]?.[r * samples + n]).toBeCloseTo(sum, 3)
      }
    })
  })
})

it.each([1, 4, 1024])('squared lengths of %i coordinates are those of consecutive ones', (d) => {
  const found = tf.tidy(() => squaredLengths(tf, onDevice('lengths'), d, REPEATS).dataSync())
  const w = numbers('lengths')([REPEATS, found.length / REPEATS, d])
  for (const k of [0, found.length - 1]) {
    const square = w.slice(k * d, (k + 1) * d).reduce((sum, v) => sum + v * v, 0)
    expect((found[k] ?? Number.NaN) / square).toBeCloseTo(1, 5)
  }
})

it('a unit sums, shifts by its bias and squashes', () => {
  const [w, x] = [draw('gaussian', 'unit w', [3, 2, 5]), draw('gaussian', 'unit x', [3, 2, 5])]
  const options = { sigma: 0.7, bias: 0.4, activation: 'sigmoid' as const }
  const found = tf.tidy(() => {
    const { y, u } = unit(tf, { weights: tf.tensor(w, [3, 2, 5]), inputs: tf.tensor(x, [3, 2, 5]), ...options })
    return { y: [...y.dataSync()], u: [...u.dataSync()], shape: y.shape }
  })
  expect(found.shape).toEqual([3, 2, 2])
  for (let g = 0; g < 3; g++)
    for (let s = 0; s < 2; s++)
      for (let n = 0; n < 2; n++) {
        let y = 0
        for (let i = 0; i < 5; i++) y += 0.7 * (w[(g * 2 + s) * 5 + i] ?? 0) * (x[(g * 2 + n) * 5 + i] ?? 0)
        expect(found.y[(g * 2 + s) * 2 + n]).toBeCloseTo(y, 5)
        expect(found.u[(g * 2 + s) * 2 + n]).toBeCloseTo(1 / (1 + Math.exp(0.4 - y)), 5)
      }
})

describe('saturated units', () => {
  const [w, x] = [draw('gaussian', 'sat w', [2, 4, 6]), draw('gaussian', 'sat x', [2, 4, 6])]

  it('have weight vectors of the length asked for', () => {
    const found = tf.tidy(() =>
      saturatedUnits(tf, tf.tensor(w, [2, 4, 6]), tf.tensor(x, [2, 4, 6]), [0.1, 2]).u.dataSync(),
    )
    const logit = (u: number) => Math.log(u / (1 - u))
    for (const [k, sd] of [
      [0, 0.1],
      [1, 2],
    ] as const) {
      // Vector 3 of repetition 1 with input 2.
      const vector = w.slice((1 * 4 + 3) * 6, (1 * 4 + 4) * 6)
      const input = x.slice((1 * 4 + 2) * 6, (1 * 4 + 3) * 6)
      const length = Math.hypot(...vector)
      const y = (sd * vector.reduce((sum, v, i) => sum + v * (input[i] ?? 0), 0)) / length
      expect(logit(found[(k * 2 + 1) * 16 + 3 * 4 + 2] ?? Number.NaN)).toBeCloseTo(y, 4)
    }
  })

  it('have the slope that the gradient of tf.js has', () => {
    const found = tf.tidy(() => {
      const { u, slope } = saturatedUnits(tf, tf.tensor(w, [2, 4, 6]), tf.tensor(x, [2, 4, 6]), [3])
      const y = tf.log(tf.div(u, tf.sub(1, u)))
      const theirs = tf.grad((t) => tf.sum(tf.sigmoid(t)))(y)
      return { slope: [...slope.dataSync()], theirs: [...theirs.dataSync()] }
    })
    expect(found.slope).toEqual(found.theirs.map((v) => expect.closeTo(v, 5)))
  })
})
