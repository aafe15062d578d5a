import * as tf from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../../numerics/networks/activations'
import { FUSED } from '../../../numerics/networks/fused'
import type { Arithmetic, Matrices } from './arithmetic'
import { KERNELS } from './kernels'
import { sizeOf } from './shapes'

/** The part of the cpu backend of tf.js that a kernel uses. */
interface CpuBackend {
  readonly data: { get(dataId: object): { readonly values: unknown } }
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): tf.TensorInfo
}

/** Registers the fused kernels on cpu: loops over typed arrays. Sums and activations are taken in double precision and rounded once. */
export function registerFusedOnCpu(): void {
  const made = new WeakMap<CpuBackend, Arithmetic<Float32Array>>()
  const arithmeticOf = (backend: CpuBackend): Arithmetic<Float32Array> => {
    const known = made.get(backend) ?? arithmetic(backend)
    made.set(backend, known)
    return known
  }
  for (const kernel of Object.keys(FUSED) as (keyof typeof FUSED)[])
    if (!tf.getKernel(FUSED[kernel], 'cpu'))
      tf.registerKernel({
        kernelName: FUSED[kernel],
        backendName: 'cpu',
        kernelFunc: ({ inputs, attrs, backend }) =>
          KERNELS[kernel](arithmeticOf(backend as CpuBackend), inputs, attrs ?? {}),
      })
}

function arithmetic(backend: CpuBackend): Arithmetic<Float32Array> {
  return {
    output: (shape) => backend.makeTensorInfo([...shape], 'float32', new Float32Array(sizeOf(shape))),
    at(tensor, start = 0) {
      const { values } = backend.data.get(tensor.dataId)
      if (!(values instanceof Float32Array)) throw new RangeError('A tensor of single precision has no such numbers')
      return start === 0 ? values : values.subarray(start)
    },
    product,
    activate(y, { count, rows, columns }, bias, scale, activation) {
      const f = ACTIVATE[activation]
      for (let n = 0, i = 0; n < count; n++)
        for (let row = 0; row < rows; row++) {
          const from = bias ? n * bias.next + row * bias.rowStep : 0
          for (let j = 0; j < columns; j++, i++)
            y[i] = f(scale * at(y, i) + (bias ? bias.factor * at(bias.at, from + j) : 0))
        }
    },
    combine(sum, a, u, count, skip, branch) {
      for (let i = 0; i < count; i++) sum[i] = skip * at(a, i) + branch * at(u, i)
    },
    back({ g, a, u, d }, { count, copies, size }, { scale, skip, branch }, activation) {
      const slope = SLOPES[activation]
      const writes = d !== g && (a !== undefined || scale !== 1)
      for (let n = 0, i = 0; n < count; n++)
        for (let copy = 0; copy < copies; copy++)
          for (let k = 0; k < size; k++, i++) {
            const gradient = scale * at(g, i) + (a ? skip * at(a, i) : 0)
            if (writes) g[i] = gradient
            d[i] = branch * (u ? slope(gradient, at(u, n * size + k)) : gradient)
          }
    },
    sumRows(to, from, { count, rows, columns }, factor) {
      for (let n = 0; n < count; n++)
        for (let j = 0; j < columns; j++) {
          let sum = 0
          for (let i = 0; i < rows; i++) sum += at(from, (n * rows + i) * columns + j)
          to[n * columns + j] = factor * sum
        }
    },
    pick(to, x, w, { times, count, rows, inner, columns }) {
      to.fill(0, 0, times * count * rows * columns)
      for (let row = 0; row < times * count * rows; row++) {
        const table = (Math.floor(row / rows) % count) * inner * columns
        for (let k = 0; k < inner; k++) {
          const factor = at(x, row * inner + k)
          if (factor !== 0) addScaled(to, row * columns, w, table + k * columns, columns, factor)
        }
      }
    },
    gather(to, x, d, { times, count, rows, inner, columns }) {
      to.fill(0, 0, count * inner * columns)
      for (let row = 0; row < times * count * rows; row++) {
        const sums = (Math.floor(row / rows) % count) * inner * columns
        for (let k = 0; k < inner; k++) {
          const factor = at(x, row * inner + k)
          if (factor !== 0) addScaled(to, sums + k * columns, d, row * columns, columns, factor)
        }
      }
    },
    rows(to, x, positions, { count, rows, taken, columns }) {
      const { values } = backend.data.get(positions.dataId)
      if (!(values instanceof Int32Array)) throw new RangeError('Positions are int32 numbers')
      for (let n = 0; n < count; n++)
        for (let k = 0; k < taken; k++) {
          const [position = rows, start] = [values[k], (n * taken + k) * columns]
          if (position >= rows) to.fill(0, start, start + columns)
          else to.set(x.subarray((n * rows + position) * columns, (n * rows + position + 1) * columns), start)
        }
    },
    crossEntropy(to, x, t, { count, labelled, rows, columns }) {
      for (let n = 0, row = 0; n < count; n++) {
        const labels = (n % labelled) * rows
        let total = 0
        for (let i = 0; i < rows; i++, row++) {
          const { largest, rest } = spreadOf(x, row * columns, columns)
          total += Math.log1p(rest)
          for (let j = 0; j < columns; j++)
            total -= at(t, (labels + i) * columns + j) * (at(x, row * columns + j) - largest)
        }
        to[n] = total / rows
      }
    },
    crossEntropyGradient(to, x, t, { count, labelled, rows, columns }, factor) {
      for (let n = 0, row = 0; n < count; n++) {
        const labels = (n % labelled) * rows
        for (let i = 0; i < rows; i++, row++) {
          const { largest, rest } = spreadOf(x, row * columns, columns)
          for (let j = 0; j < columns; j++) {
            const wanted = at(t, (labels + i) * columns + j)
            const power = Math.exp(at(x, row * columns + j) - largest)
            to[row * columns + j] = (factor / (1 + rest)) * (power - wanted - wanted * rest)
          }
        }
      }
    },
    copy: (to, from, count) => to.set(from.subarray(0, count)),
    adam(to, from, count, { decay, squareDecay, rate, epsilon }) {
      for (let i = 0; i < count; i++) {
        const g = at(from.g, i)
        const sum = Math.fround(decay * at(from.sum, i) + g)
        // A square that underflows in single precision does so here too.
        const squares = Math.fround(squareDecay * at(from.squares, i) + Math.fround(g * g))
        to.sum[i] = sum
        to.squares[i] = squares
        to.w[i] = at(from.w, i) - (rate * sum) / (Math.sqrt(squares) + epsilon)
      }
    },
  }
}

const at = (numbers: Float32Array, i: number): number => numbers[i] ?? Number.NaN

/** The largest of `count` logits from `start` on, and the sum of e^(x - largest) without the 1 of the largest itself: no difference of numbers near 1. */
function spreadOf(x: Float32Array, start: number, count: number): { readonly largest: number; readonly rest: number } {
  let [largest, place] = [Number.NEGATIVE_INFINITY, 0]
  for (let j = 0; j < count; j++) {
    const logit = at(x, start + j)
    if (logit > largest) [largest, place] = [logit, j]
  }
  let rest = 0
  for (let j = 0; j < count; j++) if (j !== place) rest += Math.exp(at(x, start + j) - largest)
  return { largest, rest }
}

/** Adds factor times `count` numbers of v from `from` on to those of `to` from `start` on. */
function addScaled(
  to: Float32Array,
  start: number,
  v: Float32Array,
  from: number,
  count: number,
  factor: number,
): void {
  for (let j = 0; j < count; j++) to[start + j] = at(to, start + j) + factor * at(v, from + j)
}

const ACTIVATE: Readonly<Record<ActivationName, (y: number) => number>> = {
  linear: (y) => y,
  sigmoid: (y) => 1 / (1 + Math.exp(-y)),
  tanh: Math.tanh,
  relu: (y) => Math.max(0, y),
}

/** g f'(y) from g and u = f(y). */
const SLOPES: Readonly<Record<ActivationName, (g: number, u: number) => number>> = {
  linear: (g) => g,
  sigmoid: (g, u) => g * u * (1 - u),
  tanh: (g, u) => g * (1 - u * u),
  relu: (g, u) => (u > 0 ? g : 0),
}

function product(
  { count, rows, inner, columns }: { count: number; rows: number; inner: number; columns: number },
  a: Matrices<Float32Array>,
  b: Matrices<Float32Array>,
  c: Float32Array,
): void {
  const sums = new Float64Array(columns)
  for (let n = 0, to = 0; n < count; n++) {
    const [ofA, ofB] = [(n % a.count) * a.next, (n % b.count) * b.next]
    for (let i = 0; i < rows; i++) {
      sums.fill(0)
      for (let k = 0; k < inner; k++) {
        const x = at(a.at, ofA + i * a.rowStep + k * a.columnStep)
        const row = ofB + k * b.rowStep
        for (let j = 0; j < columns; j++) sums[j] = (sums[j] ?? 0) + x * at(b.at, row + j * b.columnStep)
      }
      c.set(sums, to)
      to += columns
    }
  }
}
