import { exactly, exactSeries, type Lab, type Tensor } from '../../../src/experiment'
import { dense } from '../../../src/numerics/networks/dense'
import { multiplicationsOf } from '../../../src/numerics/networks/multiplications'
import { overRounds, seriesOverRounds, timedRounds } from '../../../src/numerics/statistics/timing'
import { forward, type Weights } from '../stack'
import { bottlenecksUpTo, ROUNDS_TIMED } from './setting'

/** L layers of N units, a bottleneck of N_b units, and the number of inputs in a batch. */
export interface CountSettings {
  readonly width: number
  readonly bottleneck: number
  readonly layers: number
  readonly batch: number
}

/**
 * Counts the multiplications of the plain network and of one bottleneck network for each width of the sweep, from the shapes of the kernels that run.
 * Then it times all of them in rounds, one reading for each round. The counts are the same in every reading.
 */
export function* compareCosts(lab: Lab, p: CountSettings) {
  const { tf } = lab
  const sweep = bottlenecksUpTo(p.width)
  const sizes = sweep.includes(p.bottleneck) ? sweep : [...sweep, p.bottleneck]
  const { cases, weights } = networks(lab, p, sizes)
  try {
    // The kernels are counted during the warm-up run, which waits until the device has finished.
    const counts = cases.map(
      (run) => lab.kernels(() => lab.time(run)).reduce((sum, kernel) => sum + multiplicationsOf(kernel), 0) / p.batch,
    )
    const caseOf = (bottleneck: number) => 1 + sizes.indexOf(bottleneck)
    const countOf = (i: number) => counts[i] ?? Number.NaN
    const counted = {
      plain: exactly(countOf(0)),
      bottlenecked: exactly(countOf(caseOf(p.bottleneck))),
      countRatio: exactSeries(
        sweep,
        sweep.map((n) => countOf(caseOf(n)) / countOf(0)),
      ),
    }
    for (const rounds of timedRounds(lab, cases, { count: ROUNDS_TIMED, name: 'count', warmUps: 0 })) {
      const timeOf = (ms: readonly number[], i: number) => ms[i] ?? Number.NaN
      yield {
        ...counted,
        timeRatio: seriesOverRounds(rounds, sweep, (ms, i) => timeOf(ms, caseOf(sweep[i] ?? 0)) / timeOf(ms, 0)),
        plainTime: overRounds(rounds, (ms) => timeOf(ms, 0)),
        bottleneckTime: overRounds(rounds, (ms) => timeOf(ms, caseOf(p.bottleneck))),
      }
    }
  } finally {
    tf.dispose(weights)
  }
}

/** The forward passes that are compared: the plain network first, then one bottleneck network for each size. The caller disposes of `weights`. */
function networks({ tf, draw }: Lab, { width, layers, batch }: CountSettings, sizes: readonly number[]) {
  const weights: Tensor[] = []
  const drawn = (name: string, shape: readonly [number, number, number]) => {
    // Scaled once before the timed runs, which then contain no multiplications but those by weights.
    const tensor = tf.tidy(() => tf.mul(draw('gaussian', name, shape), Math.sqrt(1 / shape[1])))
    weights.push(tensor)
    return tensor
  }
  const blocks = Array.from({ length: layers - 1 }, (_, l) => l)
  const inputs = draw('gaussian', 'inputs', [1, batch, width])
  const square = blocks.map((l) => drawn(`plain/${l}`, [1, width, width]))
  const plain = () => square.reduce<Tensor>((layer, w) => tf.relu(dense(tf, layer, w)), inputs)
  const bottlenecked = sizes.map((n) => {
    const thin = blocks.map(
      (l): Weights => ({
        first: drawn(`first/${n}/${l}`, [1, width, n]),
        second: drawn(`second/${n}/${l}`, [1, n, width]),
      }),
    )
    return () => forward(tf, inputs, thin, { skip: 1, branch: 1, secondRelu: true }).layers.at(-1) ?? inputs
  })
  return { weights, cases: [plain, ...bottlenecked].map((run) => () => tf.tidy(run)) }
}
