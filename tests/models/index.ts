import type { Tf } from '../../src/experiment'
import type { Model } from './model'

const lists = import.meta.glob<{ default: readonly Model[] }>('../problems/*/models.ts', { eager: true })

/** Every model of the book whose gradients are written by hand. */
export const MODELS: readonly Model[] = Object.values(lists).flatMap((list) => list.default)

/** The largest difference between two gradients, by name, relative to the largest entry of the exact one unless that is zero. */
export function relativeErrors(model: Model, tf: Tf): Record<string, number> {
  const [ours, exact] = [model.ours(tf), model.exact()]
  return Object.fromEntries(
    Object.entries(exact).map(([name, gradient]) => {
      const largest = gradient.reduce((max, v) => Math.max(max, Math.abs(v)), 0)
      const apart = gradient.map((v, i) => Math.abs(v - (ours[name]?.[i] ?? Number.NaN)))
      return [name, apart.reduce((max, v) => Math.max(max, v), 0) / (largest || 1)]
    }),
  )
}
