import { type Estimate, estimateOf, type Lab, type Tensor } from '../../../src/experiment'
import { countTo, upTo } from '../../../src/numerics/positions'
import { log10OfScaledRoot, meanSeries, meansOfNeighbours } from '../../../src/numerics/statistics/estimates'
import { scaledSquare } from '../../../src/numerics/statistics/moments'
import { readBatches } from '../../../src/numerics/statistics/readback'
import { refine } from '../../../src/numerics/statistics/refine'
import { LARGEST_ROUND } from '../../../src/numerics/statistics/rounds'
import type { StackSetting } from './setting'
import { aboutTheMean, betweenInputs, INPUTS, inactiveShare, inputsOf, likenessOf, runStack } from './stack'

/** The number of networks in a batch: fewer wide ones, so that the draws of fifty layers fit on the device. */
const networksAtOnce = (width: number): number => Math.min(32, 2 ** 16 / width ** 2)

/** A difference between inputs below this fraction of the largest output is rounding error: four units in the last place. */
const ROUNDING_UNITS = 2 ** -22

/** log10 of the size below which half of the numbers of a layer may underflow: the smallest normal number is 1.2e-38. */
const UNDERFLOW = -36.5

/** A share of fewer inactive units than this, over all networks, has no reliable standard error. */
const FEW_UNITS = 25

/** The measurements of one network, layer by layer: log10 of root mean squares. */
interface Network {
  readonly units: readonly number[]
  readonly apart: readonly number[]
  readonly gradient: readonly number[]
  readonly rounding: readonly number[]
  readonly inactive: readonly number[]
  readonly likeness: readonly number[]
  /** The mean over layers and inputs of |h_l|^2 / |h_(l-1)|^2. */
  readonly growth: number
}

/**
 * Yields readings of more and more networks: means over networks, each with a floor set by rounding, underflow or the number of units, below which
 * nothing can be compared.
 */
export const measure = (lab: Lab, p: StackSetting) =>
  refine(
    (batches) => networksOf(lab, p, batches),
    (networks) => {
      const at = countTo(p.layers)
      const over = (name: 'units' | 'apart' | 'gradient' | 'rounding' | 'inactive' | 'likeness') =>
        meanSeries(
          at,
          networks.map((network) => network[name]),
        )
      const fewest = FEW_UNITS / (networks.length * INPUTS * p.width)
      return {
        overUnits: { ...over('units'), floor: at.map(() => UNDERFLOW) },
        overInputs: { ...over('apart'), floor: over('rounding').value.map((v) => Math.max(v, UNDERFLOW)) },
        gradient: { ...over('gradient'), floor: at.map(() => UNDERFLOW) },
        share: { ...over('inactive'), floor: at.map(() => fewest) },
        likeness: over('likeness'),
        growth: meanOf(networks),
      }
    },
  )

const meanOf = (networks: readonly Network[]): Estimate => estimateOf(networks.map(({ growth }) => growth))

/** The standard deviation of a weight between layers of `fanIn` and `fanOut` units. */
function sigmaOf({ scheme, g }: StackSetting, fanIn: number, fanOut: number): number {
  const variances = { gain: g ** 2 / fanIn, lecun: 1 / fanIn, glorot: 2 / (fanIn + fanOut), he: 2 / fanIn }
  return Math.sqrt(variances[scheme])
}

/** Computes the networks of some batches of draws, each with its own weights, inputs and loss. */
function networksOf({ tf, draw }: Lab, p: StackSetting, batches: readonly number[]): Network[] {
  const { layers, width, activation } = p
  const seeds = networksAtOnce(width)
  // One row for each network: on the device everything is [layers, seeds, ...].
  const rows = (t: Tensor) => tf.reshape(tf.transpose(t, t.rank === 2 ? [1, 0] : [1, 0, 2]), [seeds, -1])
  const read = readBatches(tf, batches, (batch) => {
    const { outputs, gradients } = runStack(tf, {
      weights: countTo(layers).map((l) => draw('gaussian', `weights/${l}/${batch}`, [seeds, width, width])),
      inputs: inputsOf(tf, draw('gaussian', `inputs/${batch}`, [seeds, INPUTS, width])),
      direction: draw('gaussian', `direction/${batch}`, [seeds, INPUTS, width]),
      sigma: sigmaOf(p, width, width),
      activation,
    })
    const deviations = aboutTheMean(tf, outputs)
    const [size, units] = [scaledSquare(tf, outputs), scaledSquare(tf, deviations)]
    const [apart, back] = [scaledSquare(tf, betweenInputs(tf, outputs)), scaledSquare(tf, gradients)]
    return {
      sizeLargest: rows(size.largest),
      sizeSquare: rows(size.square),
      unitsLargest: rows(units.largest),
      unitsSquare: rows(units.square),
      apartLargest: rows(apart.largest),
      apartSquare: rows(apart.square),
      backLargest: rows(back.largest),
      backSquare: rows(back.square),
      inactive: rows(inactiveShare(tf, outputs, activation)),
      likeness: rows(likenessOf(tf, deviations)),
    }
  })
  const count = seeds * batches.length
  const row = (name: keyof typeof read, r: number): Float32Array => {
    const length = read[name].length / count
    return read[name].subarray(r * length, (r + 1) * length)
  }
  return upTo(count).map((r) => {
    const root = (of: 'size' | 'units' | 'apart' | 'back') =>
      log10OfScaledRoot(row(`${of}Largest`, r), row(`${of}Square`, r))
    const back = meansOfNeighbours(root('back'), INPUTS)
    const top = back.at(-1) ?? Number.NaN
    return {
      units: meansOfNeighbours(root('units'), INPUTS),
      apart: root('apart'),
      gradient: back.map((v) => v - top),
      rounding: meansOfNeighbours(row('sizeLargest', r), INPUTS).map((v) => Math.log10(ROUNDING_UNITS * v)),
      inactive: meansOfNeighbours(row('inactive', r), INPUTS),
      likeness: Array.from(row('likeness', r)),
      growth: growthOf(root('size')),
    }
  })
}

/**
 * The mean of |h_l|^2 / |h_(l-1)|^2 over layers and inputs, from log10 of root mean squares, INPUTS for each layer; |h_0|^2 = width. Layers above one
 * that is 0 or underflows are left out.
 */
function growthOf(sizes: readonly number[]): number {
  const ratios = sizes.flatMap((size, i) => {
    const below = i < INPUTS ? 0 : (sizes[i - INPUTS] ?? Number.NaN)
    return below < UNDERFLOW ? [] : [10 ** (2 * (size - below))]
  })
  return ratios.reduce((sum, ratio) => sum + ratio / ratios.length, 0)
}

/** Floating-point operations of the largest reading. */
export const cost = ({ layers, width }: StackSetting): number =>
  LARGEST_ROUND * networksAtOnce(width) * 2 * layers * 2 * INPUTS * width ** 2
