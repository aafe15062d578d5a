import {
  above,
  agrees,
  below,
  choice,
  type Estimate,
  entry,
  estimateOf,
  exactly,
  exactSeries,
  experiment,
  number,
  type Series,
  series,
  states,
  type Tensor,
  tex,
} from '../../src/experiment'
import { meanField } from '../../src/numerics/meanField'
import { rowsOf } from '../../src/numerics/moments'
import { readBatches } from '../../src/numerics/readback'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/rounds'
import { aboutTheMean, asleep, betweenInputs, INPUTS, runStack, scaledSquare } from './stack'

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
      says: String.raw`With ReLU and $\sigma^2 = 1/d$ every layer halves the mean square: after 20 layers the deviation is down by about $2^{10}$.`,
      at: { scheme: 'lecun' },
      check: (measured, theory) => [agrees('over units', measured.overUnits, theory.overUnits)],
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
  *measure({ tf, draw }, p) {
    const { layers, width, activation } = p
    const seeds = networksAtOnce(width)
    const networks: Network[] = []
    const aboveUnderflow = Array.from({ length: layers }, () => UNDERFLOW)
    for (let round = 0; round < ROUNDS; round++) {
      const batches = batchesOf(round)
      const read = readBatches(tf, batches, (batch) => {
        const weights = Array.from({ length: layers }, (_, l) =>
          draw('gaussian', `weights/${l}/${batch}`, [seeds, width, width]),
        )
        const inputs = draw('gaussian', `inputs/${batch}`, [seeds, INPUTS, width])
        const direction = draw('gaussian', `direction/${batch}`, [seeds, INPUTS, width])
        const sigma = gainOf(p) / Math.sqrt(width)
        const { outputs, gradients } = runStack(tf, { weights, inputs, direction, sigma, activation })
        const units = scaledSquare(tf, aboutTheMean(tf, outputs))
        const apart = scaledSquare(tf, betweenInputs(tf, outputs))
        const back = scaledSquare(tf, gradients)
        // One row a network: everything is [layers, seeds, ...] on the device.
        const rows = (t: Tensor) => tf.reshape(tf.transpose(t, t.rank === 2 ? [1, 0] : [1, 0, 2]), [seeds, -1])
        return {
          size: rows(tf.max(tf.abs(outputs), -1)),
          unitsLargest: rows(units.largest),
          unitsSquare: rows(units.square),
          apartLargest: rows(apart.largest),
          apartSquare: rows(apart.square),
          backLargest: rows(back.largest),
          backSquare: rows(back.square),
          asleep: rows(asleep(tf, outputs, activation)),
        }
      })
      const rows = seeds * batches.length
      const units = logsOf(rowsOf(read.unitsLargest, rows), rowsOf(read.unitsSquare, rows), INPUTS)
      const apart = logsOf(rowsOf(read.apartLargest, rows), rowsOf(read.apartSquare, rows), 1)
      const back = logsOf(rowsOf(read.backLargest, rows), rowsOf(read.backSquare, rows), INPUTS)
      const [sizes, shares] = [rowsOf(read.size, rows), rowsOf(read.asleep, rows)]
      for (let r = 0; r < rows; r++)
        networks.push({
          units: units[r] ?? [],
          apart: apart[r] ?? [],
          gradient: (back[r] ?? []).map((v, _, all) => v - (all.at(-1) ?? 0)),
          rounding: meansOf(sizes[r] ?? [], INPUTS).map((v) => Math.log10(ROUNDING_UNITS * v)),
          asleep: meansOf(shares[r] ?? [], INPUTS),
        })
      const seen = networks.length * INPUTS * width
      yield {
        overUnits: { ...overNetworks(networks.map(({ units: v }) => v)), floor: aboveUnderflow },
        overInputs: {
          ...overNetworks(networks.map(({ apart: v }) => v)),
          floor: overNetworks(networks.map(({ rounding }) => rounding)).value.map((v) => Math.max(v, UNDERFLOW)),
        },
        gradient: { ...overNetworks(networks.map(({ gradient }) => gradient)), floor: aboveUnderflow },
        share: {
          ...overNetworks(networks.map(({ asleep: v }) => v)),
          floor: Array.from({ length: layers }, () => FEW_UNITS / seen),
        },
      }
    }
  },
  readings: () => ROUNDS,
  theory(p) {
    const { activation, width, layers } = p
    const { overUnits, overInputs, gradient, asleep: share } = meanField({ activation, gain: gainOf(p), width, layers })
    const at = overUnits.map((_, l) => l + 1)
    const log10OfRoot = (lnOfSquare: readonly number[]) => lnOfSquare.map((v) => v / 2 / Math.LN10)
    return {
      overUnits: exactSeries(at, log10OfRoot(overUnits)),
      overInputs: exactSeries(at, log10OfRoot(overInputs)),
      gradient: exactSeries(at, log10OfRoot(gradient)),
      share: exactSeries(at, share),
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

/** Networks in a batch: fewer of the wide ones, so that the draws of fifty layers fit on the device. */
const networksAtOnce = (width: number): number => Math.max(4, Math.min(16, 512 / width))

/** A difference between inputs that is below this part of the largest output is rounding: four units in the last place. */
const ROUNDING_UNITS = 2 ** -22

/** log10 of where the smaller half of a layer's numbers begins to underflow: the smallest normal number is 1.2e-38. */
const UNDERFLOW = -36.5

/** A share that stands for fewer sleeping units than this, in all networks together, has no standard error to speak of. */
const FEW_UNITS = 25

/** 1 where the deviation over inputs is 1 or more, 0 at a millionth and below; NaN where nothing is known. */
const signalLevel = (log10: number | undefined): number =>
  log10 === undefined ? Number.NaN : Math.max(0, Math.min(1, 1 + log10 / 6))

/** What one network says, layer by layer; logarithms to base 10. */
interface Network {
  readonly units: readonly number[]
  readonly apart: readonly number[]
  readonly gradient: readonly number[]
  readonly rounding: readonly number[]
  readonly asleep: readonly number[]
}

/** The means of each `count` neighbours: over the inputs of a layer. */
function meansOf(row: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: row.length / count }, (_, l) => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += row[l * count + i] ?? Number.NaN
    return sum / count
  })
}

/** log10 of the root mean square, from `scaledSquare`, averaged over the inputs of a layer: one row a network. */
function logsOf(largest: readonly Float32Array[], squares: readonly Float32Array[], inputs: number): number[][] {
  return largest.map((row, r) =>
    meansOf(
      Array.from(row, (v, i) => Math.log10(v) + 0.5 * Math.log10(squares[r]?.[i] ?? Number.NaN)),
      inputs,
    ),
  )
}

/** Mean and standard error over networks, layer by layer. A layer that is 0 in some network has no error: its logarithm has underflowed. */
function overNetworks(runs: readonly (readonly number[])[]): Series {
  const estimates = (runs[0] ?? []).map((_, l) => estimateOf(runs.map((run) => run[l] ?? Number.NaN)))
  return {
    at: estimates.map((_, l) => l + 1),
    value: estimates.map(({ value }) => value),
    stderr: estimates.map(({ value, stderr }) => (value === Number.NEGATIVE_INFINITY ? 0 : stderr)),
    repeats: runs.length,
  }
}
