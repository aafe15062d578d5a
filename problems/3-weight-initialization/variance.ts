import {
  agrees,
  choice,
  entry,
  estimateOf,
  exactly,
  exactSeries,
  experiment,
  histogram,
  type Lab,
  type Law,
  number,
  scalar,
  series,
  states,
  type Tensor,
  tex,
} from '../../src/experiment'
import { LAWS } from '../../src/numerics/laws/laws'
import {
  evenEdges,
  exactHistogram,
  histogramOf,
  momentsOf,
  rootOf,
  rowsOf,
  scaled,
  varianceOf,
} from '../../src/numerics/statistics/moments'
import { readBatches } from '../../src/numerics/statistics/readback'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/statistics/rounds'
import { normalBelow } from '../../src/numerics/theory/special'
import {
  DIMENSIONS,
  GROUP,
  numbersOverBoth,
  samplesOverInputs,
  squaredLengths,
  sumsOverBoth,
  sumsOverInputs,
  WIDEST,
} from './model'

/** Part a: the variance of a sum of d products, against d. */
export const variance = experiment({
  title: 'How large a sum of d products is',
  summary:
    'The variance of y should lie on the dashed line at every d; with the scale left out it grows with d, and at one weight vector it wanders.',
  params: {
    d: number({
      label: 'inputs',
      symbol: tex`d`,
      term: 'd',
      initial: 64,
      min: 1,
      max: 1024,
      scale: 'log2',
      integer: true,
      says: 'How many inputs the unit sums.',
    }),
    g: number({
      label: 'gain',
      symbol: tex`g`,
      term: 'sigma',
      initial: 1,
      min: 0.25,
      max: 4,
      step: 0.05,
      says: 'Sets the standard deviation of the weights, by the rule below.',
    }),
    rule: choice({
      label: 'scale of the weights',
      term: 'sigma',
      initial: 'scaled',
      options: { scaled: 'σ = g / √d', fixed: 'σ = g for every d' },
    }),
    weights: choice({
      label: 'law of the weights',
      symbol: tex`W[i]`,
      term: 'W',
      initial: 'gaussian',
      options: { gaussian: 'Gaussian', uniform: 'uniform', sign: 'plus or minus σ', laplace: 'Laplace' },
    }),
    inputs: choice({
      label: 'law of the inputs',
      symbol: tex`x[i]`,
      term: 'x',
      initial: 'gaussian',
      options: { gaussian: 'Gaussian', uniform: 'uniform', sign: 'plus or minus one', laplace: 'Laplace' },
    }),
    over: choice({
      label: 'variance taken',
      initial: 'both',
      options: { both: 'over W and x', inputs: 'over x, at this one W' },
    }),
  },
  measures: {
    variance: series({ label: 'variance of y', symbol: tex`\operatorname{Var} y`, term: 'var-y', over: 'd' }),
    varianceHere: scalar({ label: 'variance of y at this d', symbol: tex`\operatorname{Var} y`, term: 'var-y' }),
    meanHere: scalar({ label: 'mean of y at this d', symbol: tex`\mathbb E\,y`, term: 'mean-y' }),
    spread: scalar({
      label: 'how far σ²|W|² strays from one W to the next (standard deviation)',
      symbol: tex`\operatorname{sd}\,\sigma^2|Z|^2`,
      term: 'spread',
    }),
    outputs: histogram({ label: 'y', symbol: tex`y`, term: 'y' }),
  },
  presets: {
    unit: { says: 'The weights scaled by 1/√d: variance 1 at every d.', at: {} },
    'forgot-to-scale': { says: 'The same σ = 1 for every d: the variance is d.', at: { rule: 'fixed', g: 1 } },
    'one-weight-vector': {
      says: 'One weight vector, kept: the variance over x is |W|², which is not 1. Draw anew and it moves.',
      at: { over: 'inputs', d: 16 },
    },
    'sign-weights': {
      says: 'One weight vector of plus and minus σ: |W|² is 1 exactly, whichever signs were drawn.',
      at: { over: 'inputs', d: 16, weights: 'sign' },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The unit',
      layers: ({ d }, reading) => [
        { label: 'inputs', symbol: tex`x`, units: d, term: 'x' },
        {
          label: 'sum',
          symbol: tex`y`,
          units: 1,
          activation: 'sum',
          term: 'y',
          level: reading ? Math.min(reading.varianceHere.value, 1 / reading.varianceHere.value) : Number.NaN,
          says: 'how close the variance of y is to 1: v or 1/v, whichever is less',
        },
      ],
    },
    {
      kind: 'series',
      title: 'Variance against the number of inputs',
      measures: ['variance'],
      x: { label: 'inputs', symbol: tex`d`, scale: 'log2' },
      y: { label: 'variance of y', symbol: tex`\operatorname{Var} y`, scale: 'log10' },
      marks: 'd',
      rules: ({ rule, over, g }) =>
        rule === 'fixed' ? [{ label: 'unit variance', at: 1 }] : over === 'inputs' ? [{ label: 'g²', at: g * g }] : [],
    },
    {
      kind: 'histogram',
      title: 'The sums, beside a Gaussian of variance dσ²',
      measures: ['outputs'],
      x: { label: 'y', symbol: tex`y` },
    },
    { kind: 'scalars', title: 'At this d', measures: ['varianceHere', 'meanHere', 'spread'] },
  ],
  claims: {
    unit: {
      says: String.raw`With $\sigma = 1/\sqrt d$ the sum has mean 0 and variance 1, at every $d$ from 1 to 1024.`,
      check: (measured, theory) => [
        agrees('mean of y', measured.meanHere, theory.meanHere),
        agrees('variance of y', measured.variance, theory.variance),
      ],
    },
    'any-law': {
      says: 'Only the variances count: Laplace weights on inputs of plus or minus one also give variance 1 at every $d$.',
      at: { weights: 'laplace', inputs: 'sign' },
      check: (measured, theory) => [agrees('variance of y', measured.variance, theory.variance)],
    },
    unscaled: {
      says: String.raw`With $\sigma = 1$ for every $d$ the variance is $d$: at $d = 1024$ it is 1024.`,
      at: { rule: 'fixed', g: 1, d: 1024 },
      check: (measured, theory) => [
        agrees('variance of y', measured.variance, theory.variance),
        agrees('variance at d = 1024', entry(measured.variance, 1024), theory.varianceHere),
      ],
    },
    'one-vector': {
      says: 'At one fixed $W$ the variance over $x$ is $|W|^2$, whatever that has come to.',
      at: { over: 'inputs', d: 16 },
      check: (measured, theory) => [agrees('variance of y', measured.variance, theory.variance)],
    },
    spread: {
      says: String.raw`From one Gaussian weight vector of 64 entries to the next, $|W|^2$ strays by $\sqrt{2/d} = 0.177$.`,
      at: { d: 64 },
      check: (measured, theory) => [
        agrees('standard deviation of |W|²', measured.spread, theory.spread),
        states('standard deviation of |W|²', '0.177', theory.spread),
      ],
    },
  },
  *measure(lab, p) {
    const repetitions: Repetition[] = []
    const scale = sigmaAt(p, p.d)
    const here = Math.log2(p.d)
    for (let round = 0; round < ROUNDS; round++) {
      repetitions.push(...measureRound(lab, p, round))
      const series = DIMENSIONS.map((d, k) =>
        scaled(
          varianceAcross(repetitions, ({ sums }) => sums[k]),
          sigmaAt(p, d) ** 2,
        ),
      )
      yield {
        variance: {
          at: DIMENSIONS,
          value: series.map(({ value }) => value),
          stderr: series.map(({ stderr }) => stderr),
          repeats: repetitions.length,
        },
        varianceHere: series[here] ?? exactly(Number.NaN),
        meanHere: scaled(estimateOf(repetitions.map(({ sums }) => sums[here]?.mean ?? Number.NaN)), scale),
        spread: scaled(rootOf(varianceAcross(repetitions, ({ lengths }) => lengths)), scale ** 2),
        outputs: histogramOf(
          repetitions.map(({ kept }) => kept.map((y) => scale * y)),
          edgesOf(p),
        ),
      }
    }
  },
  readings: () => ROUNDS,
  theory(p, draw) {
    const { kurtosis } = LAWS[p.weights]
    const scale = sigmaAt(p, p.d)
    const variances = p.over === 'both' ? DIMENSIONS.map((d) => d) : squaredPrefixes(draw(p.weights, ...ONE_VECTOR))
    const value = variances.map((v, k) => v * sigmaAt(p, DIMENSIONS[k] ?? 1) ** 2)
    const here = value[Math.log2(p.d)] ?? Number.NaN
    const edges = edgesOf(p)
    return {
      variance: exactSeries(DIMENSIONS, value),
      varianceHere: exactly(here),
      meanHere: exactly(0),
      spread: exactly(scale ** 2 * Math.sqrt(p.d * (kurtosis - 1))),
      outputs: exactHistogram(
        edges,
        edges.map((edge) => normalBelow(edge / Math.sqrt(here))),
      ),
    }
  },
  cost: ({ over }) =>
    LARGEST_ROUND *
    REPEATS *
    DIMENSIONS.reduce(
      (sum, d) => sum + 2 * (over === 'both' ? GROUP * numbersOverBoth(d) : samplesOverInputs(d) * d),
      0,
    ),
})

type At = {
  readonly d: number
  readonly g: number
  readonly rule: 'scaled' | 'fixed'
  readonly weights: Law
  readonly inputs: Law
  readonly over: 'both' | 'inputs'
}

/** The standard deviation of a weight. */
const sigmaAt = ({ g, rule }: At, d: number): number => (rule === 'scaled' ? g / Math.sqrt(d) : g)

/** 41 bins to 4.5 standard deviations either side; of one width that puts no atom of a sum of signs on an edge. */
const edgesOf = (p: At): number[] => {
  const end = 4.5 * sigmaAt(p, p.d) * Math.sqrt(p.d)
  return evenEdges(-end, end, 41)
}

/** The one weight vector of "over x, at this one W": law, name and shape, the same for measurement and theory. */
const ONE_VECTOR = ['one weight vector', [WIDEST]] as const

/** Z_1^2 + ... + Z_d^2 for d = 1, 2, 4, ..., 1024. */
function squaredPrefixes(vector: Float32Array): number[] {
  let sum = 0
  let i = 0
  return DIMENSIONS.map((d) => {
    for (; i < d; i++) sum += (vector[i] ?? 0) ** 2
    return sum
  })
}

const REPEATS = 16
/** Sums kept of a repetition for the histogram. */
const KEPT = 256

type Moments = ReturnType<typeof momentsOf>

/** What one repetition says at unit scale: the moments of y at every d, those of |Z|^2 - d, and some of the sums themselves. */
interface Repetition {
  readonly sums: readonly Moments[]
  readonly lengths: Moments
  readonly kept: Float32Array
}

const varianceAcross = (repetitions: readonly Repetition[], of: (repetition: Repetition) => Moments | undefined) =>
  varianceOf(
    repetitions.map((repetition) => of(repetition)?.mean ?? Number.NaN),
    repetitions.map((repetition) => of(repetition)?.square ?? Number.NaN),
  )

/** One round of repetitions at unit scale: the gain scales them afterwards. The sums are read as they are: fewer kernels than their moments. */
function measureRound({ tf, draw }: Lab, { d, weights, inputs, over }: At, round: number): Repetition[] {
  const batches = batchesOf(round)
  const read = readBatches(tf, batches, (batch) => {
    const numbers = (law: Law, name: string) => (shape: readonly number[]) => draw(law, `${name}/${batch}`, shape)
    const w = numbers(weights, 'weights')
    const x = numbers(inputs, 'inputs')
    const sums =
      over === 'both' ? sumsOverBoth(tf, w, x, REPEATS) : sumsOverInputs(tf, draw(weights, ...ONE_VECTOR), x, REPEATS)
    const named: Record<string, Tensor> = { lengths: squaredLengths(tf, numbers(weights, 'lengths'), d, REPEATS) }
    for (const [k, y] of sums.entries()) named[`sum ${k}`] = y
    return named
  })
  const rows = (name: string) => rowsOf(read[name] ?? NONE, REPEATS * batches.length)
  const sums = DIMENSIONS.map((_, k) => rows(`sum ${k}`))
  return rows('lengths').map((lengths, r) => ({
    sums: sums.map((at) => momentsOf(at[r] ?? NONE)),
    lengths: momentsOf(lengths, d),
    kept: (sums[Math.log2(d)]?.[r] ?? NONE).slice(0, KEPT),
  }))
}

const NONE = new Float32Array()
