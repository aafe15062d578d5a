import type { MapCell } from '../../src/experiment'
import type { Stack } from './featureMaps'
import { reduced } from './model'

/** An adapter A_n by its definition. */
export type Adapter =
  /** A(L)[b, x, y, j] = W[j, I] L[b, x, y, I] */
  | { readonly kind: 'matrix'; readonly weights: readonly (readonly number[])[] }
  /** A(L)[b, x, y, j] = L[b, x, y, S(j)], S(j) = from[j] */
  | { readonly kind: 'select'; readonly from: readonly number[] }
  /** A(L)[b, x, y, j] = L[b, s x, s y, j], 0 for features that L has not */
  | { readonly kind: 'strided'; readonly stride: number; readonly features: number }
  /** A(L)[b, x, y, j] = the mean of L[b, s x + u, s y + v, j] over 0 <= u, v < s inside the map; 0 for features that L has not */
  | { readonly kind: 'pool'; readonly stride: number; readonly features: number }

export interface MapShape {
  readonly features: number
  readonly height: number
  readonly width: number
}

/** The shape of A(L) for L of a shape. */
export function shapeAfter(adapter: Adapter, { height, width }: MapShape): MapShape {
  if (adapter.kind === 'matrix') return { features: adapter.weights.length, height, width }
  if (adapter.kind === 'select') return { features: adapter.from.length, height, width }
  const { features, stride } = adapter
  return { features, height: reduced(height, stride), width: reduced(width, stride) }
}

/** A cell of L with the factor that it enters a cell of A(L) with. */
export interface Term extends MapCell {
  readonly factor: number
}

/** A(L)[j, y, x] = sum of factor L[cell] over these terms; those of factor 0 are left out. The whole of the definition, one cell at a time. */
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
      const inside = (from: number, length: number) =>
        Array.from({ length: Math.min(stride, length - from) }, (_, k) => from + k)
      const cells = inside(stride * y, before.height).flatMap((v) =>
        inside(stride * x, before.width).map((u) => ({ feature, x: u, y: v })),
      )
      return cells.map((cell) => ({ ...cell, factor: 1 / cells.length }))
    }
  }
}

/** A(L) in plain arithmetic, cell by cell from its definition: maps[feature][y][x]. */
export function adapted(adapter: Adapter, maps: Stack): Stack {
  const before = shapeOfStack(maps)
  const { features, height, width } = shapeAfter(adapter, before)
  return Array.from({ length: features }, (_, feature) =>
    Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (_, x) =>
        termsOf(adapter, { feature, x, y }, before).reduce(
          (sum, term) => sum + term.factor * (maps[term.feature]?.[term.y]?.[term.x] ?? Number.NaN),
          0,
        ),
      ),
    ),
  )
}

export const shapeOfStack = (maps: Stack): MapShape => ({
  features: maps.length,
  height: maps[0]?.length ?? 0,
  width: maps[0]?.[0]?.length ?? 0,
})
