/** A small grey picture: value[y][x] from 0 (no ink) to LEVELS - 1. */
export type Picture = readonly (readonly number[])[]

/** The number of grey levels: four bits a pixel. */
export const LEVELS = 16

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The length in characters of a picture of size x size: six bits a character. */
export const textLength = (size: number): number => Math.ceil((size * size * 4) / 6)

/** Encodes a picture for an address: four bits a pixel, row by row, in base64url without padding. Levels are rounded and clamped to 0..15. */
export function pictureText(picture: Picture): string {
  const bits = picture.flat().flatMap((level) => {
    const whole = Math.max(0, Math.min(LEVELS - 1, Math.round(level)))
    return [whole >> 3, (whole >> 2) & 1, (whole >> 1) & 1, whole & 1]
  })
  return Array.from({ length: Math.ceil(bits.length / 6) }, (_, i) => {
    const six = Array.from({ length: 6 }, (_, k) => bits[6 * i + k] ?? 0)
    return DIGITS[six.reduce((sum, bit) => 2 * sum + bit, 0)]
  }).join('')
}

/** Decodes a picture of size x size written by `pictureText`; undefined for any other text. */
export function pictureOf(text: string, size: number): Picture | undefined {
  if (text.length !== textLength(size) || !/^[\w-]*$/.test(text)) return undefined
  const bits = [...text].flatMap((digit) => {
    const six = DIGITS.indexOf(digit)
    return Array.from({ length: 6 }, (_, k) => (six >> (5 - k)) & 1)
  })
  const level = (pixel: number) =>
    Array.from({ length: 4 }, (_, k) => bits[4 * pixel + k] ?? 0).reduce((sum, bit) => 2 * sum + bit, 0)
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => level(y * size + x)))
}
