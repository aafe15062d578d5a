import { estimateOf, type Lab, type Tensor } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import {
  log10Of,
  meansOfNeighbours,
  relativeToRoot,
  scaledSquares,
  seriesOf,
  shareOf,
  unevenness,
} from '../../../src/numerics/statistics/estimates'
import { rootOf, rowsOf, scaledSquare } from '../../../src/numerics/statistics/moments'
import { readBatches } from '../../../src/numerics/statistics/readback'
import { refine } from '../../../src/numerics/statistics/refine'
import { networksAtOnce, type StackShape, standardized, unitWeights } from '../initialization'
import { forward, gradientsByLength } from '../stack'

/** The sizes of the stack and the factors of skip and branch. */
export interface DirectPathSettings extends StackShape {
  readonly skip: number
  readonly branch: number
}

/** The number of inputs of each network, each with its own gradient at the top. */
export const PROBES = 1

/** A smaller share of the squared gradient depends on a few networks and cannot be seen in the chart: it carries no verdict. */
const FEW_PATHS = 1e-4
/** The maximum skewness at which the shares carry a verdict. It is lower than that of the whole gradient, because contributions of very long and very short paths scatter more. */
const MOST_SKEW_OF_PATHS = 0.7

/** The gradient in one network, averaged over its inputs: at every layer from the input up, and at the input by number of branches on the path. */
interface Network {
  /** |g|^2, |direct part of g|^2, and g . v with v the unit vector at the top. */
  readonly square: readonly number[]
  readonly direct: readonly number[]
  readonly along: readonly number[]
  /** |g_k|^2 at the input, with g_k the sum over paths through k branches. */
  readonly paths: readonly number[]
  /** The mean square of the top layer. */
  readonly top: number
}

/** Yields readings of the gradient in random networks; each reading doubles the number of networks. */
export const measure = (lab: Lab, p: DirectPathSettings) => refine((batches) => runNetworks(lab, p, batches), summarise)

/** Computes the networks of some batches of draws, with one read of the device. */
function runNetworks(lab: Lab, p: DirectPathSettings, batches: readonly number[]): Network[] {
  const { tf } = lab
  const seeds = networksAtOnce(p)
  // Var W1 = 2 / N before the ReLU, Var W2 = 1 / N_b. Positive factors commute with a ReLU, so both deviations are applied as one factor.
  const deviations = Math.sqrt((2 / p.width) * (1 / p.bottleneck))
  const block = { skip: p.skip, branch: p.branch * deviations, secondRelu: false }
  const rows = (t: Tensor) => tf.reshape(tf.transpose(t, [1, 0, 2]), [seeds, -1])
  const read = readBatches(tf, batches, (batch) => {
    const shape = [seeds, PROBES, p.width] as const
    const inputs = standardized(tf, lab.draw('gaussian', `inputs/${batch}`, shape))
    const drawn = lab.draw('gaussian', `direction/${batch}`, shape)
    const direction = tf.div(drawn, tf.sqrt(tf.sum(tf.mul(drawn, drawn), -1, true)))
    const weights = unitWeights(lab, p, batch)
    const { layers, kept } = forward(tf, inputs, weights, block)
    const byLength = gradientsByLength(tf, direction, weights, kept, block)
    const whole = tf.stack(byLength.map((paths) => tf.sum(paths, 1)))
    const straight = tf.concat(
      byLength.map((paths) => tf.slice(paths, [0, 0, 0, 0], [seeds, 1, PROBES, p.width])),
      1,
    )
    const [bottom, top] = [byLength[0], layers.at(-1)]
    if (!bottom || !top) throw new RangeError('A stack has at least one block')
    const [all, direct] = [scaledSquare(tf, whole), scaledSquare(tf, straight)]
    const [paths, variance] = [scaledSquare(tf, bottom), scaledSquare(tf, top)]
    return {
      largest: rows(all.largest),
      square: rows(all.square),
      directLargest: tf.reshape(direct.largest, [seeds, -1]),
      directSquare: tf.reshape(direct.square, [seeds, -1]),
      along: rows(tf.sum(tf.mul(whole, direction), -1)),
      pathsLargest: tf.reshape(paths.largest, [seeds, -1]),
      pathsSquare: tf.reshape(paths.square, [seeds, -1]),
      topLargest: variance.largest,
      topSquare: variance.square,
    }
  })
  const count = seeds * batches.length
  const of = (name: keyof typeof read) => rowsOf(read[name], count)
  const squares = (largest: keyof typeof read, square: keyof typeof read) => {
    const roots = of(largest)
    return of(square).map((row, r) => meansOfNeighbours(scaledSquares(roots[r] ?? [], row), PROBES))
  }
  // The squared length is N times the mean square over the units.
  const [square, direct] = [squares('largest', 'square'), squares('directLargest', 'directSquare')]
  const [paths, top] = [squares('pathsLargest', 'pathsSquare'), squares('topLargest', 'topSquare')]
  const lengths = (means: readonly number[] | undefined) => (means ?? []).map((v) => v * p.width)
  return of('along').map((along, r) => ({
    square: lengths(square[r]),
    direct: lengths(direct[r]),
    along: meansOfNeighbours(along, PROBES),
    paths: lengths(paths[r]),
    top: top[r]?.[0] ?? Number.NaN,
  }))
}

/** Means over networks. */
function summarise(networks: readonly Network[]) {
  const blocks = (networks[0]?.square.length ?? 1) - 1
  const at = upTo(blocks + 1)
  const over = (k: number, what: 'square' | 'direct' | 'along' | 'paths') =>
    networks.map((network) => network[what][k] ?? Number.NaN)
  const norm = (k: number) => rootOf(estimateOf(over(k, 'square')))
  const direct = (k: number) => rootOf(estimateOf(over(k, 'direct')))
  const cosine = (k: number) => relativeToRoot(over(k, 'along'), over(k, 'square'))
  // The input is where the gradients scatter most.
  const uneven = unevenness(over(0, 'square'))
  const tops = networks.map(({ top }) => top)
  const whole = networks.map(({ paths }) => at.reduce((sum, k) => sum + (paths[k] ?? 0), 0))
  return {
    norm: { ...seriesOf(at, (k) => log10Of(norm(k))), ...uneven },
    direct: seriesOf(at, (k) => log10Of(direct(k))),
    cosine: seriesOf(at, cosine),
    paths: {
      ...seriesOf(at, (k) => shareOf(over(k, 'paths'), whole)),
      floor: at.map(() => FEW_PATHS),
      ...unevenness(over(0, 'square'), MOST_SKEW_OF_PATHS),
    },
    varianceHere: { ...estimateOf(tops), ...unevenness(tops) },
    normHere: { ...norm(0), ...uneven },
    directHere: direct(0),
    cosineHere: cosine(0),
  }
}
