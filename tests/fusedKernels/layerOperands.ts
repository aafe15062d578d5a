import type { Tf } from '../../src/experiment'
import { drawer } from '../../src/numerics/laws/random'
import type { ActivationName } from '../../src/numerics/networks/fused'
import { at, fill, type Numbers } from './kernelCase'

const ACTIVATIONS: readonly ActivationName[] = ['sigmoid', 'tanh', 'relu', 'linear']
/** Seeds, rows, units in and out: one of each, odd ones, more than a panel of the product. */
const SIZES = [
  [1, 1, 1, 1],
  [2, 3, 5, 3],
  [3, 5, 33, 9],
  [2, 12, 32, 32],
] as const satisfies readonly Sizes[]

export type Sizes = readonly [seeds: number, rows: number, inputs: number, units: number]

/** The cases of every activation in every size. */
export const inEverySize = <T>(casesOf: (activation: ActivationName, sizes: Sizes) => readonly T[]): T[] =>
  ACTIVATIONS.flatMap((activation) => SIZES.flatMap((sizes) => casesOf(activation, sizes)))

const OF: Readonly<Record<ActivationName, { f(y: number): number; slope(u: number): number }>> = {
  sigmoid: { f: (y) => 1 / (1 + Math.exp(-y)), slope: (u) => u * (1 - u) },
  tanh: { f: Math.tanh, slope: (u) => 1 - u * u },
  relu: { f: (y) => Math.max(0, y), slope: (u) => (u > 0 ? 1 : 0) },
  linear: { f: (y) => y, slope: () => 1 },
}

/** What the kernels of a layer are given: the numbers, the tensors made of them, and the activation in double precision. */
export function layerOperands(activation: ActivationName, [seeds, rows, n, m]: Sizes) {
  const draw = drawer(7)
  const x = draw('gaussian', 'x', [seeds, rows, n])
  // Sums of variance 1, whatever the fan-in.
  const stack = draw('uniform', 'weights', [3, seeds, n, m]).map((v) => v / Math.sqrt(n))
  const upstream = draw('gaussian', 'delta', [seeds, rows, m])
  return {
    ...OF[activation],
    says: `${activation}, ${seeds} x ${rows} x ${n} -> ${m}`,
    draw,
    x,
    w: stack.subarray(2 * seeds * n * m),
    upstream,
    scale: 0.75,
    skip: 0.5,
    branch: -1.25,
    weights: (tf: Tf) => ({ stack: tf.tensor(stack, [3, seeds, n, m]), at: 2 }),
    inputs: (tf: Tf) => tf.tensor(x, [seeds, rows, n]),
    delta: (tf: Tf) => tf.tensor(upstream, [seeds, rows, m]),
  }
}

/** x W or x W^T of each seed, in double precision. */
export function product(x: Numbers, w: Numbers, [S, R, I, C]: Sizes, transposed = false): Float64Array {
  return fill(S * R * C, (k) => {
    const [s, i, j] = [Math.floor(k / (R * C)), Math.floor(k / C) % R, k % C]
    let sum = 0
    for (let m = 0; m < I; m++)
      sum += at(x, (s * R + i) * I + m) * at(w, s * I * C + (transposed ? j * I + m : m * C + j))
    return sum
  })
}
