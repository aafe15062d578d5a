import type { Unit } from './moments'

/** Where a unit stands on a page of endless height, in px. */
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

/** The earlier units that stay in sight above the present one: the nearest, while all of them fit in `room` px. */
export function keptInSight(extents: readonly Extent[], now: number, room: number, most: number): readonly number[] {
  const bottom = extents[now]?.bottom ?? 0
  let first = now
  while (first > 0 && now - (first - 1) <= most && bottom - (extents[first - 1]?.top ?? 0) <= room) first--
  return Array.from({ length: now - first }, (_, i) => first + i)
}
