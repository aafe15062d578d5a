import { type Estimate, exactly, exactSeries, type Lab, type Series, type Tensor } from '../../src/experiment'
import { dense } from '../../src/numerics/networks/dense'
import { multiplicationsOf } from '../../src/numerics/networks/multiplications'
import { overRounds, type Round, timedRounds } from '../../src/numerics/statistics/timing'
import { forward, type Weights } from './model'

/** How often every network is timed in a full run. */
export const ROUNDS_TIMED = 15

export interface CountSettings {
  readonly width: number
  readonly bottleneck: number
  readonly layers: number
  readonly batch: number
}

/** The bottlenecks of the sweep: N/16, N/8, ..., N, as far as they are whole. */
export const bottlenecksUpTo = (width: number): number[] =>
  [16, 8, 4, 2, 1].map((part) => width / part).filter(Number.isInteger)

/** Counts once, then times in rounds: a reading a round. What has been counted does not change. */
export function* compareCosts(lab: Lab, p: CountSettings) {
  const { tf } = lab
  const { width, layers, batch } = p
  const sweep = bottlenecksUpTo(width)
  const sizes = sweep.includes(p.bottleneck) ? sweep : [...sweep, p.bottleneck]
  const made: Tensor[] = []
  const keep = (name: string, shape: readonly number[]) => {
    // Scaled once and for all: the networks that are timed multiply by nothing but their weights.
    const tensor = tf.tidy(() => tf.mul(lab.draw('gaussian', name, shape), Math.sqrt(1 / (shape[1] ?? 1))))
    made.push(tensor)
    return tensor
  }
  try {
    const inputs = lab.draw('gaussian', 'inputs', [1, batch, width])
    const square = Array.from({ length: layers - 1 }, (_, l) => keep(`plain/${l}`, [1, width, width]))
    const thin = sizes.map((n) =>
      Array.from(
        { length: layers - 1 },
        (_, l): Weights => ({
          first: keep(`first/${n}/${l}`, [1, width, n]),
          second: keep(`second/${n}/${l}`, [1, n, width]),
        }),
      ),
    )
    const cases = [
      () => square.reduce<Tensor>((layer, w) => tf.relu(dense(tf, layer, w)), inputs),
      ...thin.map((weights) => () => {
        const { layers: stack } = forward(tf, inputs, weights, { skip: 1, branch: 1, secondRelu: true })
        return stack.at(-1) ?? inputs
      }),
    ].map((run) => () => tf.tidy(run))
    // Counted in the warm-up, which the device is waited for to finish.
    const counts = cases.map(
      (run) => lab.kernels(() => lab.time(run)).reduce((sum, k) => sum + multiplicationsOf(k), 0) / batch,
    )
    const at = (n: number) => 1 + sizes.indexOf(n)
    for (const rounds of timedRounds(lab, cases, { count: ROUNDS_TIMED, name: 'count', warmUps: 0 }))
      yield costReading(rounds, counts, sweep, at, p.bottleneck)
  } finally {
    tf.dispose(made)
  }
}

function costReading(
  rounds: readonly Round[],
  counts: readonly number[],
  sweep: readonly number[],
  at: (bottleneck: number) => number,
  bottleneck: number,
) {
  const countOf = (i: number) => counts[i] ?? Number.NaN
  const timeRatio = sweep.map((n) => overRounds(rounds, (ms) => (ms[at(n)] ?? Number.NaN) / (ms[0] ?? Number.NaN)))
  return {
    plain: exactly(countOf(0)),
    bottlenecked: exactly(countOf(at(bottleneck))),
    countRatio: exactSeries(
      sweep,
      sweep.map((n) => countOf(at(n)) / countOf(0)),
    ),
    timeRatio: together(sweep, timeRatio),
    plainTime: overRounds(rounds, (ms) => ms[0] ?? Number.NaN),
    bottleneckTime: overRounds(rounds, (ms) => ms[at(bottleneck)] ?? Number.NaN),
  }
}

function together(at: readonly number[], estimates: readonly Estimate[]): Series {
  const withheld = estimates.find((estimate) => estimate.withheld !== undefined)?.withheld
  const repeats = estimates[0]?.repeats
  return {
    at,
    value: estimates.map(({ value }) => value),
    stderr: estimates.map(({ stderr }) => stderr),
    ...(repeats === undefined ? {} : { repeats }),
    ...(withheld === undefined ? {} : { withheld }),
  }
}
