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

/** Where the word of a horizontal reference stands. */
export interface RulePlace {
  readonly side: 'left' | 'right'
  readonly row: 'over' | 'under'
}

const PLACES: readonly RulePlace[] = [
  { side: 'left', row: 'over' },
  { side: 'right', row: 'over' },
  { side: 'left', row: 'under' },
  { side: 'right', row: 'under' },
]

/**
 * The place of a word at a horizontal reference that keeps it farthest from the lines: the first that is clear of them, else the clearest.
 * `word` is its size in shares of the chart's width and height.
 */
export function rulePlace(
  at: number,
  lines: readonly (readonly Point[])[],
  { x, y }: { readonly x: Span; readonly y: Span },
  word: { readonly width: number; readonly height: number },
): RulePlace {
  const [width, height] = [x[1] - x[0] || 1, y[1] - y[0] || 1]
  const clearance = ({ side, row }: RulePlace) => {
    const middle = at + (row === 'over' ? 0.5 : -0.5) * word.height * height
    // Off the chart there is no room at all.
    const top = middle + 0.5 * word.height * height
    if (top > y[1] + 1e-9 * height || top - word.height * height < y[0] - 1e-9 * height) return -1
    const from = side === 'left' ? x[0] : x[1] - word.width * width
    const samples = Array.from({ length: 9 }, (_, i) => from + (i / 8) * word.width * width)
    const gaps = samples.flatMap((place) => lines.flatMap((line) => heightAt(line, place) ?? []))
    return Math.min(1, ...gaps.map((line) => Math.abs(line - middle) / height))
  }
  const clear = PLACES.find((place) => clearance(place) > word.height)
  return clear ?? PLACES.reduce((best, place) => (clearance(place) > clearance(best) ? place : best))
}
