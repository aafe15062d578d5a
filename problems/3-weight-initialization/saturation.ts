import {
  above,
  agrees,
  below,
  type Estimate,
  entry,
  estimateOf,
  exactly,
  exactSeries,
  experiment,
  histogram,
  number,
  type Series,
  scalar,
  series,
  states,
  tex,
} from '../../src/experiment'
import { ACTIVATIONS } from '../../src/numerics/networks/activations'
import { evenEdges, exactHistogram, firstTwoMoments, histogramOf, rowsOf, varianceOf } from '../../src/numerics/statistics/moments'
import { gaussianMean } from '../../src/numerics/theory/quadrature'
import { readBatches } from '../../src/numerics/statistics/readback'
import { batchesOf, ROUNDS } from '../../src/numerics/statistics/rounds'
import { normalBelow } from '../../src/numerics/theory/special'
import { saturatedUnits } from './model'

/** Part d: the most that a sigmoid can vary, and what it costs. */
export const saturation = experiment({
  title: 'The most a sigmoid can vary',
  summary:
    'As y spreads, the variance of u climbs to 1/4 and never passes it; the slope that training needs falls to 0.',
  params: {
    sd: number({
      label: 'standard deviation of y',
      symbol: tex`s`,
      term: 'sigma',
      initial: 1,
      min: 0.1,
      max: 1000,
      scale: 'log10',
      step: 0.05,
      says: 'The length of the weight vector; y is then Gaussian with this standard deviation.',
    }),
  },
  measures: {
    varianceOut: series({
      label: 'variance of u',
      symbol: tex`\operatorname{Var} u`,
      term: 'var-u',
      over: 'standard deviation of y',
    }),
    slope: series({
      label: 'mean squared slope of the sigmoid',
      symbol: tex`\mathbb E\,f'(y)^2`,
      term: 'slope',
      over: 'standard deviation of y',
    }),
    varianceHere: scalar({ label: 'variance of u here', symbol: tex`\operatorname{Var} u`, term: 'var-u' }),
    slopeHere: scalar({ label: 'mean squared slope here', symbol: tex`\mathbb E\,f'(y)^2`, term: 'slope' }),
    outputs: histogram({ label: 'u', symbol: tex`u`, term: 'u' }),
  },
  presets: {
    unit: { says: 'Unit variance: u stays in the steep middle of the sigmoid.', at: { sd: 1 } },
    saturated: {
      says: 'Standard deviation 100: u is 0 or 1 nearly always, its variance nearly 1/4, and almost no gradient gets through.',
      at: { sd: 100 },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The unit',
      layers: (_, reading) => [
        { label: 'inputs', symbol: tex`x`, units: 16, term: 'x' },
        { label: 'sum', symbol: tex`y`, units: 1, activation: 'sum', term: 'y' },
        {
          label: 'output',
          symbol: tex`u`,
          units: 1,
          activation: 'sigmoid',
          term: 'u',
          level: reading ? Math.min(1, 16 * reading.slopeHere.value) : Number.NaN,
          says: 'how much of the greatest squared slope, 1/16, is left',
        },
      ],
    },
    {
      kind: 'series',
      title: 'Variance gained, slope lost',
      measures: ['varianceOut', 'slope'],
      x: { label: 'standard deviation of y', symbol: tex`s`, scale: 'log10' },
      y: { label: 'variance, squared slope', scale: 'log10' },
      marks: 'sd',
      rules: () => [{ label: '1/4', at: 1 / 4 }],
    },
    {
      kind: 'histogram',
      title: 'The outputs',
      measures: ['outputs'],
      x: { label: 'u', symbol: tex`u`, domain: [0, 1] },
    },
    { kind: 'scalars', title: 'At this standard deviation', measures: ['varianceHere', 'slopeHere'] },
  ],
  claims: {
    unit: {
      says: String.raw`At $\operatorname{Var} y = 1$ the variance of $u$ is 0.0434.`,
      at: { sd: 1 },
      check: (measured, theory) => [
        agrees('variance of u', measured.varianceHere, theory.varianceHere),
        states('variance of u', '0.0434', theory.varianceHere),
      ],
    },
    quarter: {
      says: 'The variance of $u$ climbs towards $1/4$ and stays below it: at standard deviation 100 it is 0.246.',
      at: { sd: 100 },
      check: (measured, theory) => [
        agrees('variance of u', measured.varianceOut, theory.varianceOut),
        agrees('variance of u here', measured.varianceHere, theory.varianceHere),
        states('variance of u here', '0.246', theory.varianceHere),
        below('variance of u at standard deviation 1000', entry(measured.varianceOut, 1000), 1 / 4),
      ],
    },
    slope: {
      says: 'There the squared slope is all but gone: from 0.045 at standard deviation 1 to 0.00066 at 100.',
      at: { sd: 100 },
      check: (measured, theory) => [
        agrees('squared slope', measured.slope, theory.slope),
        agrees('squared slope here', measured.slopeHere, theory.slopeHere),
        states('squared slope at standard deviation 1', '0.045', theory.slope && entry(theory.slope, 1)),
        states('squared slope at standard deviation 100', '0.00066', theory.slopeHere),
        above('squared slope at standard deviation 1', entry(measured.slope, 1), measured.slopeHere),
      ],
    },
  },
  *measure({ tf, draw }, { sd }) {
    const deviations = [...SWEEP, sd]
    const taken: Repetition[] = []
    const samples: Float32Array[] = []
    for (let round = 0; round < READINGS; round++) {
      const batches = batchesOf(round)
      const read = readBatches(tf, batches, (batch) => {
        const weights = draw('gaussian', `weights/${batch}`, [REPEATS, VECTORS, INPUTS])
        const inputs = draw('gaussian', `inputs/${batch}`, [REPEATS, VECTORS, INPUTS])
        const { u, slope } = saturatedUnits(tf, weights, inputs, deviations)
        const moments = firstTwoMoments(tf, u)
        return {
          mean: tf.transpose(moments.mean),
          square: tf.transpose(moments.square),
          slope: tf.transpose(tf.mean(tf.square(slope), -1)),
          kept: tf.reshape(tf.slice(u, [SWEEP.length, 0, 0], [1, REPEATS, KEPT]), [REPEATS, KEPT]),
        }
      })
      const repeats = REPEATS * batches.length
      const [means, squares, slopes] = [read.mean, read.square, read.slope].map((values) => rowsOf(values, repeats))
      for (let r = 0; r < repeats; r++)
        taken.push({ mean: means?.[r] ?? NONE, square: squares?.[r] ?? NONE, slope: slopes?.[r] ?? NONE })
      samples.push(...rowsOf(read.kept, repeats))
      const variances = deviations.map((_, k) =>
        varianceOf(
          taken.map(({ mean }) => mean[k] ?? Number.NaN),
          taken.map(({ square }) => square[k] ?? Number.NaN),
        ),
      )
      const slopesSquared = deviations.map((_, k) => estimateOf(taken.map(({ slope }) => slope[k] ?? Number.NaN)))
      yield {
        varianceOut: overSweep(variances),
        slope: overSweep(slopesSquared),
        varianceHere: variances[SWEEP.length] ?? exactly(Number.NaN),
        slopeHere: slopesSquared[SWEEP.length] ?? exactly(Number.NaN),
        outputs: histogramOf(samples, EDGES),
      }
    }
  },
  readings: () => READINGS,
  theory: ({ sd }) => ({
    varianceOut: exactSeries(SWEEP, SWEEP.map(varianceAt)),
    slope: exactSeries(SWEEP, SWEEP.map(squaredSlopeAt)),
    varianceHere: exactly(varianceAt(sd)),
    slopeHere: exactly(squaredSlopeAt(sd)),
    outputs: exactHistogram(
      EDGES,
      EDGES.map((u) => normalBelow(ACTIVATIONS.sigmoid.inverse(u) / sd)),
    ),
  }),
  cost: () => batchesOf(READINGS - 1).length * REPEATS * VECTORS ** 2 * (2 * INPUTS + 12 * (SWEEP.length + 1)),
})

/** The standard deviations of the sweep, three to a decade. */
const SWEEP: readonly number[] = Array.from({ length: 13 }, (_, k) => Number((10 ** (k / 3 - 1)).toPrecision(10)))
const EDGES: readonly number[] = evenEdges(0, 1, 41)

/** One more than elsewhere, and the first of them small: a slope under a wide Gaussian is a rare thing, and wants many samples. */
const READINGS = ROUNDS + 1
const REPEATS = 16
/** Weight vectors, and input vectors, in a repetition: each weight vector meets each input. */
const VECTORS = 40
const INPUTS = 16
/** Outputs kept of a repetition for the histogram. */
const KEPT = 512

/** What one repetition says, for every standard deviation of the sweep and then for the one chosen. */
interface Repetition {
  /** E u, E u^2, E f'(y)^2. */
  readonly mean: Float32Array
  readonly square: Float32Array
  readonly slope: Float32Array
}
const NONE = new Float32Array()

const overSweep = (estimates: readonly Estimate[]): Series => ({
  at: SWEEP,
  value: SWEEP.map((_, k) => estimates[k]?.value ?? Number.NaN),
  stderr: SWEEP.map((_, k) => estimates[k]?.stderr ?? Number.NaN),
  ...(estimates[0]?.repeats === undefined ? {} : { repeats: estimates[0].repeats }),
})

/** E (u - 1/2)^2 for y ~ N(0, s^2): the mean is 1/2, and u - 1/2 = tanh(y/2) / 2. */
const varianceAt = (s: number): number => gaussianMean((y) => (0.5 * Math.tanh(y / 2)) ** 2, s)

/** E f'(y)^2 for y ~ N(0, s^2). */
const squaredSlopeAt = (s: number): number => gaussianMean((y) => ACTIVATIONS.sigmoid.slope(y) ** 2, s)
