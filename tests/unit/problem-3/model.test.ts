import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  blockShape,
  DIMENSIONS,
  saturatedUnits,
  squaredLengths,
  sumsOverBoth,
  sumsOverInputs,
  unit,
  WIDEST,
} from '../../../problems/3-weight-initialization/model'
import { drawer } from '../../../src/numerics/random'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const draw = drawer(9)
const REPEATS = 2
const shape = [...blockShape(REPEATS)]
const [, blocks = 0, vectors = 0, block = 0] = shape
const mean = (values: ArrayLike<number>, f: (v: number) => number) =>
  Array.from(values).reduce((sum, v) => sum + f(v), 0) / values.length

describe('sums over weights and inputs', () => {
  const w = draw('gaussian', 'w', shape)
  const x = draw('gaussian', 'x', shape)
  const sums = () =>
    tf.tidy(() => sumsOverBoth(tf, tf.tensor(w, shape), tf.tensor(x, shape)).map((t) => [...t.dataSync()]))

  it('come for every d, as many as the coordinates give', () => {
    const found = sums()
    expect(found).toHaveLength(DIMENSIONS.length)
    expect(found[0]).toHaveLength(w.length)
    expect(found.at(-1)).toHaveLength(REPEATS * vectors * vectors)
  })

  it('at d = 1024 are the whole product of every weight vector with every input', () => {
    const last = sums().at(-1) ?? []
    const at = (values: Float32Array, r: number, k: number, s: number, i: number) =>
      values[((r * blocks + k) * vectors + s) * block + i] ?? Number.NaN
    for (const [r, s, n] of [
      [0, 0, 0],
      [0, 3, 7],
      [1, 15, 2],
    ] as const) {
      let sum = 0
      for (let k = 0; k < blocks; k++) for (let i = 0; i < block; i++) sum += at(w, r, k, s, i) * at(x, r, k, n, i)
      expect(last[(r * vectors + s) * vectors + n]).toBeCloseTo(sum, 3)
    }
  })

  it('at every d are disjoint: those of one repetition add up to the same', () => {
    const found = sums()
    // Below 32 vector s meets input s; from 32 on each meets all. Either way no product is lost or counted twice.
    const total = (k: number) => mean(found[k] ?? [], (v) => v) * (found[k]?.length ?? 0)
    for (let k = 1; k < 5; k++) expect(total(k)).toBeCloseTo(total(0), 1)
    for (let k = 6; k < 11; k++) expect(total(k)).toBeCloseTo(total(5), 1)
  })

  it('of one weight vector are its products with consecutive inputs', () => {
    const one = draw('laplace', 'one', [WIDEST])
    const many = draw('gaussian', 'many', [REPEATS, 2 ** 13])
    const found = tf.tidy(() =>
      sumsOverInputs(tf, tf.tensor1d(one), tf.tensor2d(many, [REPEATS, 2 ** 13])).map((t) => [...t.dataSync()]),
    )
    DIMENSIONS.forEach((d, k) => {
      const samples = (found[k]?.length ?? 0) / REPEATS
      for (const [r, n] of [
        [0, 0],
        [1, samples - 1],
      ] as const) {
        let sum = 0
        for (let i = 0; i < d; i++) sum += (one[i] ?? 0) * (many[r * 2 ** 13 + n * d + i] ?? 0)
        expect(found[k]?.[r * samples + n]).toBeCloseTo(sum, 3)
      }
    })
  })
})

describe('squared lengths', () => {
  it.each([1, 4, 32, 256, 1024])('over %i coordinates have mean d and variance d (kurtosis - 1)', (d) => {
    const w = draw('uniform', `lengths ${d}`, shape)
    const found = tf.tidy(() => squaredLengths(tf, tf.tensor(w, shape), d).dataSync())
    expect(found.length).toBe(w.length / d)
    // Every coordinate counts once.
    expect(mean(found, (v) => v + d)).toBeCloseTo(d * mean(w, (v) => v * v), 3)
    const sd = Math.sqrt((d * 4) / 5)
    expect(Math.abs(mean(found, (v) => v * v) / sd ** 2 - 1)).toBeLessThan(5 * Math.sqrt(2 / found.length))
  })

  it('of signs do not vary at all', () => {
    const w = draw('sign', 'lengths', shape)
    for (const d of [2, 64])
      expect(tf.tidy(() => squaredLengths(tf, tf.tensor(w, shape), d).dataSync())).not.toContain(1)
    expect([...tf.tidy(() => squaredLengths(tf, tf.tensor(w, shape), 64).dataSync())].every((v) => v === 0)).toBe(true)
  })
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
