import type { Tensor, Tf } from '../../src/experiment'
import { takeRows } from '../../src/numerics/networks/lookup'
import { upTo } from '../../src/numerics/positions'

/** The number of rows or columns after a stride: ceil(length / stride). Layers are L[b, y, x, j], [images, height, width, features]. */
export const reduced = (length: number, stride: number): number => Math.ceil(length / stride)

type Maps = [number, number, number, number]
const shapeOf = (maps: Tensor): Maps => {
  const [b, h, w, j] = maps.shape
  if (maps.rank !== 4 || b === undefined || h === undefined || w === undefined || j === undefined)
    throw new RangeError(`Feature maps are [images, height, width, features], not [${maps.shape.join(', ')}]`)
  return [b, h, w, j]
}

/** W[j, I] L[b, y, x, I], a 1 x 1 convolution: maps [b, h, w, in], weights [out, in] -> [b, h, w, out]. */
export function mixFeatures(tf: Tf, maps: Tensor, weights: Tensor): Tensor {
  const [b, h, w, features] = shapeOf(maps)
  return tf.reshape(tf.matMul(tf.reshape(maps, [b * h * w, features]), weights, false, true), [b, h, w, -1])
}

/** L[b, y, x, S(j)], with S(j) = from[j]: [b, h, w, in] -> [b, h, w, from.length]. */
export function selectFeatures(tf: Tf, maps: Tensor, from: readonly number[]): Tensor {
  return tf.gather(maps, tf.tensor1d([...from], 'int32'), 3)
}

/** The position of a 0 beyond the edge. */
const OUTSIDE = -1

/** Lists of positions by name: they depend only on shapes, and a network in training needs the same few at every layer and step. */
const lists = new Map<string, Int32Array>()

/**
 * L at a list of positions, counted row by row, which its name and the shape of the map determine: [b, h, w, j] -> [b, positions, j], in `shape`.
 */
function readAt(tf: Tf, maps: Tensor, shape: readonly number[], name: string, list: () => readonly number[]): Tensor {
  const [, h, w] = shapeOf(maps)
  const key = `${name}, of ${h} x ${w}`
  const positions = lists.get(key) ?? Int32Array.from(list(), (position) => (position === OUTSIDE ? h * w : position))
  lists.set(key, positions)
  return takeRows(tf, maps, positions, shape)
}

/** L[b, s y, s x, j]: [b, h, w, j] -> [b, ceil(h/s), ceil(w/s), j]. */
export function subsample(tf: Tf, maps: Tensor, stride: number): Tensor {
  const [b, h, w, j] = shapeOf(maps)
  if (stride === 1) return maps
  const [oh, ow] = [reduced(h, stride), reduced(w, stride)]
  return readAt(tf, maps, [b, oh, ow, j], `every ${stride}`, () =>
    upTo(oh).flatMap((y) => upTo(ow).map((x) => stride * y * w + stride * x)),
  )
}

/** The position after `subsample` of the number at (y, x) of a map of `height` x `width`; `OUTSIDE` if it is dropped, or not in the map. */
function subsampled(y: number, x: number, stride: number, height: number, width: number): number {
  const inside = y >= 0 && y < height && x >= 0 && x < width && y % stride === 0 && x % stride === 0
  return inside ? (y / stride) * reduced(width, stride) + x / stride : OUTSIDE
}

/** The backward pass of `subsample`: each gradient goes to the position that was read; all others are 0. */
export function subsampleBack(tf: Tf, gradient: Tensor, stride: number, height: number, width: number): Tensor {
  const [b, , , j] = shapeOf(gradient)
  if (stride === 1) return gradient
  return readAt(tf, gradient, [b, height, width, j], `every ${stride} of ${height} x ${width}, back`, () =>
    upTo(height).flatMap((y) => upTo(width).map((x) => subsampled(y, x, stride, height, width))),
  )
}

/** The mean of L over the window s y .. s y + s - 1, s x .. s x + s - 1 inside the map: [b, h, w, j] -> [b, ceil(h/s), ceil(w/s), j]. */
export function averagePool(tf: Tf, maps: Tensor, stride: number): Tensor {
  const [b, h, w, j] = shapeOf(maps)
  if (stride === 1) return maps
  const [oh, ow] = [reduced(h, stride), reduced(w, stride)]
  const padded = resized(tf, maps, oh * stride, ow * stride)
  const rows = tf.sum(tf.reshape(padded, [b * oh, stride, ow * stride, j]), 1)
  const sums = tf.sum(tf.reshape(rows, [b * oh * ow, stride, j]), 1)
  return tf.mul(tf.reshape(sums, [b, oh, ow, j]), windowShares(tf, h, w, stride))
}

/** The backward pass of `averagePool`: each gradient goes to all positions of its window, in equal parts. */
export function averagePoolBack(tf: Tf, gradient: Tensor, stride: number, height: number, width: number): Tensor {
  const [b, , w, j] = shapeOf(gradient)
  if (stride === 1) return gradient
  const shared = tf.mul(gradient, windowShares(tf, height, width, stride))
  return readAt(tf, shared, [b, height, width, j], `windows of ${stride} in ${height} x ${width}, back`, () =>
    upTo(height).flatMap((y) => upTo(width).map((x) => Math.floor(y / stride) * w + Math.floor(x / stride))),
  )
}

/** 1 over the number of positions in each window: [1, ceil(h/s), ceil(w/s), 1], or a single number if s divides both sides. */
function windowShares(tf: Tf, height: number, width: number, stride: number): Tensor {
  if (height % stride === 0 && width % stride === 0) return tf.scalar(1 / stride ** 2)
  const inside = (length: number) =>
    Array.from({ length: reduced(length, stride) }, (_, k) => Math.min(stride, length - k * stride))
  const [down, across] = [inside(height), inside(width)]
  const shares = down.flatMap((v) => across.map((u) => 1 / (u * v)))
  return tf.tensor4d(shares, [1, down.length, across.length, 1])
}

/**
 * A(L)[b, y, x, j] = L[b, y, x, j] for the features j that L has, 0 for higher j. If `features` is smaller, the last ones are dropped. It is also its
 * own backward pass.
 */
export function withFeatures(tf: Tf, maps: Tensor, features: number): Tensor {
  const [b, h, w, j] = shapeOf(maps)
  if (features < j) return tf.slice(maps, [0, 0, 0, 0], [b, h, w, features])
  return features === j
    ? maps
    : tf.pad(maps, [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, features - j],
      ])
}

/** Appends rows and columns of 0 below and to the right. */
const resized = (tf: Tf, maps: Tensor, height: number, width: number): Tensor => {
  const [, h, w] = shapeOf(maps)
  return h === height && w === width
    ? maps
    : tf.pad(maps, [
        [0, 0],
        [0, height - h],
        [0, width - w],
        [0, 0],
      ])
}

/** The offsets (dy, dx) of a 3 x 3 window, in the order of a filter's entries. */
const NEIGHBOURS: readonly (readonly [number, number])[] = upTo(9).map((k) => [Math.floor(k / 3) - 1, (k % 3) - 1])

/**
 * The 3 x 3 neighbourhoods of the positions that a stride reads, 0 outside the map, one after the other: [b, h, w, j] -> [networks, b / networks h' w', 9 j],
 * in the order of `NEIGHBOURS`.
 */
function patchesOf(tf: Tf, maps: Tensor, networks: number, stride: number): Tensor {
  const [b, h, w, j] = shapeOf(maps)
  const [oh, ow] = [reduced(h, stride), reduced(w, stride)]
  return readAt(tf, maps, [networks, (b / networks) * oh * ow, 9 * j], `around every ${stride}`, () =>
    upTo(oh).flatMap((y) =>
      upTo(ow).flatMap((x) => NEIGHBOURS.map(([dy, dx]) => subsampled(stride * y + dy, stride * x + dx, 1, h, w))),
    ),
  )
}

/** The results of a convolution that its backward pass uses. */
export interface Convolved {
  /** [networks b, h', w', out] */
  readonly output: Tensor
  /** [networks, b h' w', 9 in] */
  readonly patches: Tensor
}

/**
 * A 3 x 3 convolution with stride s as one matrix product: y[b, y, x, j] = sum W[(dy, dx, i), j] L[b, s y + dy, s x + dx, i], with L = 0 outside the
 * map. The first axis contains the networks, and within each its images. maps: [networks b, h, w, in]; weights: [networks, 9 in, out].
 */
export function convolve(tf: Tf, maps: Tensor, weights: Tensor, stride = 1): Convolved {
  const [b, h, w] = shapeOf(maps)
  const patches = patchesOf(tf, maps, weights.shape[0] ?? 1, stride)
  return {
    output: tf.reshape(tf.matMul(patches, weights), [b, reduced(h, stride), reduced(w, stride), -1]),
    patches,
  }
}

/** dLoss/dW = patches^T dLoss/dy, [networks, 9 in, out]. */
export function gradientOfFilters(tf: Tf, { patches }: Convolved, gradient: Tensor): Tensor {
  const [networks = 1, positions = 1] = patches.shape
  return tf.matMul(patches, tf.reshape(gradient, [networks, positions, -1]), true, false)
}

/**
 * dLoss/dL[b, y, x, i] = the sum over (dy, dx) and j of W[(dy, dx, i), j] times the gradient of the output that read this position at (dy, dx), if
 * there is one. gradient: [networks b, h', w', out], weights: [networks, 9 in, out] -> [networks b, height, width, in].
 */
export function gradientOfMaps(
  tf: Tf,
  gradient: Tensor,
  weights: Tensor,
  stride: number,
  height: number,
  width: number,
): Tensor {
  const [b, , , out] = shapeOf(gradient)
  const [networks = 1, nine = 9] = weights.shape
  const shape = [networks, (b / networks) * height * width, 9 * out]
  const readers = readAt(tf, gradient, shape, `around every ${stride} of ${height} x ${width}, back`, () =>
    upTo(height).flatMap((y) =>
      upTo(width).flatMap((x) => NEIGHBOURS.map(([dy, dx]) => subsampled(y - dy, x - dx, stride, height, width))),
    ),
  )
  const turned = tf.transpose(tf.reshape(weights, [networks, 9, nine / 9, out]), [0, 1, 3, 2])
  const back = tf.reshape(turned, [networks, 9 * out, nine / 9])
  return tf.reshape(tf.matMul(readers, back), [b, height, width, nine / 9])
}
