import {
  above,
  agrees,
  below,
  choice,
  type Estimate,
  entry,
  exactly,
  exactSeries,
  experiment,
  number,
  series,
  states,
  tex,
} from '../../src/experiment'
import { meanField } from '../../src/numerics/theory/meanField'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/statistics/rounds'
import { INPUTS } from './stack'
import { type Network, networksAtOnce, readingOf, runNetworks } from './stackReadings'

/** Beyond the print: the variance, the signal and the gradient through many layers. */
export const depth = experiment({
  title: 'Through many layers',
  summary:
    'Whether the scale holds is not enough: watch the deviation over inputs, which is the signal, and the gradient on its way back.',
  params: {
    layers: number({
      label: 'layers',
      symbol: tex`L`,
      term: 'L',
      initial: 20,
      min: 1,
      max: 50,
      integer: true,
      says: 'How many layers of weights and activations.',
    }),
    width: number({
      label: 'width',
      symbol: tex`d`,
      term: 'd',
      initial: 64,
      min: 16,
      max: 128,
      scale: 'log2',
      integer: true,
      says: 'Units in every layer, and inputs to the first.',
    }),
    activation: choice({
      label: 'activation',
      symbol: tex`f`,
      term: 'f',
      initial: 'relu',
      options: { sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU', linear: 'none (linear)' },
    }),
    scheme: choice({
      label: 'variance of the weights',
      symbol: tex`\sigma^2`,
      term: 'sigma',
      initial: 'he',
      options: {
        gain: 'g² / d, with the gain below',
        lecun: '1 / d (LeCun)',
        glorot: '2 / (fan-in + fan-out) (Glorot)',
        he: '2 / d (He)',
      },
    }),
    g: number({
      label: 'gain',
      symbol: tex`g = \sigma\sqrt d`,
      term: 'sigma',
      initial: 1,
      min: 0.25,
      max: 4,
      step: 0.05,
      says: 'Sets the weights where no named rule does.',
    }),
  },
  measures: {
    overUnits: series({
      label: 'standard deviation over units (geometric mean over networks)',
      symbol: tex`\operatorname{sd}_i h_\ell[i]`,
      term: 'over-units',
      over: 'layer',
      stored: 'log10',
    }),
    overInputs: series({
      label: 'standard deviation over inputs at fixed weights: the signal (geometric mean over networks)',
      symbol: tex`\operatorname{sd}_x h_\ell[i]`,
      term: 'over-inputs',
      over: 'layer',
      stored: 'log10',
    }),
    gradient: series({
      label: 'length of the gradient, 1 at the top (geometric mean over networks)',
      symbol: tex`|\partial\text{Loss}/\partial h_\ell|`,
      term: 'gradient',
      over: 'layer',
      stored: 'log10',
    }),
    share: series({
      label: 'share of units asleep: slope under 1 % of its greatest',
      term: 'share',
      over: 'layer',
    }),
  },
  presets: {
    he: { says: 'ReLU with 2/d: the scale holds through twenty layers, forwards and backwards.', at: {} },
    'relu-forgot-the-two': {
      says: 'ReLU with 1/d: half of the mean square is lost at every layer.',
      at: { scheme: 'lecun' },
    },
    'dead-signal': {
      says: 'Sigmoid with 1/d: over units the deviation looks healthy, over inputs nothing is left by layer 10.',
      at: { activation: 'sigmoid', scheme: 'lecun' },
    },
    glorot: {
      says: 'tanh with the rule of Glorot: the signal shrinks slowly, and the gradient alike.',
      at: { activation: 'tanh', scheme: 'glorot' },
    },
    chaotic: {
      says: 'tanh with gain 2.5: units saturate, any two inputs drift apart, and the gradient explodes.',
      at: { activation: 'tanh', scheme: 'gain', g: 2.5 },
    },
    narrow: {
      says: 'Fifty layers of sixteen units: here the theory of wide networks is stretched.',
      at: { activation: 'tanh', scheme: 'gain', g: 2.5, width: 16, layers: 50 },
    },
  },
  views: [
    {
      kind: 'network',
      title: 'The network',
      layers: ({ layers, width, activation }, reading) => [
        { label: 'inputs', symbol: tex`x`, units: width, term: 'x' },
        ...Array.from({ length: layers }, (_, l) => ({
          label: `layer ${l + 1}`,
          units: width,
          activation,
          level: signalLevel(reading?.overInputs.value[l]),
          says: 'how much of the signal is left: full at a deviation over inputs of 1, empty at a millionth',
        })),
      ],
    },
    {
      kind: 'series',
      title: 'Forwards: over units and over inputs',
      measures: ['overUnits', 'overInputs'],
      x: { label: 'layer', symbol: tex`\ell` },
      y: { label: 'standard deviation', scale: 'log10' },
    },
    {
      kind: 'series',
      title: 'Backwards: the gradient',
      measures: ['gradient'],
      x: { label: 'layer', symbol: tex`\ell` },
      y: { label: 'length of the gradient', scale: 'log10' },
      rules: () => [{ label: 'as at the top', at: 1 }],
    },
    {
      kind: 'series',
      title: 'Units asleep',
      measures: ['share'],
      x: { label: 'layer', symbol: tex`\ell` },
      y: { label: 'share of units', domain: [0, 1] },
    },
  ],
  claims: {
    'dead-signal': {
      says: String.raw`Sigmoids at $\sigma = 1/\sqrt d$, layer 10: over units the standard deviation is 0.12, over inputs it is $4 \times 10^{-7}$.`,
      at: { activation: 'sigmoid', scheme: 'lecun', layers: 10 },
      check: (measured, theory) => [
        agrees('over units', measured.overUnits, theory.overUnits),
        agrees('over inputs', measured.overInputs, theory.overInputs),
        states('deviation over units at layer 10', '0.12', fromLog10(entry(theory.overUnits, 10))),
        states('deviation over inputs at layer 10', '4e-7', fromLog10(entry(theory.overInputs, 10))),
        below('log10 of the deviation over inputs at layer 10', entry(measured.overInputs, 10), -6),
      ],
    },
    he: {
      says: String.raw`With ReLU and $\sigma^2 = 2/d$ the gradient at the first of 20 layers is about as long as at the last.`,
      check: (measured, theory) => [
        agrees('gradient', measured.gradient, theory.gradient),
        above('log10 of the gradient at layer 1: more than half', entry(measured.gradient, 1), Math.log10(0.5)),
      ],
    },
    'forgot-the-two': {
      says: String.raw`With ReLU and $\sigma^2 = 1/d$ half of the units sleep and every layer halves the mean square: after 20 layers the deviation is down by about $2^{10}$.`,
      at: { scheme: 'lecun' },
      check: (measured, theory) => [
        agrees('over units', measured.overUnits, theory.overUnits),
        agrees('share of units asleep', measured.share, theory.share),
      ],
    },
    chaotic: {
      says: 'With tanh and $g = 2.5$ the gradient grows on its way back, layer by layer.',
      at: { activation: 'tanh', scheme: 'gain', g: 2.5 },
      check: (measured, theory) => [
        agrees('gradient', measured.gradient, theory.gradient),
        agrees('over units', measured.overUnits, theory.overUnits),
        above('log10 of the gradient at layer 1', entry(measured.gradient, 1), 1),
      ],
    },
  },
  *measure(lab, p) {
    const stack = { ...p, gain: gainOf(p) }
    const networks: Network[] = []
    for (let round = 0; round < ROUNDS; round++) {
      networks.push(...runNetworks(lab, stack, batchesOf(round)))
      yield readingOf(networks, stack)
    }
  },
  readings: () => ROUNDS,
  theory(p) {
    const { activation, width, layers } = p
    const { overUnits, overInputs, gradient, asleep } = meanField({ activation, gain: gainOf(p), width, layers })
    const at = overUnits.map((_, l) => l + 1)
    const log10OfRoot = (lnOfSquare: readonly number[]) => lnOfSquare.map((v) => v / 2 / Math.LN10)
    return {
      overUnits: exactSeries(at, log10OfRoot(overUnits)),
      overInputs: exactSeries(at, log10OfRoot(overInputs)),
      gradient: exactSeries(at, log10OfRoot(gradient)),
      share: exactSeries(at, asleep),
    }
  },
  cost: ({ layers, width }) => LARGEST_ROUND * networksAtOnce(width) * 2 * layers * 2 * INPUTS * width ** 2,
  unused: ({ scheme }) => (scheme === 'gain' ? [] : ['g']),
})

/** The number whose log10 is stored. */
const fromLog10 = ({ value }: Estimate): Estimate => exactly(10 ** value)

/** g = sigma sqrt d of a scheme; with all layers equally wide Glorot's is LeCun's. */
const gainOf = ({ scheme, g }: { readonly scheme: 'gain' | 'lecun' | 'glorot' | 'he'; readonly g: number }): number =>
  ({ gain: g, lecun: 1, glorot: 1, he: Math.SQRT2 })[scheme]

/** 1 where the deviation over inputs is 1 or more, 0 at a millionth and below; NaN where nothing is known. */
const signalLevel = (log10: number | undefined): number =>
  log10 === undefined ? Number.NaN : Math.max(0, Math.min(1, 1 + log10 / 6))
