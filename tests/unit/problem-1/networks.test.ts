import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, it } from 'vitest'
import { CLASSES, drawings, SIDE } from '../../../problems/1-residual-shape/drawings'
import { gradientsAtImage } from '../../../problems/1-residual-shape/latticeReadings'
import { gradientsInFull, productsOf } from '../../../problems/1-residual-shape/skipReadings'
import { drawer } from '../../../src/numerics/random'
import {
  convolution,
  filled,
  type Grid,
  type Maps,
  map2,
  pooled,
  shapeOf,
  slope,
  strided,
} from '../../models/plainMaps'

beforeAll(() => tf.setBackend('cpu'))

const stream = drawer(12)('gaussian', 'numbers', [100_000])
let used = 0
const next = () => stream[used++ % stream.length] ?? 0
const toTensor = (maps: Maps) => tf.tensor(maps.flat(3), shapeOf(maps))

describe.each(['strided', 'pool'] as const)('gradients at the image, %s', (adapter) => {
  it.each([
    [2, 4, 2],
    [2, 8, 3],
    [3, 9, 2],
  ])('stride %d on %d pixels, %d reductions: the slopes of the plain network', (stride, size, reductions) => {
    const features = (n: number) => 2 * 2 ** n
    const image = filled(1, size, size, 2, next)
    const filters = Array.from({ length: reductions }, (_, n) => [
      Array.from({ length: 9 * features(n) }, () => Array.from({ length: features(n + 1) }, () => 0.2 * next())),
    ])
    const top = size / stride ** reductions >= 1 ? Math.ceil(size / stride ** reductions) : 1
    const readout = filled(1, top, top, features(reductions), next)
    const loss = (withBranches: boolean) => {
      let layer = image
      for (const weights of filters) {
        const out = 2 * shapeOf(layer)[3]
        const skip =
          adapter === 'pool'
            ? pooled(layer, stride, out).map(zeroBeyond(shapeOf(layer)[3]))
            : strided(layer, stride, out)
        layer = withBranches ? map2(skip, convolution(layer, weights, stride), (a, b) => a + Math.tanh(b)) : skip
      }
      return map2(layer, readout, (a, b) => a * b)
        .flat(3)
        .reduce((s, v) => s + v, 0)
    }
    const found = gradientsAtImage(
      tf,
      { adapter, stride, reductions },
      {
        image: toTensor(image),
        filters: filters.map((w) => tf.tensor(w.flat(2), [1, w[0]?.length ?? 0, w[0]?.[0]?.length ?? 0])),
        readout: toTensor(readout),
      },
    )
    const [skips, full] = [found.skips.dataSync(), found.full.dataSync()]
    for (let k = 0; k < size * size * 2; k += 3) {
      const cell = image[0]?.[Math.floor(k / 2 / size)]?.[Math.floor(k / 2) % size] ?? []
      expect(skips[k]).toBeCloseTo(
        slope(cell, k % 2, () => loss(false)),
        4,
      )
      expect(full[k]).toBeCloseTo(
        slope(cell, k % 2, () => loss(true)),
        3,
      )
    }
  })
})

/** pooled() means features that are not there as 0 / n = 0 already; only the order of arguments is kept. */
const zeroBeyond = (features: number) => (image: number[][][]) =>
  image.map((row) => row.map((cell) => cell.map((v, j) => (j < features ? v : 0))))

describe('the path through the skips', () => {
  const [n, depth, networks] = [5, 4, 2]
  const matrices = () =>
    Array.from({ length: depth }, () => tf.tensor(Array.from({ length: networks * n * n }, next), [networks, n, n]))
  const times = (v: readonly number[], m: Grid) =>
    m[0]?.map((_, j) => v.reduce((s, x, i) => s + x * (m[i]?.[j] ?? 0), 0)) ?? []

  it('is the product of the matrices from the loss down', () => {
    const skips = matrices()
    const g = Array.from({ length: n }, next)
    const products = productsOf(tf, skips).arraySync() as number[][][][]
    for (let network = 0; network < networks; network++) {
      let wanted: readonly number[] = g
      skips.forEach((skip, k) => {
        wanted = times(wanted, (skip.arraySync() as number[][][])[network] ?? [])
        const got = times(g, products[k]?.[network] ?? [])
        wanted.forEach((v, i) => void expect(got[i]).toBeCloseTo(v, 3))
      })
    }
  })

  it('with branches: the slope of Loss = g L_N in every layer of the plain network', () => {
    const [skips, branches] = [matrices(), matrices()]
    const input = Array.from({ length: n }, next)
    const g = Array.from({ length: n }, next)
    const of = (list: tf.Tensor[]) => list.map((t) => (t.arraySync() as number[][][])[0] ?? [])
    const [a, v] = [of(skips), of(branches)]
    // Row k of the lists stands between layers depth - k - 1 and depth - k.
    const apply = (m: Grid, h: readonly number[]) => m.map((row) => row.reduce((s, w, i) => s + w * (h[i] ?? 0), 0))
    const up = (k: number, h: readonly number[]) => {
      const skip = apply(a[k] ?? [], h)
      const branch = apply(
        v[k] ?? [],
        h.map((x) => Math.max(0, x)),
      )
      return skip.map((x, i) => x + (branch[i] ?? 0))
    }
    const found = gradientsInFull(
      tf,
      skips,
      { matrices: branches, input: tf.tensor([...input, ...input], [networks, 1, n]) },
      tf.tensor([...g, ...g], [networks, 1, n]),
    ).arraySync() as number[][][][]
    let layer: number[] = input
    for (let k = depth - 1; k >= 0; k--) {
      const here = [...layer]
      const loss = () => {
        let h: readonly number[] = here
        for (let i = k; i >= 0; i--) h = up(i, h)
        return h.reduce((s, x, i) => s + x * (g[i] ?? 0), 0)
      }
      for (let i = 0; i < n; i++) {
        const wanted = slope(here, i, loss)
        expect(Math.abs((found[k]?.[0]?.[0]?.[i] ?? Number.NaN) - wanted)).toBeLessThan(1e-4 * (1 + Math.abs(wanted)))
      }
      layer = up(k, layer)
    }
  })
})

describe('the drawings', () => {
  const { ink, labels } = drawings(32)
  it('have ink from 0 to 1, and one of each class in every eight', () => {
    expect(Math.min(...ink)).toBe(0)
    expect(Math.max(...ink)).toBe(1)
    for (let k = 0; k < 32; k++) expect(labels.slice(k * CLASSES, (k + 1) * CLASSES).indexOf(1)).toBe(k % CLASSES)
  })
  it('are drawn inside the picture, each differently', () => {
    const sums = Array.from({ length: 32 }, (_, k) =>
      ink.slice(k * SIDE ** 2, (k + 1) * SIDE ** 2).reduce((s, v) => s + v, 0),
    )
    for (const sum of sums) expect(sum).toBeGreaterThan(8)
    expect(new Set(sums).size).toBe(32)
  })
})
