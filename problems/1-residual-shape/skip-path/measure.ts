import type { Lab, Series, Tensor } from '../../../src/experiment'
import { countTo, upTo } from '../../../src/numerics/positions'
import { singularValues } from '../../../src/numerics/statistics/eigenvalues'
import { meanSeries, shareOf } from '../../../src/numerics/statistics/estimates'
import { rowsOf } from '../../../src/numerics/statistics/moments'
import { readBatches } from '../../../src/numerics/statistics/readback'
import { refine } from '../../../src/numerics/statistics/refine'
import { LARGEST_ROUND } from '../../../src/numerics/statistics/rounds'
import { branchesOf, gradientsInFull, lossOf, presentOf, productsOf, type Stack, skipsOf, widthsOf } from './network'
import type { SkipSetting } from './setting'

/** The number of networks in a batch: fewer wide ones, so that the first reading comes soon. */
const networksAtOnce = (features: number): number => Math.min(32, Math.max(2, 2 ** 15 / features ** 2))

/** The relative error of a matrix product in single precision, as a fraction of its largest singular value, at every skip. */
const ROUNDING = 2 ** -22

/**
 * The root mean square distance by which the input is moved along its gradient, in both directions. If a ReLU switches within that distance, the
 * slope is wrong by less than `BENDS`.
 */
const STEP = 0.001
const BENDS = 0.001

/** The measurements of one network, by number of skips passed from the loss downwards; logarithms to base 10. */
interface Network {
  readonly norm: readonly number[]
  readonly full: readonly number[]
  readonly participation: readonly number[]
  /** Singular values by rank. */
  readonly spectrum: readonly number[]
  /** The change of the loss along its gradient at L_0: measured by moving L_0, and predicted from the gradient. */
  readonly moved: number
  readonly foretold: number
}

/** Means over networks that differ in all matrices, in the gradient at the loss and in the input. */
export function* measure(lab: Lab, p: SkipSetting) {
  yield* refine(
    (batches) => runNetworks(lab, p, batches),
    (networks) => summarised(networks, p),
  )
}

/** Computes the networks of some batches of draws, with one read of the device. */
function runNetworks(lab: Lab, p: SkipSetting, batches: readonly number[]): Network[] {
  const { tf, draw } = lab
  const { features: n, depth } = p
  const networks = networksAtOnce(n)
  const [top = n] = widthsOf(p)
  const perSkip = p.adapter === 'scaled' ? p.c : 1
  // Powers of two that scale every product to a size of about 1: its entries are squared twice, and must not underflow.
  const scales = countTo(depth).map((k) => 2 ** -Math.round(k * Math.log2(perSkip)))
  const read = readBatches(tf, batches, (batch) => {
    const skips = skipsOf(lab, p, networks, batch)
    const input = draw('gaussian', `input/${batch}`, [networks, 1, n])
    // +1 or -1 in every feature of L_N: sums of their squares are integers, exact in any order.
    const g = tf.mul(draw('sign', `direction/${batch}`, [networks, 1, n]), presentOf(tf, n, top))
    const { products, trace, squared } = productsOf(tf, skips, scales)
    const arrived = tf.matMul(tf.mul(tf.expandDims(g), tf.ones([depth, 1, 1, 1])), products)
    const branches = p.branches ? branchesOf(lab, p, networks, batch) : undefined
    const stack: Stack = branches ? { skips, branches } : { skips }
    const full = branches ? gradientsInFull(tf, { skips, branches }, input, g) : arrived
    const atBottom = tf.reshape(tf.slice(full, [depth - 1, 0, 0, 0], [1, networks, 1, n]), [networks, 1, n])
    const along = tf.div(atBottom, tf.sqrt(tf.mean(tf.mul(atBottom, atBottom), 2, true)))
    const lossAt = (step: number) => lossOf(tf, stack, tf.add(input, tf.mul(along, step)), g)
    // The gradient at the loss comes first, because lengths are measured relative to it.
    const fromTheLoss = (t: Tensor) => tf.concat([tf.reshape(g, [1, networks, 1, n]), t], 0)
    const perNetwork = (t: Tensor) => tf.transpose(tf.sum(tf.mul(t, t), [2, 3]))
    return {
      norm: perNetwork(fromTheLoss(arrived)),
      full: perNetwork(fromTheLoss(full)),
      trace: tf.transpose(trace),
      squared: tf.transpose(squared),
      last: tf.reshape(tf.slice(products, [depth - 1, 0, 0, 0], [1, networks, n, n]), [networks, n * n]),
      moved: tf.div(tf.sub(lossAt(STEP), lossAt(-STEP)), 2 * STEP),
      foretold: tf.sum(tf.mul(atBottom, along), [1, 2]),
    }
  })
  const count = networks * batches.length
  const rows = {
    norm: rowsOf(read.norm, count),
    full: rowsOf(read.full, count),
    trace: rowsOf(read.trace, count),
    squared: rowsOf(read.squared, count),
    last: rowsOf(read.last, count),
  }
  return upTo(count).map((r) => ({
    norm: log10OfLengths(rows.norm[r]),
    full: log10OfLengths(rows.full[r]),
    participation: Array.from(rows.trace[r] ?? [], (t, k) => t ** 2 / (rows.squared[r]?.[k] ?? Number.NaN)),
    spectrum: Array.from(singularValues(rows.last[r] ?? [], n, n), Math.log10),
    moved: read.moved[r] ?? Number.NaN,
    foretold: read.foretold[r] ?? Number.NaN,
  }))
}

/** log10 of the lengths below the loss relative to the length at the loss, from their squares. */
const log10OfLengths = ([atLoss = Number.NaN, ...below]: Iterable<number> = []): number[] =>
  below.map((square) => 0.5 * Math.log10(square / atLoss))

/** Means over the networks so far. Lengths and singular values are stored as logarithms, so their means are geometric. */
function summarised(networks: readonly Network[], { features, depth, adapter }: SkipSetting) {
  const skips = countTo(depth)
  // Multiplication by zeros and ones has no rounding error.
  const exact = adapter === 'select'
  const rounded = (series: Series, rounding: (place: number) => number): Series =>
    exact ? series : { ...series, stderr: series.stderr.map((s, i) => Math.hypot(s, rounding(series.at[i] ?? 0))) }
  const ofLog = (skip: number) => (skip * ROUNDING) / Math.LN10
  const over = (at: readonly number[], what: 'norm' | 'full' | 'participation' | 'spectrum') =>
    meanSeries(
      at,
      networks.map((network) => network[what]),
    )
  const spectrum = rounded(over(countTo(features), 'spectrum'), () => ofLog(depth))
  // The zeros of selections are exact: they have no floor of rounding.
  const floor = exact ? Number.NEGATIVE_INFINITY : (spectrum.value[0] ?? Number.NaN) + Math.log10(depth * ROUNDING)
  const slope = shareOf(
    networks.map(({ moved }) => moved),
    networks.map(({ foretold }) => foretold),
  )
  return {
    norm: rounded(over(skips, 'norm'), ofLog),
    full: rounded(over(skips, 'full'), ofLog),
    participation: over(skips, 'participation'),
    spectrum: { ...spectrum, floor: spectrum.value.map(() => floor) },
    slope: { ...slope, stderr: Math.hypot(slope.stderr, BENDS) },
  }
}

/** The cost of the largest round: products and their squares, 2 multiplications and additions for every entry and term. */
export const costOf = ({ features, depth }: SkipSetting): number =>
  LARGEST_ROUND * networksAtOnce(features) * 4 * depth * features ** 3
