import type { Tensor, Tf } from '../src/experiment'
import { drawer } from '../src/numerics/laws/random'
import {
  type ActivationName,
  adamStep,
  addedLayer,
  deltaBelow,
  descend,
  gather,
  joined,
  layer,
  layerBack,
  layerGradients,
  pick,
  residualBack,
  residualLayer,
  splitAt,
  takeRows,
  throughActivation,
  weightGradients,
} from '../src/numerics/networks/fused'

const ACTIVATIONS: readonly ActivationName[] = ['sigmoid', 'tanh', 'relu', 'linear']
/** Seeds, rows, units in and out: one of each, odd ones, more than a panel of the product. */
const SIZES: readonly (readonly [number, number, number, number])[] = [
  [1, 1, 1, 1],
  [2, 3, 5, 3],
  [3, 5, 33, 9],
  [2, 12, 32, 32],
]

type Numbers = ArrayLike<number>

const OF: Readonly<Record<ActivationName, { f(y: number): number; slope(u: number): number }>> = {
  sigmoid: { f: (y) => 1 / (1 + Math.exp(-y)), slope: (u) => u * (1 - u) },
  tanh: { f: Math.tanh, slope: (u) => 1 - u * u },
  relu: { f: (y) => Math.max(0, y), slope: (u) => (u > 0 ? 1 : 0) },
  linear: { f: (y) => y, slope: () => 1 },
}

/** One call of a fused kernel beside the same in double precision; errors are relative to the largest number. */
export interface KernelCase {
  readonly name: string
  ours(tf: Tf): Tensor[]
  readonly exact: readonly Float64Array[]
}

const at = (numbers: Numbers, i: number) => numbers[i] ?? Number.NaN
const fill = (n: number, of: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => of(i))

/** x W or x W^T of each seed, in double precision. */
function product(x: Numbers, w: Numbers, [seeds, rows, inner, columns]: readonly number[], transposed = false) {
  const [S = 0, R = 0, I = 0, C = 0] = [seeds, rows, inner, columns]
  return fill(S * R * C, (k) => {
    const [s, i, j] = [Math.floor(k / (R * C)), Math.floor(k / C) % R, k % C]
    let sum = 0
    for (let m = 0; m < I; m++)
      sum += at(x, (s * R + i) * I + m) * at(w, s * I * C + (transposed ? j * I + m : m * C + j))
    return sum
  })
}

function casesOf(
  activation: ActivationName,
  [seeds, rows, n, m]: readonly [number, number, number, number],
): KernelCase[] {
  const draw = drawer(7)
  const { f, slope } = OF[activation]
  const says = `${activation}, ${seeds} x ${rows} x ${n} -> ${m}`
  const x = draw('gaussian', 'x', [seeds, rows, n])
  // Sums of variance 1, whatever the fan-in.
  const stack = draw('uniform', 'weights', [3, seeds, n, m]).map((v) => v / Math.sqrt(n))
  const w = stack.subarray(2 * seeds * n * m)
  const biases = draw('gaussian', 'biases', [2, seeds, 1, m])
  const b = biases.subarray(seeds * m)
  const entering = draw('gaussian', 'entering', [seeds, rows, m])
  const beside = draw('gaussian', 'beside', [2, seeds, rows, m])
  const upstream = draw('gaussian', 'delta', [seeds, rows, m])
  const below = draw('gaussian', 'below', [2, seeds, rows, n])
  const [scale, skip, branch] = [0.75, 0.5, -1.25]
  const weights = (tf: Tf) => ({ stack: tf.tensor(stack, [3, seeds, n, m]), at: 2 })
  const inputs = (tf: Tf) => tf.tensor(x, [seeds, rows, n])
  const delta = (tf: Tf) => tf.tensor(upstream, [seeds, rows, m])
  const sums = product(x, w, [seeds, rows, n, m])
  const u = sums.map((y, k) => f(scale * y - at(b, Math.floor(k / (rows * m)) * m + (k % m))))
  const back = product(upstream, w, [seeds, rows, m, n], true)
  const g = back.map((v, k) => scale * v + skip * at(below, seeds * rows * n + k))
  // What the activation gave below, in single precision as the forward pass keeps it.
  const kept = Float32Array.from(x, f)
  const d = g.map((v, k) => branch * v * slope(at(kept, k)))
  const backSpec = (tf: Tf) => ({
    delta: delta(tf),
    weights: weights(tf),
    scale,
    beside: { stack: tf.tensor(below, [2, seeds, rows, n]), at: 1 },
    skip,
  })
  const slopeSpec = (tf: Tf) => ({ u: tf.tensor(kept, [seeds, rows, n]), activation, branch })
  const layerSpec = (tf: Tf) => ({
    inputs: inputs(tf),
    weights: weights(tf),
    bias: { stack: tf.tensor(biases, [2, seeds, 1, m]), at: 1 },
    biasFactor: -1,
    scale,
    activation,
  })
  const skipSpec = (tf: Tf) => ({ beside: { stack: tf.tensor(beside, [2, seeds, rows, m]), at: 1 }, skip, branch })
  const added = u.map((v, k) => skip * at(beside, seeds * rows * m + k) + branch * v)
  const copies = draw('gaussian', 'copies', [seeds, 2, rows, n])
  const ofCopies = fill(2 * seeds * rows * n, (k) => {
    const [s, inside] = [Math.floor(k / (2 * rows * n)), k % (rows * n)]
    return branch * at(copies, k) * slope(at(kept, s * rows * n + inside))
  })
  return [
    { name: `f(scale x W - b), ${says}`, ours: (tf) => [layer(tf, layerSpec(tf))], exact: [u] },
    {
      name: `f(x W + b) with a bias for each row, ${says}`,
      ours: (tf) => [
        layer(tf, {
          inputs: inputs(tf),
          weights: tf.tensor(w, [seeds, n, m]),
          bias: tf.tensor(entering, [seeds, rows, m]),
          activation,
        }),
      ],
      exact: [sums.map((y, k) => f(y + at(entering, k)))],
    },
    {
      name: `f(x W), ${says}`,
      ours: (tf) => [layer(tf, { inputs: inputs(tf), weights: weights(tf), activation })],
      exact: [sums.map(f)],
    },
    {
      name: `skip a + branch u, ${says}`,
      ours: (tf) => {
        const { output, branch } = residualLayer(tf, layerSpec(tf), skipSpec(tf))
        return [output, branch, addedLayer(tf, layerSpec(tf), skipSpec(tf))]
      },
      exact: [added, u, added],
    },
    {
      name: `the way back, ${says}`,
      ours: (tf) => {
        const { delta, gradient } = residualBack(tf, backSpec(tf), slopeSpec(tf))
        return [delta, gradient, deltaBelow(tf, backSpec(tf), slopeSpec(tf)), layerBack(tf, backSpec(tf))]
      },
      exact: [d, g, d, g],
    },
    {
      name: `the way back without anything beside, ${says}`,
      ours: (tf) => [layerBack(tf, { delta: delta(tf), weights: weights(tf) })],
      exact: [back],
    },
    {
      name: `branch f'(u) g, ${says}`,
      ours: (tf) => [throughActivation(tf, { stack: tf.tensor(below, [2, seeds, rows, n]), at: 1 }, slopeSpec(tf))],
      exact: [fill(seeds * rows * n, (k) => branch * at(below, seeds * rows * n + k) * slope(at(kept, k)))],
    },
    {
      name: `branch f'(u) g of two copies, ${says}`,
      ours: (tf) => [
        throughActivation(tf, tf.tensor(copies, [seeds, 2 * rows, n]), slopeSpec(tf)),
        throughActivation(tf, tf.tensor(copies, [seeds, 2, rows, n]), slopeSpec(tf)),
      ],
      exact: [ofCopies, ofCopies],
    },
    {
      name: `x^T d of two layers, ${says}`,
      ours: (tf) => {
        const [xs, ds] = [
          [inputs(tf), tf.mul(inputs(tf), 2)],
          [delta(tf), delta(tf)],
        ]
        const { weights: found, biases: ofBiases } = layerGradients(tf, xs, ds, -0.5)
        return [found, ofBiases, weightGradients(tf, xs, ds)]
      },
      exact: gradientsOf(x, upstream, [seeds, rows, n, m]),
    },
  ]
}

/** Of layers with inputs x and 2 x: x^T d, and -0.5 times the sums of d. */
function gradientsOf(x: Numbers, d: Numbers, [seeds, rows, n, m]: readonly [number, number, number, number]) {
  const weights = fill(2 * seeds * n * m, (k) => {
    const [l, s, i, j] = [
      Math.floor(k / (seeds * n * m)),
      Math.floor(k / (n * m)) % seeds,
      Math.floor(k / m) % n,
      k % m,
    ]
    let sum = 0
    for (let r = 0; r < rows; r++) sum += at(x, (s * rows + r) * n + i) * at(d, (s * rows + r) * m + j)
    return (l + 1) * sum
  })
  const biases = fill(2 * seeds * m, (k) => {
    let sum = 0
    for (let r = 0; r < rows; r++) sum += at(d, ((Math.floor(k / m) % seeds) * rows + r) * m + (k % m))
    return -0.5 * sum
  })
  return [weights, biases, weights]
}

function sparse([times, seeds, rows, n, m]: readonly [number, number, number, number, number]): KernelCase {
  const draw = drawer(9)
  // One number in three is not zero.
  const x = draw('gaussian', 'x', [times, seeds, rows, n]).map((v, i) => (i % 3 === 1 ? v : 0))
  const w = draw('gaussian', 'w', [seeds, n, m])
  const d = draw('gaussian', 'd', [times, seeds, rows, m])
  const row = (k: number) => Math.floor(k / m)
  const seedOf = (r: number) => Math.floor(r / rows) % seeds
  const sumOver = (count: number, of: (i: number) => number) => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += of(i)
    return sum
  }
  return {
    name: `mostly zeros, ${times} x ${seeds} x ${rows} x ${n} -> ${m}`,
    ours: (tf) => {
      const few = tf.tensor(x, [times, seeds, rows, n])
      // A time more of x than of d is not counted in.
      const more = tf.concat([few, tf.ones([1, seeds, rows, n])], 0)
      return [pick(tf, few, tf.tensor(w, [seeds, n, m])), gather(tf, more, tf.tensor(d, [times, seeds, rows, m]))]
    },
    exact: [
      fill(times * seeds * rows * m, (k) =>
        sumOver(n, (i) => at(x, row(k) * n + i) * at(w, (seedOf(row(k)) * n + i) * m + (k % m))),
      ),
      fill(seeds * n * m, (k) => {
        const [s, i, j] = [Math.floor(k / (n * m)), row(k) % n, k % m]
        return sumOver(times * seeds * rows, (r) => (seedOf(r) === s ? at(x, r * n + i) * at(d, r * m + j) : 0))
      }),
    ],
  }
}

function rowsOf([count, rows, n]: readonly [number, number, number]): KernelCase {
  const x = drawer(10)('gaussian', 'x', [count, rows, n])
  // One row is taken twice, and one after the last.
  const positions = Int32Array.from([rows - 1, rows, 0, 0])
  const taken = fill(count * 4 * n, (k) => {
    const position = at(positions, Math.floor(k / n) % 4)
    return position === rows ? 0 : at(x, (Math.floor(k / (4 * n)) * rows + position) * n + (k % n))
  })
  return {
    name: `rows by their positions, ${count} x ${rows} x ${n}`,
    ours: (tf) => [
      takeRows(tf, tf.tensor(x, [count, rows, n]), positions),
      takeRows(tf, tf.tensor(x, [count, 1, rows, n]), positions, [2, count, 2 * n]),
    ],
    exact: [taken, taken],
  }
}
function optimisers(count: number): KernelCase[] {
  const draw = drawer(8)
  const [w, s, g] = ['w', 's', 'g'].map((name) => draw('gaussian', name, [count])) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const q = draw('uniform', 'q', [count]).map((v) => v * v)
  const step = { decay: 0.9, squareDecay: 0.999, rate: 0.01, epsilon: 1e-6 }
  const sum = fill(count, (i) => step.decay * at(s, i) + at(g, i))
  const squares = fill(count, (i) => step.squareDecay * at(q, i) + at(g, i) ** 2)
  return [
    {
      name: `a step down the gradient, ${count} numbers`,
      ours: (tf) => [descend(tf, tf.tensor(w), tf.tensor(g), 0.03)],
      exact: [fill(count, (i) => at(w, i) - 0.03 * at(g, i))],
    },
    {
      name: `a step of Adam, ${count} numbers`,
      ours: (tf) => {
        const moved = adamStep(
          tf,
          { parameters: tf.tensor(w), sum: tf.tensor(s), squares: tf.tensor(q), gradient: tf.tensor(g) },
          step,
        )
        return [moved.parameters, moved.sum, moved.squares]
      },
      exact: [
        fill(count, (i) => at(w, i) - (step.rate * at(sum, i)) / (Math.sqrt(at(squares, i)) + step.epsilon)),
        sum,
        squares,
      ],
    },
  ]
}

function joining(shapes: readonly (readonly number[])[]): KernelCase {
  const values = shapes.map((shape, i) => drawer(11)('gaussian', `part ${i}`, [...shape]))
  const flat = values.flatMap((one) => [...one])
  return {
    name: `${shapes.map((shape) => `[${shape}]`).join(' ')} end to end, and apart again`,
    ours: (tf) => {
      const all = joined(
        tf,
        shapes.map((shape, i) => tf.tensor(values[i] ?? [], [...shape])),
      )
      return [all, ...splitAt(tf, all, shapes)]
    },
    exact: [Float64Array.from(flat), ...values.map((one) => Float64Array.from(one))],
  }
}

/** Every fused kernel, for every activation and several sizes. */
export const KERNEL_CASES: readonly KernelCase[] = [
  ...ACTIVATIONS.flatMap((activation) => SIZES.flatMap((size) => casesOf(activation, size))),
  ...[1, 3, 33, 64].flatMap(optimisers),
  sparse([1, 1, 1, 1, 1]),
  sparse([3, 2, 5, 7, 3]),
  sparse([2, 3, 4, 33, 32]),
  joining([[3]]),
  joining([[2, 2, 3, 2, 3], [2, 1, 2, 1, 2], [5]]),
  joining([[2, 1, 3, 5], [7], [1, 1], [2, 3, 4]]),
  joining(Array.from({ length: 33 }, (_, i) => [1 + (i % 3), 1 + (i % 4), 3])),
  rowsOf([1, 1, 1]),
  rowsOf([3, 5, 4]),
  rowsOf([2, 9, 7]),
]

const refused = (name: string, run: (tf: Tf) => unknown) => ({ name, run })
const refusedLayer = (weights: number[], bias: number[]) =>
  refused(`weights [${weights}] and a bias [${bias}] for inputs [2,3,4]`, (tf) =>
    layer(tf, { inputs: tf.ones([2, 3, 4]), weights: tf.ones(weights), bias: tf.ones(bias), activation: 'tanh' }),
  )

/** Calls whose shapes do not fit: RangeError on every backend. */
export const REFUSED: readonly { readonly name: string; readonly run: (tf: Tf) => unknown }[] = [
  refusedLayer([2, 3, 2], [2, 1, 2]),
  refusedLayer([3, 4, 2], [2, 1, 2]),
  refusedLayer([2, 4, 2], [2, 1, 3]),
  refusedLayer([2, 4, 2], [2, 2, 2]),
  refused('an entry that a stack lacks', (tf) =>
    layerBack(tf, { delta: tf.ones([2, 3, 4]), weights: { stack: tf.ones([2, 2, 5, 4]), at: 2 } }),
  ),
  refused('rows that are no copies of the batch', (tf) =>
    throughActivation(tf, tf.ones([2, 3, 4]), { u: tf.ones([2, 2, 4]), activation: 'relu' }),
  ),
  refused('copies that follow each row of the batch', (tf) =>
    throughActivation(tf, tf.ones([2, 3, 4, 5]), { u: tf.ones([2, 3, 1, 5]), activation: 'relu' }),
  ),
  refused('copies of which each has other rows than the batch', (tf) =>
    throughActivation(tf, tf.ones([2, 3, 4, 5]), { u: tf.ones([2, 3, 5]), activation: 'relu' }),
  ),
  refused('layers of two shapes', (tf) =>
    weightGradients(tf, [tf.ones([2, 3, 5]), tf.ones([2, 4, 5])], [tf.ones([2, 3, 5]), tf.ones([2, 4, 5])]),
  ),
  refused('words of another number', (tf) => pick(tf, tf.ones([2, 3, 4, 5]), tf.ones([3, 6, 2]))),
  refused('more gradients than words', (tf) => gather(tf, tf.ones([2, 3, 4, 5]), tf.ones([3, 3, 4, 2]))),
  refused('a flat tensor that is too long', (tf) => splitAt(tf, tf.ones([7]), [[2, 3]])),
]

/** The largest error of each output of a case, relative to its largest number; the number of outputs, and of tensors left behind. */
export function errorsOf(tf: Tf, { ours, exact }: KernelCase): { readonly errors: number[]; readonly left: number } {
  const before = tf.memory().numTensors
  const errors: number[] = []
  tf.tidy(() => {
    const found = ours(tf)
    if (found.length !== exact.length) throw new Error(`${found.length} outputs for ${exact.length}`)
    found.forEach((tensor, k) => {
      const [numbers, right] = [tensor.dataSync(), exact[k] ?? new Float64Array()]
      if (numbers.length !== right.length) throw new Error(`${numbers.length} numbers for ${right.length}`)
      const largest = right.reduce((max, v) => Math.max(max, Math.abs(v)), 0)
      errors.push(right.reduce((max, v, i) => Math.max(max, Math.abs(v - at(numbers, i))), 0) / (largest || 1))
    })
  })
  return { errors, left: tf.memory().numTensors - before }
}
