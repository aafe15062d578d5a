import { type Estimate, estimateOf, type Lab, type Tensor } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import type { Network, SkipName } from './network'
import { GROUPS, type GroupName, NETWORKS, SKIPS, type SlopeName, slopeName } from './setting'

/** The distance by which the parameters of a network are moved along their gradient, in both directions, to check it against the loss. */
const STEP = 0.001
/** The relative error of the difference quotient allowed for curvature. */
const BENDS = 0.001
/** The smallest gradient length that another one is divided by. */
const SHORTEST = 1e-20

/**
 * The slope of the loss for each group of weights and each network, [groups, networks]: `slopes` is (Loss(w + h u) - Loss(w - h u)) / (2 h), with u
 * the normalized gradient of the group. `predicted` is the length |g| of the gradient, which the slope must equal for small h. Both are 0 for
 * networks without such weights.
 */
export function slopesAlong(p: {
  readonly tf: Lab['tf']
  readonly network: Network
  readonly parameters: Tensor
  readonly gradient: Tensor
  lossAt(parameters: Tensor): Tensor
}): Record<'slopes' | 'predicted', Tensor> {
  const { tf, network, lossAt } = p
  const { layout } = network
  const gradient = layout.unpack(tf, p.gradient)
  const squares = gradient.map((part) => tf.sum(tf.mul(part, part), [1, 2]))
  const lengths = GROUPS.map((group) => tf.sqrt(groupSquare(tf, network, squares, group)))
  const slopes = GROUPS.map((group, g) => {
    const length = tf.reshape(tf.maximum(lengths[g] ?? missing(g), SHORTEST), [-1, 1, 1])
    const along = layout.pack(
      tf,
      gradient.map((part, i) => (groupOf(network, i) === group ? tf.div(part, length) : tf.zerosLike(part))),
    )
    const at = (step: number) => lossAt(tf.add(p.parameters, tf.mul(along, step)))
    return tf.div(tf.sub(at(STEP), at(-STEP)), 2 * STEP)
  })
  return { slopes: tf.stack(slopes), predicted: tf.stack(lengths) }
}

/** The squared length of the gradient of one group of weights, [networks], from the squared lengths of its parts. */
function groupSquare(tf: Lab['tf'], network: Network, squares: readonly Tensor[], group: GroupName): Tensor {
  const those = squares.filter((_, i) => groupOf(network, i) === group)
  // Not `addN`: with many tensors it leaves intermediate textures behind on WebGL.
  return those.length > 0 ? tf.sum(tf.stack(those), 0) : tf.zeros([NETWORKS])
}

const missing = (group: number): never => {
  throw new RangeError(`There is no group ${group} of weights`)
}

const groupOf = (network: Network, i: number): string => partOf(network, i).name.replace(/\/.*/, '')

/** Slope / prediction for each group of weights, both summed over the kinds of skips, network by network. */
export function slopesOf(
  taken: Partial<Record<SkipName, Record<'slopes' | 'predicted', Float32Array>>>,
): Record<SlopeName, Estimate> {
  const summed = (what: 'slopes' | 'predicted', i: number) =>
    SKIPS.reduce((sum, skip) => sum + (taken[skip]?.[what][i] ?? Number.NaN), 0)
  return Object.fromEntries(
    GROUPS.map((group, g) => {
      const at = upTo(NETWORKS).map((n) => g * NETWORKS + n)
      const { stderr, ...estimate } = estimateOf(at.map((i) => summed('slopes', i) / summed('predicted', i)))
      return [slopeName(group), { ...estimate, stderr: Math.hypot(stderr, BENDS) }]
    }),
  ) as Record<SlopeName, Estimate>
}

/**
 * The name of weights number i of a network: "stem", "filters/3", "skip/3" or "head". Only the filters of the branches have the output of a ReLU as
 * input.
 */
export function partOf({ skip, shapes }: Network, i: number): { readonly name: string; readonly afterReLU: boolean } {
  if (i === 0) return { name: 'stem', afterReLU: false }
  if (i === shapes.length - 1) return { name: 'head', afterReLU: false }
  if (skip !== 'matrix') return { name: `filters/${i - 1}`, afterReLU: true }
  const afterReLU = i % 2 === 1
  return { name: `${afterReLU ? 'filters' : 'skip'}/${Math.floor((i - 1) / 2)}`, afterReLU }
}
