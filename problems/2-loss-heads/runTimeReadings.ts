import {
  type Estimate,
  exactly,
  exactSeries,
  fitPowerLaw,
  type Lab,
  type Series,
  type Tensor,
  type Tf,
} from '../../src/experiment'
import { readTogether } from '../../src/numerics/statistics/readback'
import { type Round, seriesOverRounds, slopeOverRounds, timedRounds } from '../../src/numerics/statistics/timing'
import { forward } from './model'
import { type Kept, sweepOnce, sweepPerHead } from './sweeps'

/** The depths that are timed. */
export const DEPTHS: readonly number[] = [4, 6, 8, 12, 16, 20]
const DEEPEST = 32
export const TIMED_ROUNDS = 12
/** Examples in the batch. */
export const BATCH = 32

/** Two gradients that differ by less than this part of the largest entry differ by the rounding of single precision. */
const ROUNDED = 1e-5

/** The forward pass of the deepest network: of a shallower one it holds the lower blocks. Kept on the device until `dispose`. */
function keep({ tf, draw }: Lab, width: number): Kept & { dispose(): void } {
  const weights: Tensor[] = []
  const own: Tensor[] = []
  const passed: Tensor[] = []
  tf.tidy(() => {
    const scale = 1 / Math.sqrt(width)
    for (let l = 0; l < DEEPEST; l++)
      weights.push(tf.keep(tf.mul(draw('gaussian', `weights/${l}`, [1, width, width]), scale)))
    const inputs = tf.mul(draw('gaussian', 'inputs', [1, BATCH, width]), 1)
    const { hidden } = forward(tf, { kind: 'heads', activation: 'tanh' }, weights, inputs)
    passed.push(...hidden.map((h) => tf.keep(h)))
    const targets = draw('gaussian', 'targets', [1, BATCH, 1])
    for (const [l, h] of hidden.slice(1).entries()) {
      const head = tf.mul(draw('gaussian', `heads/${l}`, [1, 1, width]), scale)
      const error = tf.sub(tf.matMul(h, head, false, true), targets)
      own.push(tf.keep(tf.mul(tf.mul(error, 2 / BATCH), head)))
    }
  })
  const all = [...weights, ...own, ...passed]
  return {
    activation: 'tanh',
    weights,
    own,
    below: passed.slice(0, -1),
    above: passed.slice(1),
    dispose: () => tf.dispose(all),
  }
}

/** The lowest blocks. */
const lowest = ({ activation, weights, own, below, above }: Kept, layers: number): Kept => ({
  activation,
  weights: weights.slice(0, layers),
  own: own.slice(0, layers),
  below: below.slice(0, layers),
  above: above.slice(0, layers),
})

/** Times, counts and the comparison of the gradients, reading after reading: one a round. */
export function* runTimeReadings(lab: Lab, { layers, width }: { readonly layers: number; readonly width: number }) {
  const { tf } = lab
  const kept = keep(lab, width)
  try {
    const counted = countAndCompare(tf, lowest(kept, layers))
    /** Ends with one number, which is read back. */
    const ended = (sweep: typeof sweepOnce, depth: number) => {
      const stack = lowest(kept, depth)
      return () => tf.tidy(() => tf.sum(sweep(tf, stack).gradients[0] ?? tf.scalar(0)))
    }
    const cases = [
      () => tf.tidy(() => tf.sum(kept.weights[0] ?? tf.scalar(0))),
      ...DEPTHS.map((depth) => ended(sweepOnce, depth)),
      ...DEPTHS.map((depth) => ended(sweepPerHead, depth)),
    ]
    for (const rounds of timedRounds(lab, cases, { count: TIMED_ROUNDS, name: 'sweeps' }))
      yield { ...timesOf(rounds), ...counted }
  } finally {
    kept.dispose()
  }
}

/** What a sweep takes beyond the end that every case has: a sum, read back. That end is a case of its own, and subtracted within its round. */
function timesOf(rounds: readonly Round[]) {
  const once = (ms: Round, i: number) => (ms[1 + i] ?? Number.NaN) - (ms[0] ?? 0)
  const perHead = (ms: Round, i: number) => (ms[1 + DEPTHS.length + i] ?? Number.NaN) - (ms[0] ?? 0)
  return {
    timeOnce: seriesOverRounds(rounds, DEPTHS, once),
    timePerHead: seriesOverRounds(rounds, DEPTHS, perHead),
    slopeOnce: slopeOverRounds(rounds, DEPTHS, once),
    slopePerHead: slopeOverRounds(rounds, DEPTHS, perHead),
  }
}

/** The slope of the same line through counts. */
export const slopeOfCounts = (count: (depth: number) => number): Estimate =>
  exactly(fitPowerLaw(exactSeries(DEPTHS, DEPTHS.map(count))).slope.value)

/** Both ways through one stack: visits as the sweeps themselves counted them, and how far apart their gradients are. */
function countAndCompare(tf: Tf, kept: Kept) {
  let [once, perHead]: (readonly number[])[] = [[], []]
  let difference = 0
  tf.tidy(() => {
    const [one, other] = [sweepOnce(tf, kept), sweepPerHead(tf, kept)]
    ;[once, perHead] = [one.visits, other.visits]
    const apart = tf.concat(
      one.gradients.map((gradient, l) => {
        const far = tf.max(tf.abs(tf.sub(gradient, other.gradients[l] ?? gradient)))
        return tf.reshape(tf.div(far, tf.max(tf.abs(gradient))), [1])
      }),
      0,
    )
    difference = readTogether(tf, { apart: tf.max(apart) }).apart[0] ?? Number.NaN
  })
  const at = kept.weights.map((_, l) => l + 1)
  const tape = (visits: readonly number[] | undefined): Series => exactSeries(at, visits ?? [])
  const total = (visits: readonly number[] | undefined) => exactly((visits ?? []).reduce((sum, n) => sum + n, 0))
  return {
    visitsOnce: total(once),
    visitsPerHead: total(perHead),
    tapeOnce: tape(once),
    tapePerHead: tape(perHead),
    // Below it the number would tell of the order of sums on this device, not of the gradients.
    difference: exactly(Math.max(difference, ROUNDED)),
  }
}
