import type { Lab, Tensor, Tf } from '../../../src/experiment'
import { orthogonal } from '../../../src/numerics/networks/orthogonal'
import { entryOf, upTo } from '../../../src/numerics/positions'
import type { SkipSetting } from './setting'

/**
 * The matrices of L_n = A_n L_(n-1) + V_n ReLU(L_(n-1)), from the loss down: A_N, ..., A_1 and V_N, ..., V_1, [networks, n, n] each. Layers are row
 * vectors, [networks, 1, n].
 */
export interface Stack {
  readonly skips: readonly Tensor[]
  /** Absent for skips alone. */
  readonly branches?: readonly Tensor[]
}

/**
 * The numbers of features of L_N, L_(N-1), ..., L_0. Selections drop the same share at every skip, N_n = N_0 (N_N / N_0)^(n/N) rounded; matrices drop
 * none.
 */
export function widthsOf({ adapter, features, kept, depth }: Omit<SkipSetting, 'c' | 'branches'>): readonly number[] {
  const share = adapter === 'select' ? Math.min(1, kept / features) : 1
  return upTo(depth + 1).map((k) => Math.round(features * share ** ((depth - k) / depth)))
}

/**
 * The smallest n for which separate products for each network are faster on wasm, whose product of two matrices (XNNPACK) is 4 to 20 times as fast as
 * its product of two stacks of matrices.
 */
const LARGE = 64

/** a b, or a b^T, for every network: two of [networks, n, n] -> [networks, n, n]. */
function product(tf: Tf, a: Tensor, b: Tensor, turned = false): Tensor {
  const [, n = 0] = b.shape
  if (tf.getBackend() !== 'wasm' || n < LARGE) return tf.matMul(a, b, false, turned)
  const [as, bs] = [tf.unstack(a), tf.unstack(turned ? tf.transpose(b, [0, 2, 1]) : b)]
  return tf.stack(as.map((one, r) => tf.matMul(one, entryOf(bs, r))))
}

/** The products of the skips' matrices after 1, 2, ... skips from the loss down. */
interface Products {
  /** J_k = A_N A_(N-1) ... A_(N-k+1), [depth, networks, n, n]: the gradient after k skips is the row vector g J_k. */
  readonly products: Tensor
  /** The sums of all squared entries of s_k J_k, and of (s_k J_k) (s_k J_k)^T, both [depth, networks]. */
  readonly trace: Tensor
  readonly squared: Tensor
}

/**
 * Computes the products of the skips' matrices. The factors `scales` s_k bring them to a size of about 1, because their entries are squared twice and
 * must not underflow.
 */
export function productsOf(tf: Tf, skips: readonly Tensor[], scales: readonly number[]): Products {
  const sumOfSquares = (t: Tensor) => tf.sum(tf.mul(t, t), [1, 2])
  const [products, traces, squares]: [Tensor[], Tensor[], Tensor[]] = [[], [], []]
  for (const [k, skip] of skips.entries()) {
    const above = products.at(-1)
    const next = above ? product(tf, above, skip) : skip
    const scaled = tf.mul(next, scales[k] ?? Number.NaN)
    products.push(next)
    traces.push(sumOfSquares(scaled))
    squares.push(sumOfSquares(product(tf, scaled, scaled, true)))
  }
  return { products: tf.stack(products), trace: tf.stack(traces), squared: tf.stack(squares) }
}

/** L_N, L_(N-1), ..., L_0. Throws RangeError unless every skip has a branch. */
function layersOf(tf: Tf, { skips, branches }: Stack, input: Tensor): readonly Tensor[] {
  const layers = [input]
  let below = input
  for (let k = skips.length - 1; k >= 0; k--) {
    const [skip, branch] = [entryOf(skips, k), branches && entryOf(branches, k)]
    const straight = tf.matMul(below, skip, false, true)
    below = branch ? tf.add(straight, tf.matMul(tf.relu(below), branch, false, true)) : straight
    layers.unshift(below)
  }
  return layers
}

/** Loss = g L_N of every network, [networks]. */
export function lossOf(tf: Tf, stack: Stack, input: Tensor, g: Tensor): Tensor {
  const top = entryOf(layersOf(tf, stack, input), 0)
  return tf.sum(tf.mul(top, g), [1, 2])
}

/** dLoss/dL after 1, 2, ... skips from the loss down, through skips and branches, for Loss = g L_N: [depth, networks, 1, n]. */
export function gradientsInFull(tf: Tf, stack: Required<Stack>, input: Tensor, g: Tensor): Tensor {
  const layers = layersOf(tf, stack, input)
  let gradient = g
  const gradients = stack.skips.map((skip, k) => {
    const [branch, below] = [entryOf(stack.branches, k), entryOf(layers, k + 1)]
    const throughBranch = tf.mul(tf.matMul(gradient, branch), tf.step(below))
    gradient = tf.add(tf.matMul(gradient, skip), throughBranch)
    return gradient
  })
  return tf.stack(gradients)
}

/** 1 for each feature that the layer has, 0 for the others: [1, n]. Layers with fewer features than L_0 are padded with zeros. */
export const presentOf = (tf: Tf, n: number, present: number): Tensor =>
  tf.tensor(
    upTo(n).map((i) => (i < present ? 1 : 0)),
    [1, n],
  )

/** V_n ~ N(0, 2/(N fan-in)) between the features of its two layers, 0 elsewhere. */
export function branchesOf({ tf, draw }: Lab, p: SkipSetting, networks: number, batch: number): readonly Tensor[] {
  const { features: n, depth } = p
  const widths = widthsOf(p)
  return upTo(depth).map((k) => {
    const [after = n, before = n] = [widths[k], widths[k + 1]]
    const present = tf.mul(tf.reshape(presentOf(tf, n, after), [n, 1]), presentOf(tf, n, before))
    const variance = 2 / (depth * before)
    return tf.mul(draw('gaussian', `branch/${k}/${batch}`, [networks, n, n]), tf.mul(present, Math.sqrt(variance)))
  })
}

/** The matrices of the skips, from the loss down, [networks, n, n] each. */
export function skipsOf(lab: Lab, p: SkipSetting, networks: number, batch: number): readonly Tensor[] {
  const { tf, draw, numbers } = lab
  const { adapter, features: n, depth, c } = p
  switch (adapter) {
    case 'gaussian':
      return upTo(depth).map((k) => tf.mul(draw('gaussian', `skip/${k}/${batch}`, [networks, n, n]), 1 / Math.sqrt(n)))
    case 'orthogonal': {
      const left = upTo(depth).map((k) => draw('sign', `left/${k}/${batch}`, [networks, n, 1]))
      const right = upTo(depth).map((k) => draw('sign', `right/${k}/${batch}`, [networks, 1, n]))
      return tf.unstack(orthogonal(tf, tf.stack(left), tf.stack(right)))
    }
    case 'scaled': {
      const skip = tf.mul(tf.mul(tf.expandDims(tf.eye(n)), tf.ones([networks, 1, 1])), c)
      return upTo(depth).map(() => skip)
    }
    case 'select': {
      const widths = widthsOf(p)
      return upTo(depth).map((k) => {
        const places = numbers('uniform', `places/${k}/${batch}`, [networks, n])
        const selections = upTo(networks).map((r) =>
          selectionFrom(places.subarray(r * n, (r + 1) * n), widths[k + 1] ?? n, widths[k] ?? n),
        )
        return oneHot(tf, selections, n)
      })
    }
  }
}

/**
 * A random selection S_n of `after` features among `before`, without repetition and in random order: the indices sorted by the random numbers
 * `places`.
 */
export const selectionFrom = (places: ArrayLike<number>, before: number, after: number): readonly number[] =>
  upTo(before)
    .sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
    .slice(0, after)

/** Rows e_(S(j)), followed by rows of zeros for the dropped features: [networks, n, n]. */
export function oneHot(tf: Tf, selections: readonly (readonly number[])[], n: number): Tensor {
  // Row n of this table is the row of zeros.
  const rows = tf.concat([tf.eye(n), tf.zeros([1, n])], 0)
  const indices = selections.flatMap((from) => upTo(n).map((j) => from[j] ?? n))
  return tf.reshape(tf.gather(rows, tf.tensor1d(indices, 'int32')), [selections.length, n, n])
}
