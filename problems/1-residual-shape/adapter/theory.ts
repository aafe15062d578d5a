import {
  type Draw,
  evaluateTensor,
  exactly,
  type MapCell,
  type Matrix,
  type Picture,
  type TensorExpression,
} from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { exactMatrix } from '../../../src/numerics/theory/exact'
import {
  type AdapterSetting,
  type ExpressionNode,
  expressionOf,
  FEATURES,
  pictureFor,
  SIZE,
  SPACE,
  selection,
  sizesOf,
} from './setting'

/** The definition of an adapter A_n. */
export type Adapter =
  /** A(L)[b, x, y, j] = W[j, I] L[b, x, y, I] */
  | { readonly kind: 'matrix'; readonly weights: readonly (readonly number[])[] }
  /** A(L)[b, x, y, j] = L[b, x, y, S(j)], S(j) = from[j] */
  | { readonly kind: 'select'; readonly from: readonly number[] }
  /** A(L)[b, x, y, j] = L[b, s x, s y, j]; 0 for features j that L does not have */
  | { readonly kind: 'strided'; readonly stride: number; readonly features: number }
  /** A(L)[b, x, y, j] = the mean of L[b, s x + u, s y + v, j] over 0 <= u, v < s inside the map; 0 for features j that L does not have */
  | { readonly kind: 'pool'; readonly stride: number; readonly features: number }

/** The shape of a layer of feature maps. */
export interface MapShape {
  readonly features: number
  readonly height: number
  readonly width: number
}

/** The shape of the layer before the adapter. */
export const BEFORE: MapShape = { features: FEATURES, height: SIZE, width: SIZE }

/** maps[feature][y][x] */
export type Stack = readonly Picture[]

/** The shape of A(L) for L of a given shape: a stride s leaves ceil(length / s) rows and columns. */
export function shapeAfter(adapter: Adapter, { height, width }: MapShape): MapShape {
  if (adapter.kind === 'matrix') return { features: adapter.weights.length, height, width }
  if (adapter.kind === 'select') return { features: adapter.from.length, height, width }
  const { features, stride } = adapter
  return { features, height: Math.ceil(height / stride), width: Math.ceil(width / stride) }
}

/** A pixel of L with its factor in a pixel of A(L). */
export interface Term extends MapCell {
  readonly factor: number
}

/** The terms of A(L)[j, y, x] = sum of factor L[cell], without terms of factor 0: the definition of the adapter, one output pixel at a time. */
export function termsOf(adapter: Adapter, { feature, x, y }: MapCell, before: MapShape): readonly Term[] {
  switch (adapter.kind) {
    case 'matrix':
      return (adapter.weights[feature] ?? []).flatMap((factor, i) =>
        factor === 0 ? [] : [{ feature: i, x, y, factor }],
      )
    case 'select': {
      const from = adapter.from[feature]
      return from === undefined ? [] : [{ feature: from, x, y, factor: 1 }]
    }
    case 'strided':
      return feature < before.features ? [{ feature, x: adapter.stride * x, y: adapter.stride * y, factor: 1 }] : []
    case 'pool': {
      if (feature >= before.features) return []
      const { stride } = adapter
      const inside = (from: number, length: number) => upTo(Math.min(stride, length - from)).map((k) => from + k)
      const cells = inside(stride * y, before.height).flatMap((v) =>
        inside(stride * x, before.width).map((u) => ({ feature, x: u, y: v })),
      )
      return cells.map((cell) => ({ ...cell, factor: 1 / cells.length }))
    }
  }
}

/** A(L) in plain arithmetic, one output pixel at a time. */
export function adapted(adapter: Adapter, maps: Stack): Stack {
  const before = { features: maps.length, height: maps[0]?.length ?? 0, width: maps[0]?.[0]?.length ?? 0 }
  const { features, height, width } = shapeAfter(adapter, before)
  const valueAt = (cell: MapCell) =>
    termsOf(adapter, cell, before).reduce(
      (sum, { feature, x, y, factor }) => sum + factor * (maps[feature]?.[y]?.[x] ?? Number.NaN),
      0,
    )
  return upTo(features).map((feature) => upTo(height).map((y) => upTo(width).map((x) => valueAt({ feature, x, y }))))
}

/** The adapter of the setting; `weight` gives the entries of a matrix with Gaussian rows. */
function definition(p: AdapterSetting, weight: (j: number, i: number) => number): Adapter {
  switch (p.adapter) {
    case 'select':
      return { kind: 'select', from: selection(p) }
    case 'matrix': {
      const oneHot = selection(p)
      const entry = (j: number, i: number) => (p.rows === 'gaussian' ? weight(j, i) : Number(oneHot[j] === i))
      return { kind: 'matrix', weights: upTo(p.kept).map((j) => upTo(FEATURES).map((i) => entry(j, i))) }
    }
    default:
      return { kind: p.adapter, stride: p.stride, features: p.grown }
  }
}

/** The adapter of the setting with a matrix of ones: the pixels that it reads do not depend on the draw. */
export const withoutWeights = (p: AdapterSetting): Adapter => definition(p, () => 1)

/**
 * The closest copying adapter, for comparison: of features, or of positions. A Gaussian matrix is compared with a selection of the first features.
 */
function copying(p: AdapterSetting): Adapter {
  if (p.adapter === 'strided' || p.adapter === 'pool') return { kind: 'strided', stride: p.stride, features: p.grown }
  const order = p.adapter === 'matrix' && p.rows === 'gaussian' ? 'first' : p.order
  return { kind: 'select', from: selection({ kept: p.kept, order }) }
}

/** The six features at a pixel from the picture p(dx, dy) around it; x runs to the right and y down. */
const FEATURES_AT: readonly ((p: (dx: number, dy: number) => number) => number)[] = [
  // The picture itself.
  (p) => p(0, 0),
  // Blurred: weights 1, 2, 1 along each axis.
  (p) => [-1, 0, 1].reduce((sum, d) => sum + ((2 - Math.abs(d)) / 16) * (p(-1, d) + 2 * p(0, d) + p(1, d)), 0),
  // Horizontal and vertical central differences.
  (p) => (p(1, 0) - p(-1, 0)) / 2,
  (p) => (p(0, 1) - p(0, -1)) / 2,
  // Outline: the difference between a pixel and the mean of its four neighbours.
  (p) => p(0, 0) - (p(1, 0) + p(-1, 0) + p(0, 1) + p(0, -1)) / 4,
  // Diagonal difference.
  (p) => (p(1, 1) - p(-1, -1)) / 2,
]

/** The features of a picture in plain arithmetic: levels from 0 to 15 count as sixteenths; outside the picture all is 0. */
const featuresOf = (picture: Picture): Stack =>
  FEATURES_AT.map((feature) =>
    picture.map((row, y) => row.map((_, x) => feature((dx, dy) => (picture[y + dy]?.[x + dx] ?? 0) / 16))),
  )

/** The layer before and after the adapter by definition. A matrix has N_n N_(n-1) parameters, and that many multiplications at every position. */
export function predicted(p: AdapterSetting, draw: Draw) {
  const before = featuresOf(pictureFor(p))
  const gaussian = p.adapter === 'matrix' && p.rows === 'gaussian'
  const numbers = gaussian ? draw('gaussian', 'weights', [p.kept, FEATURES]) : []
  // Variance 1/fan-in.
  const weight = (j: number, i: number) => (numbers[j * FEATURES + i] ?? Number.NaN) * FEATURES ** -0.5
  const adapter = definition(p, weight)
  const expression = expressionOf(p)
  if (expression) return asWritten(p, expression, before, adapter)
  const after = adapted(adapter, before)
  const copied = adapted(copying(p), before).flat(2)
  const { height, width } = shapeAfter(adapter, BEFORE)
  const weights = p.adapter === 'matrix' ? p.kept * FEATURES : 0
  // A mean is a sum multiplied once by one over the number of its terms.
  const means = p.adapter === 'pool' ? FEATURES : 0
  return {
    before: asMatrix(before),
    after: asMatrix(after),
    parameters: exactly(weights),
    multiplications: exactly((weights + means) * height * width),
    apart: exactly(Math.max(...after.flat(2).map((v, k) => Math.abs(v - (copied[k] ?? Number.NaN))))),
  }
}

/** The layer before and after the reader's expression, compared with the adapter in whose place it is computed. */
function asWritten(p: AdapterSetting, expression: TensorExpression, before: Stack, adapter: Adapter) {
  const truth = adapted(adapter, before)
  const from = selection(p)
  // If the adapter is a selection, W is the matrix with its one-hot rows.
  const weights =
    adapter.kind === 'matrix' ? adapter.weights : from.map((i) => upTo(FEATURES).map((k) => Number(k === i)))
  const sizes = sizesOf(p)
  const values = evaluateTensor(expression, SPACE, {
    sizes,
    operands: {
      W: weights.flat(),
      // L[b, x, y, i], where a stack is [i][y][x].
      L: upTo(SIZE).flatMap((x) => upTo(SIZE).flatMap((y) => before.map((map) => map[y]?.[x] ?? Number.NaN))),
      S: from,
    },
    maps: { S: from },
  })
  const after = upTo(p.kept).map((j) =>
    upTo(SIZE).map((y) => upTo(SIZE).map((x) => values[(x * SIZE + y) * p.kept + j] ?? Number.NaN)),
  )
  const distances = after.flat(2).map((value, k) => Math.abs(value - (truth.flat(2)[k] ?? Number.NaN)))
  return {
    before: asMatrix(before),
    after: asMatrix(after),
    parameters: exactly(/\bW\[/.test(expression.text) ? p.kept * FEATURES : 0),
    multiplications: exactly(productsIn(expression.root, { x: SIZE, y: SIZE, j: p.kept }, sizes).multiplications),
    apart: exactly(Math.max(...distances)),
  }
}

/** The multiplications of an expression whose products are each computed once for all indices that their factors depend on. */
function productsIn(
  node: ExpressionNode,
  free: Readonly<Record<string, number>>,
  sizes: Readonly<Record<string, number>>,
): { readonly multiplications: number; readonly over: ReadonlyMap<string, number> } {
  if (node.kind === 'number') return { multiplications: 0, over: new Map() }
  if (node.kind === 'entry') {
    const over = node.at.flatMap(({ index }) => (free[index] === undefined ? [] : [[index, free[index]] as const]))
    return { multiplications: 0, over: new Map(over) }
  }
  if (node.kind === 'sum') {
    const size = sizes[node.range] ?? Number.NaN
    const { multiplications, over } = productsIn(node.of, { ...free, [node.index]: size }, sizes)
    return { multiplications, over: new Map([...over].filter(([index]) => index !== node.index)) }
  }
  const parts = node.of.map((part) => productsIn(part, free, sizes))
  const over = new Map(parts.flatMap((part) => [...part.over]))
  const products = [...over.values()].reduce((product, size) => product * size, 1)
  const inside = parts.reduce((sum, part) => sum + part.multiplications, 0)
  return { multiplications: inside + (node.name === '*' ? products : 0), over }
}

function asMatrix(maps: Stack): Matrix {
  const value = maps.map((map) => map.flat())
  return exactMatrix(upTo(value.length), upTo(value[0]?.length ?? 0), (j, k) => value[j]?.[k] ?? Number.NaN)
}
