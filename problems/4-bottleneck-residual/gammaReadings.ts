import { estimateOf, type Lab, type Tensor } from '../../src/experiment'
import { rowsOf, scaledSquare, varianceOf } from '../../src/numerics/statistics/moments'
import { readBatches } from '../../src/numerics/statistics/readback'
import { log10Of, meansOf, relativeToRoot, seriesOf, squaresOf } from './estimates'
import { forward } from './model'
import type { StackSettings } from './momentsAlong'
import { gainsOf } from './momentsAlong'
import { networksAtOnce, standardized, unitWeights } from './stacks'

export { networksAtOnce }

/** Inputs that every network is shown. */
export const PROBES = 4

/** Means over units and inputs of one network, layer by layer. */
export interface Moments {
  readonly mean: ArrayLike<number>
  readonly square: ArrayLike<number>
}

/** The networks of some batches of draws, from one read of the device. */
export function momentsOfNetworks(lab: Lab, p: StackSettings, batches: readonly number[]): Moments[] {
  const { tf } = lab
  const seeds = networksAtOnce(p)
  const { first, second } = gainsOf(p)
  // A ReLU passes a positive factor through, so the scales of both matrices come out in front of the branch.
  const scales = (first * second) / Math.sqrt(p.width * p.bottleneck)
  const block = { skip: p.gamma, branch: p.gamma * p.scale * scales, secondRelu: p.secondRelu }
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
  return Array.from({ length: count }, (_, r) => ({
    mean: meansOf(means?.[r] ?? [], PROBES),
    square: meansOf(squaresOf(largest?.[r] ?? [], squares?.[r] ?? []), PROBES),
  }))
}

/** Means over the networks so far. */
export function gammaReading(networks: readonly Moments[]) {
  const blocks = (networks[0]?.mean.length ?? 1) - 1
  const at = Array.from({ length: blocks + 1 }, (_, k) => k)
  const over = (k: number, what: keyof Moments) => networks.map((network) => network[what][k] ?? Number.NaN)
  return {
    secondMoment: seriesOf(at, (k) => log10Of(estimateOf(over(k, 'square')))),
    variance: seriesOf(at, (k) => log10Of(varianceOf(over(k, 'mean'), over(k, 'square')))),
    mean: seriesOf(at, (k) => relativeToRoot(over(k, 'mean'), over(k, 'square'))),
  }
}
