import type { Scale, Span } from './axes/scale'

/** The box that a chart fills, in pixels, and the size of its type. */
export interface Box {
  readonly width: number
  readonly height: number
  readonly em: number
}

/** The area of the data inside the box. Labels of axes are to its left and below. */
export interface PlotArea {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Fixed shares for axis texts: an axis that gets other numbers must not move the plot. `gutter` is room at the right, in em. */
export function plotArea({ width, height, em }: Box, gutter: number): PlotArea {
  return {
    left: Math.round(3.4 * em),
    top: Math.round(0.7 * em),
    right: Math.max(Math.round(4.4 * em), Math.round(width - Math.max(1.2, gutter) * em)),
    bottom: Math.max(Math.round(2 * em), Math.round(height - 1.9 * em)),
  }
}

/** The part of an area, at its lower left, in which so many columns and rows are squares; of whole pixels, if they have some. */
export function squareCells({ left, top, right, bottom }: PlotArea, columns: number, rows: number): PlotArea {
  const side = Math.min((right - left) / Math.max(1, columns), (bottom - top) / Math.max(1, rows))
  const whole = side > 2 ? Math.floor(side) : side
  return { left, bottom, right: left + whole * Math.max(1, columns), top: bottom - whole * Math.max(1, rows) }
}

/** Positions of the x axis as pixels from the left of the box. */
export function scaleX({ left, right }: PlotArea, [low, high]: Span): Scale {
  return (position) => left + ((position - low) / (high - low || 1)) * (right - left)
}

/** Positions of the y axis as pixels from the top of the box. */
export function scaleY({ top, bottom }: PlotArea, [low, high]: Span): Scale {
  return (position) => bottom - ((position - low) / (high - low || 1)) * (bottom - top)
}

/** The maximum number of ticks of an axis: one every so many em. */
export const tickRoom = (length: number, em: number, every: number): number =>
  Math.max(2, Math.min(9, Math.floor(length / (em * every))))

/** The share of a chart's height that the lane of underflowed numbers takes. */
const LANE = 0.13

/** The whole span of the y axis: what is drawn, and under it the lane if there is one. */
export function withLane([low, high]: Span, lane: boolean): Span {
  return lane ? [low - (high - low) * (LANE / (1 - LANE)), high] : [low, high]
}

/** Moves labels apart until each has `gap`, keeping their order and as near as can be to where they belong, inside [low, high]. */
export function spreadLabels(wanted: readonly number[], gap: number, low: number, high: number): readonly number[] {
  const order = wanted.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at || a.i - b.i)
  const groups: { sum: number; members: number[] }[] = []
  const middle = (g: { sum: number; members: number[] }) => {
    const half = ((g.members.length - 1) * gap) / 2
    const free = g.sum / g.members.length
    return high - low < 2 * half ? (low + high) / 2 : Math.min(high - half, Math.max(low + half, free))
  }
  for (const { at, i } of order) {
    let group = { sum: at, members: [i] }
    for (;;) {
      const last = groups.at(-1)
      if (!last) break
      const need = ((last.members.length + group.members.length) / 2) * gap
      if (middle(group) - middle(last) >= need - 1e-9) break
      groups.pop()
      group = { sum: last.sum + group.sum, members: [...last.members, ...group.members] }
    }
    groups.push(group)
  }
  const placed: number[] = wanted.map(() => 0)
  for (const group of groups) {
    const first = middle(group) - ((group.members.length - 1) * gap) / 2
    for (const [rank, i] of group.members.entries()) placed[i] = first + rank * gap
  }
  return placed
}

/** The left edge of a tooltip of the given width: next to x, on the side with more room, inside the box. */
export function tipLeft(x: number, tip: number, box: number): number {
  const left = x > box / 2 ? x - 12 - tip : x + 12
  return Math.max(0, Math.min(box - tip, left))
}

/** The index of the entry nearest to x; -1 for an empty list. */
export function nearestIndex(sorted: readonly number[], x: number): number {
  let best = -1
  for (const [i, candidate] of sorted.entries())
    if (best < 0 || Math.abs(candidate - x) < Math.abs((sorted[best] ?? 0) - x)) best = i
  return best
}
