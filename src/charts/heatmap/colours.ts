import type { Span } from '../plot/axes/scale'

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

/** Blue below the middle and orange above it, which those who confuse red with green tell apart (Okabe and Ito 2008): differences from 0. */
const DIVERGING: readonly (readonly [number, number, number])[] = [
  [0, 90, 150],
  [70, 150, 200],
  [245, 245, 240],
  [240, 160, 80],
  [190, 70, 0],
]

/** The colour map: sequential for quantities, diverging from 0 for differences. */
export type Palette = 'quantity' | 'difference'

/** The number of colours: neighbours cannot be distinguished by eye, and a map has at most one path for each. */
export const LEVELS = 64

/** The level of a position on a colour scale, 0 to LEVELS - 1. What lies beyond an end has the colour of the end. */
export function levelOf([low, high]: Span, position: number): number {
  const share = high > low ? (position - low) / (high - low) : 0.5
  return Math.max(0, Math.min(LEVELS - 1, Math.floor(share * LEVELS)))
}

/** The red, green and blue of a level, 0 to 255. */
export function rgbOf(level: number, palette: Palette = 'quantity'): readonly [number, number, number] {
  const stops = palette === 'quantity' ? STOPS : DIVERGING
  const along = (Math.max(0, Math.min(LEVELS - 1, level)) / (LEVELS - 1)) * (stops.length - 1)
  const i = Math.min(stops.length - 2, Math.floor(along))
  const [a, b] = [stops[i] ?? [0, 0, 0], stops[i + 1] ?? [0, 0, 0]]
  const mix = (from: number, to: number) => Math.round(from + (to - from) * (along - i))
  return [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])]
}

/** The CSS colour of a level, 0 to LEVELS - 1. */
export const colourOf = (level: number, palette?: Palette): string => `rgb(${rgbOf(level, palette).join(' ')})`
