import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { drawer } from '../../../src/numerics/laws/random'
import { ACTIVATIONS, type ActivationName } from '../../../src/numerics/networks/activations'
import { dense, gradientOfInputs, gradientOfWeights } from '../../../src/numerics/networks/dense'
import { plainly, timesMatrix } from '../../../src/numerics/networks/matrixVector'
import { readBatches, readTogether } from '../../../src/numerics/statistics/readback'
import { ACTIVATION_FUNCTIONS } from '../../../src/numerics/theory/activationFunctions'
import { startCpu } from '../../cpu'

beforeAll(startCpu)

const names = Object.keys(ACTIVATIONS) as ActivationName[]
const points = [-30, -3.2, -1, -0.4, 0.3, 0.9, 2.5, 30]

describe.each(names)('%s', (name) => {
  const f = ACTIVATION_FUNCTIONS[name]
  const { forward, backward, steepest, atZero } = ACTIVATIONS[name]

  it('has the slope of its function, greatest where it says', () => {
    for (const y of points) {
      const difference = (f.of(y + 1e-5) - f.of(y - 1e-5)) / 2e-5
      expect(f.slope(y)).toBeCloseTo(difference, 9)
      expect(f.slope(y)).toBeLessThanOrEqual(f.steepest)
    }
    expect(f.slope(1e-9)).toBeCloseTo(f.steepest, 9)
  })

  it('has an inverse inside its range', () => {
    for (const y of [0.3, 0.9, 2.5]) expect(f.inverse(f.of(y))).toBeCloseTo(y, 9)
  })

  it('has the greatest slope and the output at 0 that theory says', () => {
    expect(steepest).toBe(f.steepest)
    expect(atZero).toBe(f.of(0))
  })

  it('does on the device what it does in double precision', () => {
    const u = tf.tidy(() => forward(tf, tf.tensor1d(points)).dataSync())
    points.forEach((y, i) => {
      expect(u[i]).toBeCloseTo(f.of(y), 5)
    })
  })

  it('goes backwards as the gradient of tf.js does', () => {
    const upstream = points.map((_, i) => 1 - i / 3)
    const found = tf.tidy(() => {
      const y = tf.tensor1d(points)
      const g = tf.tensor1d(upstream)
      const grad = tf.grad((t) => tf.sum(tf.mul(forward(tf, t), g)))(y)
      return { ours: [...backward(tf, forward(tf, y), g).dataSync()], theirs: [...grad.dataSync()] }
    })
    expect(found.ours).toEqual(found.theirs.map((v) => expect.closeTo(v, 6)))
  })
})

const SEEDS = 2
const BATCH = 3
const SIZES = [5, 4, 3] as const
const WEIGHTS = [20, 12] as const

/** Two layers, tanh and linear, and a loss c . u; in double precision on plain arrays. */
function plain(x: ArrayLike<number>, w: readonly ArrayLike<number>[], c: ArrayLike<number>) {
  const at = (a: ArrayLike<number>, i: number) => a[i] ?? Number.NaN
  let loss = 0
  const gradients = { x: new Float64Array(x.length), w: w.map((v) => new Float64Array(v.length)) }
  for (let s = 0; s < SEEDS; s++)
    for (let b = 0; b < BATCH; b++) {
      const [n0, n1, n2] = SIZES
      const x0 = (s * BATCH + b) * n0
      const h = Array.from({ length: n1 }, (_, j) => {
        let y = 0
        for (let i = 0; i < n0; i++) y += at(x, x0 + i) * at(w[0] ?? [], s * n0 * n1 + i * n1 + j)
        return Math.tanh(y)
      })
      for (let k = 0; k < n2; k++) {
        const weight = at(c, (s * BATCH + b) * n2 + k)
        for (let j = 0; j < n1; j++) {
          const v = s * n1 * n2 + j * n2 + k
          loss += weight * at(h, j) * at(w[1] ?? [], v)
          gradients.w[1]?.set([at(gradients.w[1], v) + weight * at(h, j)], v)
          const delta = weight * at(w[1] ?? [], v) * (1 - at(h, j) ** 2)
          for (let i = 0; i < n0; i++) {
            const first = s * n0 * n1 + i * n1 + j
            gradients.x[x0 + i] = at(gradients.x, x0 + i) + delta * at(w[0] ?? [], first)
            gradients.w[0]?.set([at(gradients.w[0], first) + delta * at(x, x0 + i)], first)
          }
        }
      }
    }
  return { loss, ...gradients }
}

describe('a dense network', () => {
  const draw = drawer(5)
  const x = draw('gaussian', 'x', [SEEDS * BATCH * SIZES[0]])
  const w = WEIGHTS.map((size, l) => draw('uniform', `w/${l}`, [SEEDS * size]))
  const c = draw('gaussian', 'c', [SEEDS * BATCH * SIZES[2]])

  const run = () =>
    tf.tidy(() => {
      const [n0, n1, n2] = SIZES
      const input = tf.tensor(x, [SEEDS, BATCH, n0])
      const first = tf.tensor(w[0] ?? [], [SEEDS, n0, n1])
      const second = tf.tensor(w[1] ?? [], [SEEDS, n1, n2])
      const upstream = tf.tensor(c, [SEEDS, BATCH, n2])
      const { forward, backward } = ACTIVATIONS.tanh
      const loss = (a: tf.Tensor, b: tf.Tensor, d: tf.Tensor): tf.Scalar =>
        tf.sum(tf.mul(upstream, dense(tf, forward(tf, dense(tf, a, b)), d)))
      const h = forward(tf, dense(tf, input, first))
      const delta = backward(tf, h, gradientOfInputs(tf, upstream, second))
      const ours = [
        gradientOfInputs(tf, delta, first),
        gradientOfWeights(tf, input, delta),
        gradientOfWeights(tf, h, upstream),
      ]
      const theirs = tf.grads(loss)([input, first, second])
      return {
        loss: loss(input, first, second).dataSync()[0] ?? Number.NaN,
        ours: ours.map((t) => [...t.dataSync()]),
        theirs: theirs.map((t) => [...t.dataSync()]),
      }
    })

  it('has the loss and the gradients of the same network in double precision, to 1e-5', () => {
    const { loss, ours } = run()
    const exact = plain(x, w, c)
    expect(loss).toBeCloseTo(exact.loss, 5)
    ;[exact.x, ...exact.w].forEach((gradient, k) => {
      expect(ours[k]).toEqual([...gradient].map((v) => expect.closeTo(v, 5)))
    })
  })

  it('has the gradients of tf.js', () => {
    const { ours, theirs } = run()
    expect(ours).toEqual(theirs.map((gradient) => gradient.map((v) => expect.closeTo(v, 5))))
  })

  it('has the gradients of central differences', () => {
    const exact = plain(x, w, c)
    const step = 1e-5
    const moved = (values: ArrayLike<number>, i: number, by: number) =>
      Float64Array.from(values, (v, j) => (i === j ? v + by : v))
    const slope = (at: (by: number) => number) => (at(step) - at(-step)) / (2 * step)
    for (let i = 0; i < x.length; i++)
      expect(slope((by) => plain(moved(x, i, by), w, c).loss)).toBeCloseTo(exact.x[i] ?? Number.NaN, 7)
    w.forEach((values, l) => {
      for (let i = 0; i < values.length; i++) {
        const at = (by: number) =>
          plain(
            x,
            w.map((v, k) => (k === l ? moved(v, i, by) : v)),
            c,
          ).loss
        expect(slope(at)).toBeCloseTo(exact.w[l]?.[i] ?? Number.NaN, 7)
      }
    })
  })
})

describe('reading back', () => {
  /** Counts the device reads of `run`. */
  const reads = <T>(run: () => T): { result: T; reads: number } => {
    const backend = tf.backend()
    const { readSync } = backend
    let count = 0
    backend.readSync = (id) => {
      count++
      return readSync.call(backend, id)
    }
    const result = run()
    backend.readSync = readSync
    return { result, reads: count }
  }

  it('gives every tensor its own numbers from one read', () => {
    const { result, reads: count } = reads(() => {
      let read: Record<'a' | 'b' | 'c', Float32Array> | undefined
      tf.tidy(() => {
        read = readTogether(tf, {
          a: tf.tensor2d([
            [1, 2],
            [3, 4],
          ]),
          b: tf.scalar(5),
          c: tf.less(tf.tensor1d([1, 9]), 2),
        })
      })
      return read
    })
    expect(count).toBe(1)
    expect(result).toEqual({
      a: new Float32Array([1, 2, 3, 4]),
      b: new Float32Array([5]),
      c: new Float32Array([1, 0]),
    })
  })

  it('joins batches in their order, from one read, and leaves no tensor', () => {
    const before = tf.memory().numTensors
    const { result, reads: count } = reads(() =>
      readBatches(tf, [3, 4], (batch) => {
        const t = tf.fill([2, 2], batch)
        return { whole: t, sums: tf.sum(t, 1) }
      }),
    )
    expect(count).toBe(1)
    expect([...result.whole]).toEqual([3, 3, 3, 3, 4, 4, 4, 4])
    expect([...result.sums]).toEqual([6, 6, 8, 8])
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('a matrix for many vectors', () => {
  const numbers = (name: string, count: number) => Float64Array.from(drawer(3)('gaussian', name, [count]))

  it('is multiplied in double precision, with any number of columns, also in turn with a larger one', () => {
    const matrices = [1, 7, 8, 64, 129].map((columns) => ({
      entries: numbers(`rows/${columns}`, 200 * columns),
      columns,
    }))
    for (const [way, times] of Object.entries({ timesMatrix, plainly })) {
      const products = matrices.map(times)
      for (const turn of [0, 1])
        for (const [i, { entries, columns }] of matrices.entries()) {
          const v = numbers(`vector/${turn}`, columns)
          const found = new Float64Array(200)
          products[i]?.(v, found)
          for (const r of [0, 99, 199]) {
            const wanted = v.reduce((sum, x, c) => sum + x * (entries[r * columns + c] ?? Number.NaN), 0)
            expect(found[r], `${way}, ${columns} columns, row ${r}`).toBeCloseTo(wanted, 11)
          }
        }
    }
  })

  it('refuses a vector and a result of another length', () => {
    const product = timesMatrix({ entries: new Float64Array(6), columns: 3 })
    expect(() => product(new Float64Array(2), new Float64Array(2))).toThrow('[2, 3] times [2] is not [2]')
    expect(() => product(new Float64Array(3), new Float64Array(3))).toThrow(RangeError)
  })
})
