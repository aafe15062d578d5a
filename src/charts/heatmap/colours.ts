import type { Span } from '../plot/scale'

/**
 * A scale from dark to light through the colours of viridis (van der Walt and Smith 2015): the lightness rises evenly, and those who
 * confuse red with green read it as others do. The same on paper and on a dark screen: a colour means a number.
 */
const STOPS: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [71, 45, 123],
  [59, 82, 139],
  [44, 114, 142],
  [33, 145, 140],
  [40, 174, 128],
  [94, 201, 98],
  [173, 220, 48],
  [253, 231, 37],
]

/** So many colours: neighbours cannot be told apart by eye, and a map is as many paths. */
export const LEVELS = 64

/** The level of a position on a colour scale, 0 to LEVELS - 1. What lies beyond an end has the colour of the end. */
export function levelOf([low, high]: Span, position: number): number {
  const share = high > low ? (position - low) / (high - low) : 0.5
  return Math.max(0, Math.min(LEVELS - 1, Math.floor(share * LEVELS)))
}

/** The red, green and blue of a level, 0 to 255. */
export function rgbOf(level: number): readonly [number, number, number] {
  const along = (Math.max(0, Math.min(LEVELS - 1, level)) / (LEVELS - 1)) * (STOPS.length - 1)
  const i = Math.min(STOPS.length - 2, Math.floor(along))
  const [a, b] = [STOPS[i] ?? [0, 0, 0], STOPS[i + 1] ?? [0, 0, 0]]
  const mix = (from: number, to: number) => Math.round(from + (to - from) * (along - i))
  return [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])]
}

/** The CSS colour of a level, 0 to LEVELS - 1. */
export const colourOf = (level: number): string => `rgb(${rgbOf(level).join(' ')})`
