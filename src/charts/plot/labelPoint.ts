import type { Point } from './paths'
import type { Span } from './scale'

/** The height of a line at x, between its neighbours; undefined beyond its ends. */
function heightAt(line: readonly Point[], x: number): number | undefined {
  const next = line.findIndex((p) => p.x >= x)
  const [a, b] = [line[next - 1], line[next]]
  if (!b) return undefined
  if (b.x === x || !a) return b.x === x ? b.y : undefined
  return a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x)
}

/**
 * The point of a line where a word beside it is least in the way: farthest, in shares of the chart's height, from the other lines and the
 * edges, and apart from the words that stand already. The outer tenths of the axis are left to what stands there. Undefined for an
 * empty line.
 */
export function labelPoint(
  line: readonly Point[],
  others: readonly (readonly Point[])[],
  { x, y }: { readonly x: Span; readonly y: Span },
  taken: readonly Point[] = [],
): Point | undefined {
  const [width, height] = [x[1] - x[0] || 1, y[1] - y[0] || 1]
  const share = (p: Point) => (p.x - x[0]) / width
  const inside = line.filter((p) => share(p) >= 0.1 && share(p) <= 0.9)
  const room = (p: Point) => {
    const beside = others.flatMap((other) => heightAt(other, p.x) ?? [])
    const gaps = [...beside, ...y].map((at) => Math.abs(at - p.y) / height)
    const words = taken.map((word) => Math.hypot((word.x - p.x) / width / 3, (word.y - p.y) / height))
    return Math.min(...gaps, ...words)
  }
  const candidates = inside.length > 0 ? inside : line
  return candidates.reduce<Point | undefined>((best, p) => (!best || room(p) > room(best) ? p : best), undefined)
}
