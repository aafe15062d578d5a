import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  gradientsInFull,
  oneHot,
  productsOf,
  selectionFrom,
  widthsOf,
} from '../../../../problems/1-residual-shape/skip-path/network'
import { drawer } from '../../../../src/numerics/laws/random'
import { startCpu } from '../../../cpu'
import { type Grid, slope } from '../plainMaps'

beforeAll(startCpu)

const stream = drawer(12)('gaussian', 'numbers', [100_000])
let used = 0
const next = () => stream[used++ % stream.length] ?? 0

const times = (v: readonly number[], m: Grid) =>
  m[0]?.map((_, j) => v.reduce((s, x, i) => s + x * (m[i]?.[j] ?? 0), 0)) ?? []

const ones = (count: number) => Array.from({ length: count }, () => 1)

describe('the path through the skips', () => {
  const [n, depth, networks] = [5, 4, 2]
  const matrices = () =>
    Array.from({ length: depth }, () => tf.tensor(Array.from({ length: networks * n * n }, next), [networks, n, n]))

  it('is the product of the matrices from the loss down', () => {
    const skips = matrices()
    const g = Array.from({ length: n }, next)
    const products = productsOf(tf, skips, ones(skips.length)).products.arraySync() as number[][][][]
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
    // Row k of the lists is the matrix between layers depth - k - 1 and depth - k.
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
      { skips, branches },
      tf.tensor([...input, ...input], [networks, 1, n]),
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

describe('selections that are drawn', () => {
  const [features, kept, depth] = [12, 5, 4]
  const widths = widthsOf({ adapter: 'select', features, kept, depth })
  const places = (name: string) => drawer(13)('uniform', name, [features])

  it('lead from all features down to those on top, and never up', () => {
    expect(widths).toHaveLength(depth + 1)
    expect([widths[0], widths.at(-1)]).toEqual([kept, features])
    for (const [k, width] of widths.slice(1).entries()) expect(width).toBeGreaterThanOrEqual(widths[k] ?? Number.NaN)
    expect(widthsOf({ adapter: 'select', features: 16, kept: 128, depth: 3 })).toEqual([16, 16, 16, 16])
    expect(widthsOf({ adapter: 'gaussian', features: 16, kept: 4, depth: 1 })).toEqual([16, 16])
  })

  it('take no feature twice, and another draw takes others', () => {
    const drawn = Array.from({ length: 20 }, (_, k) => selectionFrom(places(`${k}`), features, kept))
    for (const from of drawn) {
      expect(new Set(from).size).toBe(kept)
      for (const i of from) expect(i >= 0 && i < features).toBe(true)
    }
    expect(new Set(drawn.map(String)).size).toBe(20)
    expect(new Set(drawn.flat()).size).toBe(features)
  })

  it('send the gradient of feature j of the last layer to T(j) of the first, number for number, and to no other', () => {
    const selections = Array.from({ length: depth }, (_, k) =>
      selectionFrom(places(`skip ${k}`), widths[k + 1] ?? 0, widths[k] ?? 0),
    )
    const { products } = productsOf(
      tf,
      selections.map((from) => oneHot(tf, [from], features)),
      ones(depth),
    )
    const g = Array.from({ length: features }, (_, j) => (j < kept ? next() : 0))
    const bottom = (products.arraySync() as number[][][][])[depth - 1]?.[0] ?? []
    const wanted = Array.from({ length: features }, () => 0)
    // T(j) = S_1(S_2(... S_N(j))): the first entry of the list is the selection next to the loss.
    for (let j = 0; j < kept; j++) wanted[selections.reduce((i, from) => from[i] ?? expect.fail(), j)] = g[j] ?? 0
    expect(times(g, bottom)).toEqual(wanted)
    expect(wanted.filter((v) => v !== 0)).toHaveLength(kept)
  })
})
