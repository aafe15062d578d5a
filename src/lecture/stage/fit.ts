import type { Unit } from '../outline/moments'

/** The place of a unit on a page of unlimited height, in px. */
export interface Extent {
  readonly top: number
  readonly bottom: number
}

/** The type of a lecture in px: as large as it may be, and as small as it may become before a moment is split. */
export interface TypeRange {
  readonly most: number
  readonly least: number
}

/** 24 to 38 px at 1280 by 720, and in proportion to the screen elsewhere. */
export function typeRange(width: number, height: number): TypeRange {
  const scale = Math.min(width / 1280, height / 720)
  return { most: 38 * scale, least: 24 * scale }
}

/** The sizes to try, from the largest to the smallest. */
export function typeSizes({ most, least }: TypeRange, count = 6): readonly number[] {
  return Array.from({ length: count }, (_, i) => most + ((least - most) * i) / (count - 1))
}

/** Splits units into slides: each takes as many as `room` px hold, at least one, and none ends with a unit that leads to the next. */
export function paginate(
  units: readonly Pick<Unit, 'leads'>[],
  extents: readonly Extent[],
  room: number,
): readonly (readonly number[])[] {
  const slides: number[][] = []
  let first = 0
  while (first < units.length) {
    const top = extents[first]?.top ?? 0
    let end = first + 1
    while (end < units.length && (extents[end]?.bottom ?? 0) - top <= room) end++
    // Moves what leads to the next slide along with it, unless nothing would be left.
    let cut = end
    while (end < units.length && cut - 1 > first && units[cut - 1]?.leads) cut--
    if (units[cut - 1]?.leads && end < units.length) cut = end
    slides.push(Array.from({ length: cut - first }, (_, i) => first + i))
    first = cut
  }
  return slides.length > 0 ? slides : [[]]
}

/** The height of a step in px: dimmed, where its reason is gone, with the gap below it; and in focus. */
export interface StepHeight {
  readonly dimmed: number
  readonly focused: number
}

/** The earlier steps that stay in sight above the present one, by index: the nearest, at most `most`, while all of them fit in `room` px. */
export function keptInSight(
  heights: readonly StepHeight[],
  now: number,
  room: number,
  most: number,
): readonly number[] {
  let first = now
  let left = room - (heights[now]?.focused ?? 0)
  while (first > 0 && now - first < most) {
    left -= heights[first - 1]?.dimmed ?? 0
    if (left < 0) break
    first--
  }
  return Array.from({ length: now - first }, (_, i) => first + i)
}
