import { describe, expect, it } from 'vitest'
import { LEVELS, parseValue, picture, pictureOf, pictureText, textLength } from '../../../../src/experiment'
import { inkOf } from '../../../../src/ui/controls/pictureFile'

const SIZE = 16
const sample = Array.from({ length: SIZE }, (_, y) => Array.from({ length: SIZE }, (_, x) => (5 * x + 3 * y) % LEVELS))
const param = picture({ label: 'a picture of your own', size: SIZE })

describe('a picture in the address', () => {
  it('comes back as it was written, in a length that the size fixes', () => {
    const text = pictureText(sample)
    expect(text).toMatch(/^[\w-]{171}$/)
    expect(text).toHaveLength(textLength(SIZE))
    expect(pictureOf(text, SIZE)).toEqual(sample)
    expect(new URLSearchParams(new URLSearchParams({ own: text }).toString()).get('own')).toBe(text)
  })

  it.each([1, 2, 3, 5])('of %d pixels on a side too', (size) => {
    const small = sample.slice(0, size).map((row) => row.slice(0, size))
    expect(pictureOf(pictureText(small), size)).toEqual(small)
  })

  it('holds levels to those that there are', () => {
    expect(pictureOf(pictureText([[-3, 99]]), 1)).toBeUndefined()
    expect(pictureOf(pictureText([[99]]), 1)).toEqual([[15]])
  })

  it.each(['A', 'x'.repeat(170), `${'A'.repeat(170)}!`, `${'A'.repeat(170)}+`, 7, null])(
    'is not made of %j',
    (junk) => {
      const { value, problems } = parseValue('own', param, junk)
      expect(value).toBeUndefined()
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatch(/^own = .* was ignored: it is a picture of 16 by 16 pixels/)
    },
  )

  it('may be none', () => {
    expect(parseValue('own', param, '')).toEqual({ value: '', problems: [] })
    expect(param.initial).toBe('')
  })
})

describe('inkOf', () => {
  it('is 15 for black, 0 for white, and weighs green most', () => {
    expect(inkOf([0, 0, 0, 255], 1, 1)).toEqual([[15]])
    expect(inkOf([255, 255, 255, 255], 1, 1)).toEqual([[0]])
    const [red, green, blue] = [
      [255, 0, 0, 255],
      [0, 255, 0, 255],
      [0, 0, 255, 255],
    ].map((c) => inkOf(c, 1, 1)[0]?.[0] ?? -1)
    expect(green).toBeLessThan(red ?? 0)
    expect(red).toBeLessThan(blue ?? 0)
  })

  const grey = (rows: readonly (readonly number[])[]) => rows.flat().flatMap((light) => [light, light, light, 255])

  it('is the mean over the area of each pixel, whether sides divide or not', () => {
    const quarters = [
      [0, 255, 255, 255],
      [0, 255, 255, 255],
      [0, 0, 255, 0],
      [0, 0, 255, 0],
    ]
    expect(inkOf(grey(quarters), 4, 2)).toEqual([
      [Math.round(15 / 2), 0],
      [15, Math.round(15 / 2)],
    ])
    // Three columns are scaled to two: each gets half of the middle one.
    const thirds = [0, 255, 255].map(() => [0, 255, 255])
    expect(inkOf(grey(thirds), 3, 2)).toEqual([
      [10, 0],
      [10, 0],
    ])
  })

  it('repeats the pixels of a picture that is smaller', () => {
    const two = [
      [0, 255],
      [255, 0],
    ]
    expect(inkOf(grey(two), 2, 4)[0]).toEqual([15, 15, 0, 0])
  })
})
