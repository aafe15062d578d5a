import type { Tensor, Tf } from '../../../src/experiment'
import { averagePool, averagePoolBack, convolve, gradientOfMaps, subsample, subsampleBack, withFeatures } from '../maps'
import type { LatticeSetting } from './setting'

type Skip = Pick<LatticeSetting, 'adapter' | 'stride'>

/** A_n: the map reduced by the stride, features doubled by zeros. */
function adapt(tf: Tf, { adapter, stride }: Skip, maps: Tensor): Tensor {
  const smaller = adapter === 'pool' ? averagePool(tf, maps, stride) : subsample(tf, maps, stride)
  return withFeatures(tf, smaller, 2 * (maps.shape[3] ?? 0))
}

/** The backward pass of A_n, to a layer of the shape `below`. */
function adaptBack(tf: Tf, { adapter, stride }: Skip, gradient: Tensor, below: readonly number[]): Tensor {
  const [, height = 0, width = 0, features = 0] = below
  const kept = withFeatures(tf, gradient, features)
  return adapter === 'pool'
    ? averagePoolBack(tf, kept, stride, height, width)
    : subsampleBack(tf, kept, stride, height, width)
}

/**
 * The layers L_0, ..., L_k of L_n = A_n(L_(n-1)) + tanh(conv(L_(n-1))), and the outputs of the branches alone. The filters are [networks, 9 in, out],
 * from the image up.
 */
function layersOf(tf: Tf, p: Skip, image: Tensor, filters: readonly Tensor[]) {
  const layers = [image]
  const branches: Tensor[] = []
  let layer = image
  for (const weights of filters) {
    const branch = tf.tanh(convolve(tf, layer, weights, p.stride).output)
    layer = tf.add(adapt(tf, p, layer), branch)
    branches.push(branch)
    layers.push(layer)
  }
  return { layers, branches, top: layer }
}

/** Loss = sum of readout L_k for every network, [networks]. image: [networks, height, width, features]; readout: of the shape of L_k. */
export function lossOf(tf: Tf, p: Skip, image: Tensor, filters: readonly Tensor[], readout: Tensor): Tensor {
  return tf.sum(tf.mul(layersOf(tf, p, image, filters).top, readout), [1, 2, 3])
}

/** dLoss/dL_0 through the adapters alone and in full, both [networks, height, width, features]. */
export function gradientsAtImage(
  tf: Tf,
  p: Skip,
  image: Tensor,
  filters: readonly Tensor[],
  readout: Tensor,
): { readonly skips: Tensor; readonly full: Tensor } {
  const { layers, branches } = layersOf(tf, p, image, filters)
  let [skips, full] = [readout, readout]
  for (let n = filters.length - 1; n >= 0; n--) {
    const [weights, branch, below] = [filters[n], branches[n], layers[n]]
    if (!weights || !branch || !below)
      throw new RangeError(`Reduction ${n} of ${filters.length} has no filters, branch or layer below`)
    const [, height = 0, width = 0] = below.shape
    const through = tf.mul(full, tf.sub(1, tf.mul(branch, branch)))
    full = tf.add(adaptBack(tf, p, full, below.shape), gradientOfMaps(tf, through, weights, p.stride, height, width))
    skips = adaptBack(tf, p, skips, below.shape)
  }
  return { skips, full }
}
