import { type Estimate, estimateOf, type Lab, type Tensor } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import {
  log10Of,
  meansOfNeighbours,
  scaledSquares,
  seriesOf,
  shareOf,
  unevenness,
} from '../../../src/numerics/statistics/estimates'
import { rowsOf, scaledSquare, varianceOf } from '../../../src/numerics/statistics/moments'
import { readBatches } from '../../../src/numerics/statistics/readback'
import { refine } from '../../../src/numerics/statistics/refine'
import { networksAtOnce, type StackShape, standardized, unitWeights } from '../initialization'
import { forward } from '../stack'

/** Sizes of the stack, gamma, the scale a of the branch, the second ReLU, and the variance of the weights. */
export interface GammaSettings extends StackShape {
  readonly gamma: number
  readonly scale: number
  readonly secondRelu: boolean
  readonly weights: 'he' | 'lecun'
}

/** The number of inputs of each network. */
export const PROBES = 4

/** The mean and the mean square over units and inputs in one network, after 0, 1, ... blocks. */
interface Network {
  readonly mean: readonly number[]
  readonly square: readonly number[]
  /** The mean over inputs of m / sqrt q, with m and q over the units of a layer at one input: between -1 and 1. */
  readonly ratio: readonly number[]
}

/** Yields readings of L' = gamma (L + a Lhat) in random networks; each reading doubles the number of networks. */
export const measure = (lab: Lab, p: GammaSettings) => refine((batches) => runNetworks(lab, p, batches), summarise)

/** Computes the networks of some batches of draws, with one read of the device. */
function runNetworks(lab: Lab, p: GammaSettings, batches: readonly number[]): Network[] {
  const { tf } = lab
  const seeds = networksAtOnce(p)
  // sigma^2 of the weights: He's 2 / fan-in before a ReLU, else 1 / fan-in.
  const he = p.weights === 'he'
  const firstVariance = (he ? 2 : 1) / p.width
  const secondVariance = (he && p.secondRelu ? 2 : 1) / p.bottleneck
  // Positive factors commute with a ReLU, so the deviations of both matrices are applied as one factor of the branch.
  const deviations = Math.sqrt(firstVariance * secondVariance)
  const block = { skip: p.gamma, branch: p.gamma * p.scale * deviations, secondRelu: p.secondRelu }
  const rows = (t: Tensor) => tf.reshape(tf.transpose(t, [1, 0, 2]), [seeds, -1])
  const read = readBatches(tf, batches, (batch) => {
    const inputs = standardized(tf, lab.draw('gaussian', `inputs/${batch}`, [seeds, PROBES, p.width]))
    const { layers } = forward(tf, inputs, unitWeights(lab, p, batch), block)
    const all = tf.stack([...layers])
    const { largest, square } = scaledSquare(tf, all)
    return { mean: rows(tf.mean(all, -1)), largest: rows(largest), square: rows(square) }
  })
  const count = seeds * batches.length
  const [means, largest, squares] = [read.mean, read.largest, read.square].map((values) => rowsOf(values, count))
  return upTo(count).map((r) => {
    const mean = [...(means?.[r] ?? [])]
    const square = scaledSquares(largest?.[r] ?? [], squares?.[r] ?? [])
    const ratio = mean.map((m, i) => m / Math.sqrt(square[i] ?? Number.NaN))
    return {
      mean: meansOfNeighbours(mean, PROBES),
      square: meansOfNeighbours(square, PROBES),
      ratio: meansOfNeighbours(ratio, PROBES),
    }
  })
}

/** Means over networks. */
function summarise(networks: readonly Network[]) {
  const blocks = (networks[0]?.mean.length ?? 1) - 1
  const at = upTo(blocks + 1)
  const half = Math.floor(blocks / 2)
  const over = (k: number, what: keyof Network) => networks.map((network) => network[what][k] ?? Number.NaN)
  // The top is where they scatter most.
  const uneven = unevenness(over(blocks, 'square'))
  return {
    secondMoment: { ...seriesOf(at, (k) => log10Of(estimateOf(over(k, 'square')))), ...uneven },
    variance: { ...seriesOf(at, (k) => log10Of(varianceOf(over(k, 'mean'), over(k, 'square')))), ...uneven },
    mean: seriesOf(at, (k) => estimateOf(over(k, 'ratio'))),
    growth: { ...perBlock(shareOf(over(blocks, 'square'), over(half, 'square')), blocks - half), ...uneven },
  }
}

/** The factor of one block, from the factor of `blocks` blocks v: v^(1/n), with the error multiplied by the derivative v^(1/n) / (n v). */
function perBlock({ value, stderr, ...rest }: Estimate, blocks: number): Estimate {
  const root = value ** (1 / blocks)
  return { value: root, stderr: (stderr * root) / value / blocks, ...rest }
}
