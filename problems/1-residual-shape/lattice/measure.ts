import { estimateOf, type Lab, type Matrix, type Tensor } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { matrixOf, shareOf } from '../../../src/numerics/statistics/estimates'
import { rowsOf } from '../../../src/numerics/statistics/moments'
import { readBatches } from '../../../src/numerics/statistics/readback'
import { refine } from '../../../src/numerics/statistics/refine'
import { LARGEST_ROUND } from '../../../src/numerics/statistics/rounds'
import { gradientsAtImage, lossOf } from './network'
import { CHANNELS, type LatticeSetting, sizeFor } from './setting'

/** The number of networks in a batch. */
const NETWORKS = 4

/** The distance by which the image is moved along its gradient, in both directions. */
const STEP = 0.01
/** The relative error of the difference quotient allowed for curvature and single precision. */
const BENDS = 2 ** -12

/** The gradient of one network at its image. */
interface Network {
  /** |dLoss/dL_0[x, y, J]| at every pixel, row by row. */
  readonly skips: readonly number[]
  readonly full: readonly number[]
  /** The change of the loss when the image is moved by -STEP and by STEP times the full gradient. */
  readonly change: number
}

/** Means over networks that differ in filters, image and readout. */
export function* measure(lab: Lab, p: LatticeSetting) {
  const size = sizeFor(p.stride)
  yield* refine(
    (batches) => runNetworks(lab, p, batches),
    (networks) => summarised(networks, size),
  )
}

/** Computes the networks of some batches of draws, with one read of the device. */
function runNetworks({ tf, draw }: Lab, p: LatticeSetting, batches: readonly number[]): Network[] {
  const size = sizeFor(p.stride)
  const features = (n: number) => CHANNELS * 2 ** n
  const top = size / p.stride ** p.reductions
  const read = readBatches(tf, batches, (batch) => {
    const image = draw('gaussian', `image/${batch}`, [NETWORKS, size, size, CHANNELS])
    const filters = upTo(p.reductions).map((n) => {
      const fanIn = 9 * features(n)
      return tf.mul(draw('gaussian', `filter/${n}/${batch}`, [NETWORKS, fanIn, features(n + 1)]), 1 / Math.sqrt(fanIn))
    })
    const signs = draw('sign', `readout/${batch}`, [NETWORKS, top, top, features(p.reductions)])
    // +-1/2 in every feature of the top layer: over the four features of the image, its length is 1.
    const readout = tf.mul(signs, 1 / Math.sqrt(CHANNELS))
    const { skips, full } = gradientsAtImage(tf, p, image, filters, readout)
    const lossAt = (step: number) => lossOf(tf, p, tf.add(image, tf.mul(full, step)), filters, readout)
    const squared = (t: Tensor) => tf.reshape(tf.sum(tf.mul(t, t), 3), [NETWORKS, size * size])
    return { skips: squared(skips), full: squared(full), change: tf.sub(lossAt(STEP), lossAt(-STEP)) }
  })
  const count = NETWORKS * batches.length
  const [skips, full] = [rowsOf(read.skips, count), rowsOf(read.full, count)]
  return upTo(count).map((r) => ({
    skips: Array.from(skips[r] ?? [], Math.sqrt),
    full: Array.from(full[r] ?? [], Math.sqrt),
    change: read.change[r] ?? Number.NaN,
  }))
}

function summarised(networks: readonly Network[], size: number) {
  const share = (what: 'skips' | 'full') =>
    estimateOf(networks.map((network) => (100 * network[what].filter((v) => v !== 0).length) / size ** 2))
  const brightness = networks.map(({ skips }) => mean(skips.filter((v) => v !== 0)))
  const squares = networks.map(({ full }) => mean(full.map((v) => v * v)))
  // For small h, Loss(L + h g) - Loss(L - h g) = 2 h |g|^2 if g is the gradient.
  const slope = shareOf(
    networks.map(({ change }) => change / (2 * STEP)),
    squares.map((square) => square * size ** 2),
  )
  return {
    skips: asMap(
      networks.map(({ skips }) => skips),
      size,
    ),
    full: asMap(
      networks.map(({ full }) => full),
      size,
    ),
    lit: share('skips'),
    litInFull: share('full'),
    brightness: estimateOf(brightness),
    square: estimateOf(squares),
    slope: { ...slope, stderr: Math.hypot(slope.stderr, BENDS) },
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length

/** Means over networks at every pixel. */
function asMap(maps: readonly (readonly number[])[], size: number): Matrix {
  return matrixOf(upTo(size), upTo(size), (y, x) => estimateOf(maps.map((map) => map[y * size + x] ?? Number.NaN)))
}

/** The cost of four forward passes and a backward pass: 2 multiplications and 2 additions for every filter entry and output. */
export function costOf({ stride, reductions }: LatticeSetting): number {
  let [side, features, cost] = [sizeFor(stride), CHANNELS, 0]
  for (let n = 0; n < reductions; n++) {
    const after = Math.ceil(side / stride)
    // The backward pass is a convolution over all positions, including those that the stride skips.
    cost += 2 * 9 * features * 2 * features * (side ** 2 + 3 * after ** 2)
    ;[side, features] = [after, 2 * features]
  }
  return LARGEST_ROUND * NETWORKS * cost
}
