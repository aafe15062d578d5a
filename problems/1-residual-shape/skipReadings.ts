import { type Estimate, estimateOf, type Lab, type Series, type Tensor, type Tf } from '../../src/experiment'
import { singularValues } from '../../src/numerics/statistics/eigenvalues'
import { rowsOf } from '../../src/numerics/statistics/moments'
import { orthogonal } from '../../src/numerics/networks/orthogonal'
import { readBatches } from '../../src/numerics/statistics/readback'
import { upTo } from './model'

export interface SkipSetting {
  readonly adapter: 'select' | 'gaussian' | 'scaled' | 'orthogonal'
  readonly c: number
  /** Features of L_0; of every layer, unless selections leave some out. */
  readonly features: number
  /** Features of L_N, where selections lead there: no more than there are in L_0. */
  readonly kept: number
  readonly depth: number
  readonly branches: boolean
}

/**
 * Features of L_N, L_(N-1), ..., L_0. Selections leave the same share out at every skip, N_n = N_0 (N_N / N_0)^(n/N) rounded; matrices
 * none.
 */
export function widthsOf({ adapter, features, kept, depth }: Omit<SkipSetting, 'c' | 'branches'>): readonly number[] {
  const share = adapter === 'select' ? Math.min(1, kept / features) : 1
  return Array.from({ length: depth + 1 }, (_, k) => Math.round(features * share ** ((depth - k) / depth)))
}

/** Networks in a batch: fewer of the wide ones, so that a first reading comes soon. */
export const networksAtOnce = (features: number): number => Math.min(32, Math.max(2, 2 ** 15 / features ** 2))

/** What one network says; by skips passed from the loss downwards, logarithms to base 10. */
export interface Network {
  readonly norm: readonly number[]
  readonly full: readonly number[]
  readonly participation: readonly number[]
  /** By rank. */
  readonly spectrum: readonly number[]
}

/**
 * The product of the skips' matrices from the loss down, J_k = A_N A_(N-1) ... A_(N-k+1): the gradient after k skips is g J_k, with rows as
 * vectors. [depth, networks, n, n].
 */
export function productsOf(tf: Tf, skips: readonly Tensor[]): Tensor {
  const products: Tensor[] = []
  for (const skip of skips) {
    const above = products.at(-1)
    products.push(above ? tf.matMul(above, skip) : skip)
  }
  return tf.stack(products)
}

/** The branches of a network f_n(L) = V_n ReLU(L): the matrices from the loss down, and what goes in at the bottom, [networks, 1, n]. */
export interface Branches {
  readonly matrices: readonly Tensor[]
  readonly input: Tensor
}

/** dLoss/dL after 1, 2, ... skips from the loss down, through skips and branches, for Loss = g L_N: [depth, networks, 1, n]. */
export function gradientsInFull(tf: Tf, skips: readonly Tensor[], { matrices, input }: Branches, g: Tensor): Tensor {
  // From the bottom up: the matrices are listed from the loss down.
  const layers: Tensor[] = [input]
  for (let k = skips.length - 1; k > 0; k--) {
    const [skip, branch, below] = [skips[k], matrices[k], layers[0]]
    if (!skip || !branch || !below) throw new RangeError('A network needs a branch for every skip')
    layers.unshift(tf.add(tf.matMul(below, skip, false, true), tf.matMul(tf.relu(below), branch, false, true)))
  }
  let gradient = g
  const gradients = skips.map((skip, k) => {
    const [branch, below] = [matrices[k], layers[k]]
    if (!branch || !below) throw new RangeError('A network needs a branch for every skip')
    gradient = tf.add(tf.matMul(gradient, skip), tf.mul(tf.matMul(gradient, branch), tf.step(below)))
    return gradient
  })
  return tf.stack(gradients)
}

/** The networks of some batches of draws, from one read of the device. */
export function runNetworks(lab: Lab, p: SkipSetting, batches: readonly number[]): Network[] {
  const { tf, draw } = lab
  const { features: n, depth, adapter, branches } = p
  const networks = networksAtOnce(n)
  const widths = widthsOf(p)
  const perSkip = adapter === 'scaled' ? p.c : 1
  // Powers of two that bring every product to a size of about 1: what is squared twice must not underflow.
  const scales = Array.from({ length: depth }, (_, k) => 2 ** -Math.round((k + 1) * Math.log2(perSkip)))
  const read = readBatches(tf, batches, (batch) => {
    const skips = skipsOf(lab, p, networks, batch)
    // Plus and minus one in every feature of L_N: sums of their squares are whole numbers, exact in any order.
    const g = tf.mul(draw('sign', `direction/${batch}`, [networks, 1, n]), only(tf, n, widths[0]))
    const products = productsOf(tf, skips)
    const arrived = tf.matMul(tf.mul(tf.expandDims(g), tf.ones([depth, 1, 1, 1])), products)
    const scaled = tf.mul(products, tf.tensor(scales, [depth, 1, 1, 1]))
    const square = tf.matMul(scaled, scaled, false, true)
    const full = branches ? gradientsInFull(tf, skips, branchesOf(lab, p, networks, batch), g) : arrived
    // The gradient at the loss before those below it: lengths are told relative to it.
    const fromTheLoss = (t: Tensor) => tf.concat([tf.reshape(g, [1, networks, 1, n]), t], 0)
    const perNetwork = (t: Tensor) => tf.transpose(tf.sum(tf.mul(t, t), [2, 3]))
    return {
      norm: perNetwork(fromTheLoss(arrived)),
      full: perNetwork(fromTheLoss(full)),
      trace: perNetwork(scaled),
      squared: perNetwork(square),
      last: tf.reshape(tf.slice(products, [depth - 1, 0, 0, 0], [1, networks, n, n]), [networks, n * n]),
    }
  })
  const count = networks * batches.length
  const [norm, full, trace, squared, last] = [read.norm, read.full, read.trace, read.squared, read.last].map((all) =>
    rowsOf(all, count),
  )
  const halfLog = (row: Float32Array = new Float32Array()) =>
    Array.from(row.subarray(1), (v) => 0.5 * Math.log10(v / (row[0] ?? Number.NaN)))
  return Array.from({ length: count }, (_, r) => ({
    norm: halfLog(norm?.[r]),
    full: halfLog(full?.[r]),
    participation: Array.from(trace?.[r] ?? [], (t, k) => t ** 2 / (squared?.[r]?.[k] ?? Number.NaN)),
    spectrum: Array.from(singularValues(last?.[r] ?? [], n, n), Math.log10),
  }))
}

/** 1 for each of the features that there are, 0 for the rest: [1, n]. Layers with fewer features than L_0 are filled up with zeros. */
const only = (tf: Tf, n: number, features = n): Tensor =>
  tf.tensor(
    Array.from({ length: n }, (_, i) => (i < features ? 1 : 0)),
    [1, n],
  )

/** V_n, Gaussian of variance 2/(N fan-in), between the features that its two layers have. */
function branchesOf({ tf, draw }: Lab, p: SkipSetting, networks: number, batch: number): Branches {
  const { features: n, depth } = p
  const widths = widthsOf(p)
  return {
    matrices: Array.from({ length: depth }, (_, k) => {
      const [after = n, before = n] = [widths[k], widths[k + 1]]
      const there = tf.mul(tf.reshape(only(tf, n, after), [n, 1]), only(tf, n, before))
      return tf.mul(
        draw('gaussian', `branch/${k}/${batch}`, [networks, n, n]),
        tf.mul(there, Math.sqrt(2 / (depth * before))),
      )
    }),
    input: draw('gaussian', `input/${batch}`, [networks, 1, n]),
  }
}

/** The matrices of the skips, from the loss down, [networks, n, n] each. */
function skipsOf({ tf, draw, numbers }: Lab, p: SkipSetting, networks: number, batch: number): Tensor[] {
  const { adapter, features: n, depth, c } = p
  const each = (make: (k: number) => Tensor) => Array.from({ length: depth }, (_, k) => make(k))
  switch (adapter) {
    case 'gaussian':
      return each((k) => tf.mul(draw('gaussian', `skip/${k}/${batch}`, [networks, n, n]), 1 / Math.sqrt(n)))
    case 'orthogonal': {
      const left = each((k) => draw('sign', `left/${k}/${batch}`, [networks, n, 1]))
      const right = each((k) => draw('sign', `right/${k}/${batch}`, [networks, 1, n]))
      return tf.unstack(orthogonal(tf, tf.stack(left), tf.stack(right)))
    }
    case 'scaled': {
      const skip = tf.mul(tf.mul(tf.expandDims(tf.eye(n)), tf.ones([networks, 1, 1])), c)
      return each(() => skip)
    }
    case 'select': {
      const widths = widthsOf(p)
      return each((k) => {
        const places = numbers('uniform', `places/${k}/${batch}`, [networks, n])
        const selections = Array.from({ length: networks }, (_, r) =>
          selectionFrom(places.subarray(r * n, (r + 1) * n), widths[k + 1] ?? n, widths[k] ?? n),
        )
        return oneHot(tf, selections, n)
      })
    }
  }
}

/** S_n, drawn: of the features before, as many as there are after, none twice and in no order. `places` are random numbers to sort them by. */
export const selectionFrom = (places: ArrayLike<number>, before: number, after: number): readonly number[] =>
  upTo(before)
    .sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
    .slice(0, after)

/** Rows e_(S(j)), and rows of zeros for features that there are no more: [networks, n, n]. */
export function oneHot(tf: Tf, selections: readonly (readonly number[])[], n: number): Tensor {
  // Row n of this table is the row of zeros.
  const rows = tf.concat([tf.eye(n), tf.zeros([1, n])], 0)
  const indices = selections.flatMap((from) => Array.from({ length: n }, (_, j) => from[j] ?? n))
  return tf.reshape(tf.gather(rows, tf.tensor1d(indices, 'int32')), [selections.length, n, n])
}

/** In single precision a product of matrices is off by about this part of its largest singular value, at every skip. */
const ROUNDING = 2 ** -22

/** Means over the networks so far: of logarithms for lengths and singular values, which makes geometric means of them. */
export function readingOf(networks: readonly Network[], { depth, adapter }: SkipSetting) {
  // Zeros and ones are multiplied without rounding.
  const exact = adapter === 'select'
  const over = (what: keyof Network, rounding: (i: number) => number): Series => {
    const estimates = (networks[0]?.[what] ?? []).map((_, i) =>
      estimateOf(networks.map((net) => net[what][i] ?? Number.NaN)),
    )
    return {
      at: estimates.map((_, i) => i + 1),
      value: estimates.map(({ value }) => value),
      stderr: estimates.map(({ stderr }, i) => (exact ? finite(stderr) : Math.hypot(finite(stderr), rounding(i)))),
      repeats: networks.length,
    }
  }
  const ofLogs = (i: number) => ((i + 1) * ROUNDING) / Math.LN10
  const spectrum = over('spectrum', () => ofLogs(depth - 1))
  // A zero of selections is a zero, and not below what rounding leaves.
  const floor = exact ? Number.NEGATIVE_INFINITY : (spectrum.value[0] ?? 0) + Math.log10(depth * ROUNDING)
  return {
    norm: over('norm', ofLogs),
    full: over('full', ofLogs),
    participation: over('participation', () => 0),
    spectrum: { ...spectrum, floor: spectrum.value.map(() => floor) },
  }
}

/** A number that is minus infinity in one network has no error. */
const finite = (stderr: Estimate['stderr']): number => (Number.isFinite(stderr) ? stderr : 0)
