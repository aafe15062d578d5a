import {
  above,
  agrees,
  below,
  choice,
  estimateOf,
  exactly,
  experiment,
  histogram,
  number,
  scalar,
  states,
  tex,
} from '../../src/experiment'
import { activationMoments } from '../../src/numerics/theory/activationMoments'
import { ACTIVATIONS } from '../../src/numerics/networks/activations'
import { cumulative } from '../../src/numerics/theory/distribution'
import {
  evenEdges,
  exactHistogram,
  firstTwoMoments,
  histogramOf,
  rowsOf,
  scaled,
  shifted,
  varianceOf,
} from '../../src/numerics/statistics/moments'
import { readBatches } from '../../src/numerics/statistics/readback'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/statistics/rounds'
import { unit } from './model'

const laws = (one: string) =>
  ({
    gaussian: 'Gaussian',
    uniform: 'uniform',
    sign: `plus or minus ${one}`,
    laplace: 'Laplace',
    skewed: 'skewed',
  }) as const

/** Parts b and c: what the activation makes of the sum. */
export const sigmoid = experiment({
  title: 'What the activation makes of it',
  summary:
    'A sigmoid puts the mean at 1/2 and makes the variance far smaller than that of y, below the bound of a slope of at most 1/4.',
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
      symbol: tex`g = \sigma\sqrt d`,
      term: 'sigma',
      initial: 1,
      min: 0.25,
      max: 4,
      step: 0.05,
      says: 'The standard deviation of y.',
    }),
    activation: choice({
      label: 'activation',
      symbol: tex`f`,
      term: 'f',
      initial: 'sigmoid',
      options: { sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU' },
    }),
    bias: number({
      label: 'bias',
      symbol: tex`B`,
      term: 'B',
      initial: 0,
      min: -3,
      max: 3,
      step: 0.1,
      says: 'Taken off the sum before the activation: u = f(y - B).',
    }),
    weights: choice({
      label: 'law of the weights',
      symbol: tex`W[i]`,
      term: 'W',
      initial: 'gaussian',
      options: laws('σ'),
    }),
    inputs: choice({
      label: 'law of the inputs',
      symbol: tex`x[i]`,
      term: 'x',
      initial: 'gaussian',
      options: laws('one'),
    }),
  },
  measures: {
    preactivations: histogram({ label: 'y, before the activation', symbol: tex`y`, term: 'y' }),
    outputs: histogram({ label: 'u, after the activation', symbol: tex`u`, term: 'u' }),
    meanOut: scalar({ label: 'mean of u', symbol: tex`\mathbb E\,u`, term: 'mean-u' }),
    varianceIn: scalar({ label: 'variance of y', symbol: tex`\operatorname{Var} y`, term: 'var-y' }),
    varianceOut: scalar({ label: 'variance of u', symbol: tex`\operatorname{Var} u`, term: 'var-u' }),
    bound: scalar({
      label: 'bound on the variance of u: greatest slope squared, times the variance of y',
      symbol: tex`\max|f'|^2\operatorname{Var} y`,
      term: 'bound',
    }),
  },
  presets: {
    symmetric: { says: 'Symmetric weights, no bias: the mean of u is 1/2.', at: {} },
    'bias-breaks-it': { says: 'A bias of 1 shifts the sum, and the mean leaves 1/2.', at: { bias: 1 } },
    'one-skew-is-harmless': {
      says: 'Skewed inputs, symmetric weights: every product is still symmetric, and the mean stays at 1/2.',
      at: { d: 16, g: 4, inputs: 'skewed' },
    },
    'skew-breaks-it': {
      says: 'Weights and inputs both skewed: the products lean to one side, and the mean leaves 1/2.',
      at: { d: 16, g: 4, weights: 'skewed', inputs: 'skewed' },
    },
    'one-input': {
      says: 'One input: y is a product of two Gaussians, mostly small and sometimes large, and u varies less.',
      at: { d: 1 },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The unit',
      layers: ({ d, activation }, reading) => [
        { label: 'inputs', symbol: tex`x`, units: d, term: 'x' },
        { label: 'sum', symbol: tex`y`, units: 1, activation: 'sum', term: 'y' },
        {
          label: 'output',
          symbol: tex`u`,
          units: 1,
          activation,
          term: 'u',
          level: reading ? Math.min(1, reading.varianceOut.value / reading.bound.value) : Number.NaN,
          says: 'how much of the bound the variance of u comes to',
        },
      ],
    },
    {
      kind: 'histogram',
      title: 'Before the activation',
      measures: ['preactivations'],
      x: { label: 'y', symbol: tex`y` },
    },
    { kind: 'histogram', title: 'After it', measures: ['outputs'], x: { label: 'u', symbol: tex`u` } },
    { kind: 'scalars', title: 'Mean and variance', measures: ['meanOut', 'varianceIn', 'varianceOut', 'bound'] },
  ],
  claims: {
    half: {
      says: 'With symmetric weights and no bias the mean of $u$ is $1/2$, even for skewed inputs.',
      at: { d: 16, g: 4, inputs: 'skewed' },
      check: (measured, theory) => [agrees('mean of u', measured.meanOut, theory.meanOut)],
    },
    smaller: {
      says: String.raw`At $\operatorname{Var} y = 1$ and $d = 64$ the variance of $u$ is 0.0431, below the bound of $1/16$.`,
      at: { d: 64 },
      check: (measured, theory) => [
        agrees('variance of u', measured.varianceOut, theory.varianceOut),
        states('variance of u', '0.0431', theory.varianceOut),
        below('variance of u below the bound', measured.varianceOut, 1 / 16),
      ],
    },
    'one-input': {
      says: 'With one input and Gaussian laws it is smaller still: 0.0331.',
      at: { d: 1 },
      check: (measured, theory) => [
        agrees('variance of u', measured.varianceOut, theory.varianceOut),
        states('variance of u', '0.0331', theory.varianceOut),
      ],
    },
    bias: {
      says: 'A bias of 1 pulls the mean of $u$ down from $1/2$ to 0.303.',
      at: { bias: 1 },
      check: (measured, theory) => [
        agrees('mean of u', measured.meanOut, theory.meanOut),
        states('mean of u', '0.303', theory.meanOut),
        below('mean of u', measured.meanOut, 1 / 2),
      ],
    },
    skew: {
      says: 'If weights and inputs are both skewed the mean leaves $1/2$.',
      at: { d: 16, g: 4, weights: 'skewed', inputs: 'skewed' },
      check: (measured, theory) => [
        agrees('mean of u', measured.meanOut, theory.meanOut),
        below('mean of u', measured.meanOut, 1 / 2),
        agrees('variance of u', measured.varianceOut, theory.varianceOut),
      ],
    },
    relu: {
      says: 'A ReLU leaves a mean of 0.40 and a variance of 0.34: its output has no zero mean, and the next layer must reckon with that.',
      at: { activation: 'relu' },
      check: (measured, theory) => [
        above('mean of u', measured.meanOut, 0),
        agrees('mean of u', measured.meanOut, theory.meanOut),
        states('mean of u', '0.40', theory.meanOut),
        agrees('variance of u', measured.varianceOut, theory.varianceOut),
        states('variance of u', '0.34', theory.varianceOut),
      ],
    },
  },
  *measure({ tf, draw }, p) {
    const f = ACTIVATIONS[p.activation]
    /** Taken off u on the device, so that a small variance is no difference of large numbers. */
    const middle = f.of(-p.bias)
    const taken = { y: [], ySquare: [], u: [], uSquare: [] } as Record<'y' | 'ySquare' | 'u' | 'uSquare', number[]>
    const samples = { y: [], u: [] } as Record<'y' | 'u', Float32Array[]>
    for (let round = 0; round < ROUNDS; round++) {
      const batches = batchesOf(round)
      const read = readBatches(tf, batches, (batch) => {
        const shape = [vectorsOf(p.d) / GROUP, GROUP, p.d]
        const { y, u } = unit(tf, {
          ...p,
          sigma: p.g / Math.sqrt(p.d),
          weights: draw(p.weights, `weights/${batch}`, shape),
          inputs: draw(p.inputs, `inputs/${batch}`, shape),
        })
        const [ys, us] = [tf.reshape(y, [REPEATS, -1]), tf.reshape(u, [REPEATS, -1])]
        const moments = { y: firstTwoMoments(tf, ys), u: firstTwoMoments(tf, tf.sub(us, middle)) }
        const kept = [REPEATS, Math.min(KEPT, y.size / REPEATS)]
        return {
          y: moments.y.mean,
          ySquare: moments.y.square,
          u: moments.u.mean,
          uSquare: moments.u.square,
          ys: tf.slice(ys, [0, 0], kept),
          us: tf.slice(us, [0, 0], kept),
        }
      })
      for (const name of ['y', 'ySquare', 'u', 'uSquare'] as const) taken[name].push(...read[name])
      samples.y.push(...rowsOf(read.ys, REPEATS * batches.length))
      samples.u.push(...rowsOf(read.us, REPEATS * batches.length))
      const varianceIn = varianceOf(taken.y, taken.ySquare)
      yield {
        preactivations: histogramOf(samples.y, edgesOfSum(p.g)),
        outputs: histogramOf(samples.u, edgesOfOutput(p)),
        meanOut: shifted(estimateOf(taken.u), middle),
        varianceIn,
        varianceOut: varianceOf(taken.u, taken.uSquare),
        bound: scaled(varianceIn, f.steepest ** 2),
      }
    }
  },
  readings: () => ROUNDS,
  theory(p) {
    const f = ACTIVATIONS[p.activation]
    const law = { d: p.d, sigma: p.g / Math.sqrt(p.d), weights: p.weights, inputs: p.inputs }
    const { mean, variance } = activationMoments(p.activation, law, p.bias)
    const [below, within] = [edgesOfSum(p.g), edgesOfOutput(p)]
    const shares = cumulative(law, [...below, ...within.map((u) => f.inverse(u) + p.bias), p.bias])
    const [outputs, awake] = [shares.slice(below.length, -1), 1 - (shares.at(-1) ?? 0)]
    const varianceIn = p.g * p.g
    return {
      preactivations: exactHistogram(below, shares.slice(0, below.length)),
      // The first bin of a ReLU holds every y below B.
      outputs: exactHistogram(within, p.activation === 'relu' ? [0, ...outputs.slice(1)] : outputs),
      ...(p.activation === 'relu' && awake < LEAST_AWAKE
        ? {}
        : { meanOut: exactly(mean), varianceOut: exactly(variance) }),
      varianceIn: exactly(varianceIn),
      bound: exactly(varianceIn * f.steepest ** 2),
    }
  },
  cost: ({ d }) => LARGEST_ROUND * vectorsOf(d) * GROUP * (2 * d + 20),
})

const REPEATS = 16
/** Weight vectors that meet as many input vectors, each each. */
const GROUP = 16
/** Sums kept of a repetition for the histograms. */
const KEPT = 512

/** Weight vectors in a batch: as many as 2^18 numbers give, at most 8192, at least a group for every repetition. */
const vectorsOf = (d: number): number => Math.min(8192, 2 ** 18 / d)

/** A ReLU whose sum passes the bias more rarely than this gives too few numbers other than 0 to tell a mean: no verdict. */
const LEAST_AWAKE = 0.01

/** 41 bins to 4.5 standard deviations either side; of one width that puts no atom of a sum of signs on an edge. */
const edgesOfSum = (g: number): number[] => evenEdges(-4.5 * g, 4.5 * g, 41)

/** Over the range of the activation; of a ReLU, as far as the sums reach. */
function edgesOfOutput({ activation, g, bias }: { activation: 'sigmoid' | 'tanh' | 'relu'; g: number; bias: number }) {
  if (activation === 'relu') return evenEdges(0, Math.max(g, 4.5 * g - bias), 41)
  return evenEdges(activation === 'tanh' ? -1 : 0, 1, 41)
}
