import { type Estimate, estimateOf, type Lab, type Series, type Tensor, type Tf } from '../../src/experiment'
import { singularValues } from '../../src/numerics/eigenvalues'
import { rowsOf } from '../../src/numerics/moments'
import { hadamardEntries } from '../../src/numerics/orthogonal'
import { readBatches } from '../../src/numerics/readback'

export interface SkipSetting {
  readonly adapter: 'select' | 'gaussian' | 'scaled' | 'orthogonal'
  readonly c: number
  readonly features: number
  readonly depth: number
  readonly branches: boolean
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
export function runNetworks({ tf, draw }: Lab, p: SkipSetting, batches: readonly number[]): Network[] {
  const { features: n, depth, adapter, branches } = p
  const networks = networksAtOnce(n)
  const perSkip = adapter === 'scaled' ? p.c : 1
  // Powers of two that bring every product to a size of about 1: what is squared twice must not underflow.
  const scales = Array.from({ length: depth }, (_, k) => 2 ** -Math.round((k + 1) * Math.log2(perSkip)))
  const read = readBatches(tf, batches, (batch) => {
    const skips = skipsOf(tf, draw, p, networks, batch)
    const direction = draw('gaussian', `direction/${batch}`, [networks, 1, n])
    const g = tf.div(direction, tf.norm(direction, 2, -1, true))
    const products = productsOf(tf, skips)
    const arrived = tf.matMul(tf.mul(tf.expandDims(g), tf.ones([depth, 1, 1, 1])), products)
    const scaled = tf.mul(products, tf.tensor(scales, [depth, 1, 1, 1]))
    const square = tf.matMul(scaled, scaled, false, true)
    const full = branches
      ? gradientsInFull(
          tf,
          skips,
          {
            matrices: skips.map((_, k) =>
              tf.mul(draw('gaussian', `branch/${k}/${batch}`, [networks, n, n]), Math.sqrt(2 / (depth * n))),
            ),
            input: draw('gaussian', `input/${batch}`, [networks, 1, n]),
          },
          g,
        )
      : arrived
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

/** The matrices of the skips, from the loss down, [networks, n, n] each. */
function skipsOf(tf: Tf, draw: Lab['draw'], p: SkipSetting, networks: number, batch: number): Tensor[] {
  const { adapter, features: n, depth, c } = p
  const each = (make: (k: number) => Tensor) => Array.from({ length: depth }, (_, k) => make(k))
  if (adapter === 'gaussian')
    return each((k) => tf.mul(draw('gaussian', `skip/${k}/${batch}`, [networks, n, n]), 1 / Math.sqrt(n)))
  if (adapter === 'orthogonal') {
    const hadamard = tf.tensor(hadamardEntries(n), [n, n])
    return each((k) => {
      const left = draw('sign', `left/${k}/${batch}`, [networks, n, 1])
      return tf.mul(tf.mul(left, hadamard), draw('sign', `right/${k}/${batch}`, [networks, 1, n]))
    })
  }
  const identity = tf.mul(tf.expandDims(tf.eye(n)), tf.ones([networks, 1, 1]))
  const skip = adapter === 'scaled' ? tf.mul(identity, c) : identity
  return each(() => skip)
}

/** In single precision a product of matrices is off by about this part of its largest singular value, at every skip. */
const ROUNDING = 2 ** -22

/** Means over the networks so far. */
export function readingOf(networks: readonly Network[], { depth, adapter }: SkipSetting) {
  const over = (what: keyof Network, rounding: (i: number) => number): Series => {
    const estimates = (networks[0]?.[what] ?? []).map((_, i) =>
      estimateOf(networks.map((net) => net[what][i] ?? Number.NaN)),
    )
    const exact = adapter === 'select'
    return {
      at: estimates.map((_, i) => i + 1),
      value: estimates.map(({ value }) => value),
      stderr: estimates.map(({ stderr }, i) => (exact ? finite(stderr) : Math.hypot(finite(stderr), rounding(i)))),
      repeats: networks.length,
    }
  }
  const ofLogs = (i: number) => ((i + 1) * ROUNDING) / Math.LN10
  const spectrum = over('spectrum', () => ofLogs(depth - 1))
  const floor = (spectrum.value[0] ?? 0) + Math.log10(depth * ROUNDING)
  return {
    norm: over('norm', ofLogs),
    full: over('full', ofLogs),
    participation: over('participation', () => 0),
    spectrum: { ...spectrum, floor: spectrum.value.map(() => floor) },
  }
}

/** A number that is minus infinity in one network has no error. */
const finite = (stderr: Estimate['stderr']): number => (Number.isFinite(stderr) ? stderr : 0)
