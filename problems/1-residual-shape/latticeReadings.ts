import { estimateOf, type Lab, type Matrix, type Tensor, type Tf } from '../../src/experiment'
import { rowsOf } from '../../src/numerics/statistics/moments'
import { readBatches } from '../../src/numerics/statistics/readback'
import {
  averagePool,
  averagePoolBack,
  convolve,
  gradientOfMaps,
  reduced,
  subsample,
  subsampleBack,
  upTo,
  withFeatures,
} from './model'

export interface LatticeSetting {
  readonly adapter: 'strided' | 'pool'
  readonly stride: number
  readonly reductions: number
}

/** Networks in a batch. */
export const NETWORKS = 4

/** Features of the image, which every reduction doubles. */
export const CHANNELS = 4

/** Pixels on a side: three reductions by 2, or by 3, divide it. */
export const sizeFor = (stride: number): number => (stride === 2 ? 32 : 27)

/** What the loss sends to the image of one network. */
export interface Network {
  /** |dLoss/dL_0[x, y, J]| at every pixel, row after row. */
  readonly skips: readonly number[]
  readonly full: readonly number[]
}

/** A_n: space reduced by the stride, features doubled by zeros. */
const adapt = (tf: Tf, { adapter, stride }: LatticeSetting, maps: Tensor): Tensor => {
  const smaller = adapter === 'pool' ? averagePool(tf, maps, stride) : subsample(tf, maps, stride)
  return withFeatures(tf, smaller, 2 * (maps.shape[3] ?? 0))
}

const adaptBack = (tf: Tf, { adapter, stride }: LatticeSetting, gradient: Tensor, below: readonly number[]): Tensor => {
  const [, height = 0, width = 0, features = 0] = below
  const kept = withFeatures(tf, gradient, features)
  return adapter === 'pool'
    ? averagePoolBack(tf, kept, stride, height, width)
    : subsampleBack(tf, kept, stride, height, width)
}

/**
 * dLoss/dL_0 for Loss = sum of readout L_k in the network L_n = A_n(L_(n-1)) + tanh(conv(L_(n-1))), through the adapters alone and in full:
 * [networks, height, width, features] both. The filters are [networks, 9 in, out], from the image up.
 */
export function gradientsAtImage(
  tf: Tf,
  p: LatticeSetting,
  {
    image,
    filters,
    readout,
  }: { readonly image: Tensor; readonly filters: readonly Tensor[]; readonly readout: Tensor },
): { readonly skips: Tensor; readonly full: Tensor } {
  const shapes: (readonly number[])[] = []
  const branches: Tensor[] = []
  let layer = image
  for (const weights of filters) {
    shapes.push(layer.shape)
    const branch = tf.tanh(convolve(tf, layer, weights, p.stride).output)
    branches.push(branch)
    layer = tf.add(adapt(tf, p, layer), branch)
  }
  let [skips, full] = [readout, readout]
  for (let n = filters.length - 1; n >= 0; n--) {
    const [weights, branch, below] = [filters[n], branches[n], shapes[n]]
    if (!weights || !branch || !below) throw new RangeError('A network has a filter for every reduction')
    const [, height = 0, width = 0] = below
    const through = tf.mul(full, tf.sub(1, tf.mul(branch, branch)))
    full = tf.add(adaptBack(tf, p, full, below), gradientOfMaps(tf, through, weights, p.stride, height, width))
    skips = adaptBack(tf, p, skips, below)
  }
  return { skips, full }
}

/** The networks of some batches of draws, from one read of the device. */
export function runNetworks({ tf, draw }: Lab, p: LatticeSetting, batches: readonly number[]): Network[] {
  const size = sizeFor(p.stride)
  const features = (n: number) => CHANNELS * 2 ** n
  const top = size / p.stride ** p.reductions
  const read = readBatches(tf, batches, (batch) => {
    const image = draw('gaussian', `image/${batch}`, [NETWORKS, size, size, CHANNELS])
    const filters = Array.from({ length: p.reductions }, (_, n) => {
      const fanIn = 9 * features(n)
      return tf.mul(draw('gaussian', `filter/${n}/${batch}`, [NETWORKS, fanIn, features(n + 1)]), 1 / Math.sqrt(fanIn))
    })
    const signs = draw('sign', `readout/${batch}`, [NETWORKS, top, top, features(p.reductions)])
    // +-1/2 in every feature of the top: over the four features that the image has it is of length 1.
    const readout = tf.mul(signs, 1 / Math.sqrt(CHANNELS))
    const { skips, full } = gradientsAtImage(tf, p, { image, filters, readout })
    const squared = (t: Tensor) => tf.reshape(tf.sum(tf.mul(t, t), 3), [NETWORKS, size * size])
    return { skips: squared(skips), full: squared(full) }
  })
  const count = NETWORKS * batches.length
  const [skips, full] = [rowsOf(read.skips, count), rowsOf(read.full, count)]
  return skips.map((row, r) => ({ skips: Array.from(row, Math.sqrt), full: Array.from(full[r] ?? [], Math.sqrt) }))
}

/** Means over the networks so far. */
export function readingOf(networks: readonly Network[], { stride }: LatticeSetting) {
  const size = sizeFor(stride)
  const share = (what: keyof Network) => {
    const lit = networks.map((network) => network[what].filter((v) => v !== 0).length)
    return estimateOf(lit.map((pixels) => (100 * pixels) / size ** 2))
  }
  const brightness = networks.map(({ skips }) => {
    const lit = skips.filter((v) => v !== 0)
    return lit.reduce((sum, v) => sum + v, 0) / lit.length
  })
  return {
    skips: mapOf(
      networks.map(({ skips }) => skips),
      size,
    ),
    full: mapOf(
      networks.map(({ full }) => full),
      size,
    ),
    lit: share('skips'),
    litInFull: share('full'),
    brightness: estimateOf(brightness),
  }
}

function mapOf(maps: readonly (readonly number[])[], size: number): Matrix {
  const estimates = (maps[0] ?? []).map((_, k) => estimateOf(maps.map((map) => map[k] ?? Number.NaN)))
  const rows = (what: 'value' | 'stderr') =>
    Array.from({ length: size }, (_, y) => estimates.slice(y * size, (y + 1) * size).map((estimate) => estimate[what]))
  const places = upTo(size)
  return { rows: places, columns: places, value: rows('value'), stderr: rows('stderr'), repeats: maps.length }
}

/** Forward and backward: 2 multiplications and 2 additions for every filter entry and output. */
export function costOfNetwork({ stride, reductions }: LatticeSetting): number {
  let side = sizeFor(stride)
  let cost = 0
  for (let n = 0; n < reductions; n++) {
    // The way back is a convolution over all positions, read or not.
    cost += 2 * 9 * CHANNELS ** 2 * 2 ** (2 * n + 1) * (side ** 2 + reduced(side, stride) ** 2)
    side = reduced(side, stride)
  }
  return cost
}
