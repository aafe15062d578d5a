import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Adapter, adapted, shapeAfter, termsOf } from '../../../problems/1-residual-shape/adapter/theory'
import {
  averagePool,
  averagePoolBack,
  convolve,
  gradientOfFilters,
  gradientOfMaps,
  mixFeatures,
  selectFeatures,
  subsample,
  subsampleBack,
  withFeatures,
} from '../../../problems/1-residual-shape/maps'
import { drawer } from '../../../src/numerics/laws/random'
import { startCpu } from '../../cpu'
import { at, convolution, filled, type Grid, type Maps, pooled, shapeOf, strided } from './plainMaps'

beforeAll(startCpu)

const stream = drawer(11)('gaussian', 'numbers', [100_000])
let used = 0
const next = () => stream[used++ % stream.length] ?? 0
const grid = (rows: number, columns: number): Grid =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, next))

const toTensor = (maps: Maps) => tf.tensor(maps.flat(3), shapeOf(maps))
const toStack = (maps: Maps) => {
  const [, h, w, j] = shapeOf(maps)
  return Array.from({ length: j }, (_, f) =>
    Array.from({ length: h }, (_, y) => Array.from({ length: w }, (_, x) => at(maps, 0, y, x, f))),
  )
}
/** Flattens maps[feature][y][x] in the order of a tensor [1, h, w, features]. */
const flat = (stack: readonly (readonly (readonly number[])[])[]) =>
  (stack[0] ?? []).flatMap((row, y) => row.flatMap((_, x) => stack.map((map) => map[y]?.[x] ?? Number.NaN)))

function expectNear(tensor: tf.Tensor, wanted: readonly number[], shape?: readonly number[]) {
  if (shape) expect(tensor.shape).toEqual(shape)
  const got = tensor.dataSync()
  expect(got).toHaveLength(wanted.length)
  for (const [i, v] of wanted.entries()) expect(got[i]).toBeCloseTo(v, 4)
}

/** Height, width, features: divisible by the stride or not, one feature, one pixel, one row. */
const SHAPES = [
  [4, 6, 3],
  [5, 7, 2],
  [1, 1, 1],
  [1, 9, 4],
  [8, 8, 1],
  [3, 2, 5],
  // Too many positions for a product with a one-hot matrix.
  [13, 16, 1],
] as const
const STRIDES = [1, 2, 3, 5]

describe.each(SHAPES)('on maps of %d x %d with %d features', (height, width, features) => {
  const maps = filled(1, height, width, features, next)
  const before = { height, width, features }

  const check = (adapter: Adapter, run: (maps: tf.Tensor) => tf.Tensor) => {
    const after = shapeAfter(adapter, before)
    const wanted = flat(adapted(adapter, toStack(maps)))
    expectNear(run(toTensor(maps)), wanted, [1, after.height, after.width, after.features])
  }

  it('a matrix mixes features', () => {
    for (const out of [1, features, features + 2]) {
      const weights = grid(out, features)
      check({ kind: 'matrix', weights }, (t) => mixFeatures(tf, t, tf.tensor(weights.flat(), [out, features])))
    }
  })

  it('a selection copies them, and a one-hot matrix does the same number for number', () => {
    const from = Array.from({ length: features }, (_, j) => features - 1 - j).slice(0, Math.max(1, features - 1))
    check({ kind: 'select', from }, (t) => selectFeatures(tf, t, from))
    const weights = from.map((i) => Array.from({ length: features }, (_, k) => (k === i ? 1 : 0)))
    const [selected, mixedBy] = [
      selectFeatures(tf, toTensor(maps), from),
      mixFeatures(tf, toTensor(maps), tf.tensor(weights.flat(), [from.length, features])),
    ]
    expect([...mixedBy.dataSync()]).toEqual([...selected.dataSync()])
  })

  it.each(STRIDES)('strided by %d, zero-padded or cut', (stride) => {
    for (const out of [1, features, 2 * features])
      check({ kind: 'strided', stride, features: out }, (t) => withFeatures(tf, subsample(tf, t, stride), out))
  })

  it.each(STRIDES)('average pooled by %d', (stride) => {
    for (const out of [1, features, 2 * features])
      check({ kind: 'pool', stride, features: out }, (t) => withFeatures(tf, averagePool(tf, t, stride), out))
  })

  it.each(STRIDES)('the ways back by %d are the transposes of the definitions', (stride) => {
    for (const [kind, back] of [
      ['strided', subsampleBack],
      ['pool', averagePoolBack],
    ] as const) {
      const adapter: Adapter = { kind, stride, features }
      const after = shapeAfter(adapter, before)
      const gradient = filled(1, after.height, after.width, features, next)
      const wanted = filled(1, height, width, features, () => 0)
      for (const [y, row] of (gradient[0] ?? []).entries())
        for (const [x, cell] of row.entries())
          for (const [feature, g] of cell.entries()) {
            for (const term of termsOf(adapter, { feature, x, y }, before)) {
              const target = wanted[0]?.[term.y]?.[term.x]
              if (target) target[term.feature] = (target[term.feature] ?? 0) + term.factor * g
            }
          }
      expectNear(back(tf, toTensor(gradient), stride, height, width), wanted.flat(3), [1, height, width, features])
    }
  })

  it.each(STRIDES)('3 x 3 convolutions by %d, two networks with two images each, and both gradients', (stride) => {
    const [networks, images, out] = [2, 2, 3]
    const inputs = filled(networks * images, height, width, features, next)
    const weights = Array.from({ length: networks }, () => grid(9 * features, out))
    const tensor = tf.tensor(weights.flat(2), [networks, 9 * features, out])
    const wanted = convolution(inputs, weights, stride)
    const convolved = convolve(tf, toTensor(inputs), tensor, stride)
    expectNear(convolved.output, wanted.flat(3), shapeOf(wanted))

    // <g, conv(L, W)> is linear in L and in W, so its derivatives are sums in the definition.
    const gradient = filled(...shapeOf(wanted), next)
    const ofMaps = filled(networks * images, height, width, features, () => 0)
    const ofFilters = weights.map((filters) => filters.map((row) => row.map(() => 0)))
    for (const [n, image] of gradient.entries())
      for (const [y, row] of image.entries())
        for (const [x, cell] of row.entries())
          for (const [j, g] of cell.entries()) {
            for (let k = 0; k < 9 * features; k++) {
              const [dy, dx, i] = [Math.floor(k / (3 * features)) - 1, (Math.floor(k / features) % 3) - 1, k % features]
              const network = Math.floor(n / images)
              const [v, u] = [stride * y + dy, stride * x + dx]
              const filter = ofFilters[network]?.[k]
              if (filter) filter[j] = (filter[j] ?? 0) + g * at(inputs, n, v, u, i)
              const target = ofMaps[n]?.[v]?.[u]
              if (target) target[i] = (target[i] ?? 0) + g * (weights[network]?.[k]?.[j] ?? 0)
            }
          }
    expectNear(gradientOfMaps(tf, toTensor(gradient), tensor, stride, height, width), ofMaps.flat(3))
    expectNear(gradientOfFilters(tf, convolved, toTensor(gradient)), ofFilters.flat(2))
  })
})

describe('the plain adapters', () => {
  it.each(STRIDES)('agree with loops written once more, stride %d', (stride) => {
    const maps = filled(1, 5, 7, 2, next)
    expect(flat(adapted({ kind: 'strided', stride, features: 3 }, toStack(maps)))).toEqual(
      strided(maps, stride, 3)
        .flat(3)
        .map((v) => v || 0),
    )
    for (const [i, v] of flat(adapted({ kind: 'pool', stride, features: 2 }, toStack(maps))).entries())
      expect(v).toBeCloseTo(pooled(maps, stride, 2).flat(3)[i] ?? Number.NaN, 12)
  })
})
