import { LEVELS, type Picture, pictureOf } from '../../src/experiment'
import { drawGlyph } from './glyphs'

/** Pixels on a side of the picture. */
export const SIZE = 16

export type Drawing = 'glyph' | 'stripes' | 'gradient'

/** The reader's own picture, or one that the page draws; levels from 0 to 15. */
export function pictureFor({ image, own }: { readonly image: Drawing; readonly own: string }): Picture {
  return pictureOf(own, SIZE) ?? rows(DRAWINGS[image]())
}

const top = LEVELS - 1
const DRAWINGS: Readonly<Record<Drawing, () => number[]>> = {
  glyph: () => drawGlyph('flag', SIZE).map((ink) => Math.round(top * ink)),
  stripes: () =>
    Array.from({ length: SIZE ** 2 }, (_, k) => (Math.floor(((k % SIZE) + Math.floor(k / SIZE)) / 3) % 2 ? top : 0)),
  gradient: () => Array.from({ length: SIZE ** 2 }, (_, k) => Math.round((top * (k % SIZE)) / (SIZE - 1))),
}

const rows = (flat: readonly number[]): Picture =>
  Array.from({ length: SIZE }, (_, y) => flat.slice(y * SIZE, (y + 1) * SIZE))

/**
 * The filters that make the features out of the picture, 3 x 3, row after row. All coefficients are whole multiples of 1/16, and so are the
 * picture's values level/16: single precision holds the features without rounding.
 */
export const FILTERS: readonly { readonly name: string; readonly weights: readonly number[] }[] = [
  { name: 'the picture', weights: [0, 0, 0, 0, 1, 0, 0, 0, 0] },
  { name: 'blurred', weights: [1, 2, 1, 2, 4, 2, 1, 2, 1].map((w) => w / 16) },
  { name: 'change to the right', weights: [0, 0, 0, -1, 0, 1, 0, 0, 0].map((w) => w / 2) },
  { name: 'change downwards', weights: [0, -1, 0, 0, 0, 0, 0, 1, 0].map((w) => w / 2) },
  { name: 'outline', weights: [0, -1, 0, -1, 4, -1, 0, -1, 0].map((w) => w / 4) },
  { name: 'change along the diagonal', weights: [-1, 0, 0, 0, 0, 0, 0, 0, 1].map((w) => w / 2) },
]

/** N_(n-1). */
export const FEATURES = FILTERS.length

/** maps[feature][y][x] */
export type Stack = readonly Picture[]

/** The features of a picture in plain arithmetic: each filter over level/16, with 0 outside. */
export function featuresOf(picture: Picture): Stack {
  return FILTERS.map(({ weights }) =>
    picture.map((row, y) =>
      row.map((_, x) =>
        weights.reduce((sum, w, k) => {
          const level = picture[y + Math.floor(k / 3) - 1]?.[x + (k % 3) - 1] ?? 0
          return sum + (w * level) / LEVELS
        }, 0),
      ),
    ),
  )
}
