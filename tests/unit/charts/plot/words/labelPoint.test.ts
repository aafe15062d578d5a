import { describe, expect, it } from 'vitest'
import { clearPlace, labelPoint, rulePlace } from '../../../../../src/charts/plot/words/labelPoint'

const spans = { x: [0, 10] as const, y: [0, 10] as const }
const line = (height: (x: number) => number) => Array.from({ length: 11 }, (_, x) => ({ x, y: height(x) }))

describe('labelPoint', () => {
  it('is where the line is farthest from the others', () => {
    expect(
      labelPoint(
        line(() => 5),
        [line((x) => x / 2)],
        spans,
      ),
    ).toEqual({ x: 1, y: 5 })
    expect(
      labelPoint(
        line(() => 5),
        [line((x) => 5 - x / 2)],
        spans,
      ),
    ).toEqual({ x: 9, y: 5 })
  })

  it('reads the others between their points', () => {
    const crossing = [
      { x: 0, y: 10 },
      { x: 10, y: 0 },
    ]
    expect(
      Math.abs(
        (labelPoint(
          line(() => 5),
          [crossing],
          spans,
        )?.x ?? 5) - 5,
      ),
    ).toBe(4)
  })

  it('keeps apart from the words that stand already', () => {
    const first = labelPoint(
      line(() => 5),
      [],
      spans,
    )
    const second = labelPoint(
      line(() => 5),
      [],
      spans,
      first ? [first] : [],
    )
    expect(Math.abs((second?.x ?? 0) - (first?.x ?? 0))).toBeGreaterThan(5)
  })

  it('is on a line of one point, and nowhere on one without', () => {
    expect(labelPoint([{ x: 0, y: 1 }], [], spans)).toEqual({ x: 0, y: 1 })
    expect(labelPoint([], [], spans)).toBeUndefined()
  })
})

describe('rulePlace', () => {
  const word = { width: 0.3, height: 0.1 }
  const place = (at: number, height: (x: number) => number) => {
    const { side, row } = rulePlace(at, [line(height)], spans, word)
    return `${side} ${row}`
  }

  it('is at the left and over the line where nothing is in the way', () => {
    expect(place(5, () => 1)).toBe('left over')
  })

  it('goes to the right, or under, where a line would cross the word', () => {
    expect(place(5, (x) => 5.5 - x / 2)).toBe('right over')
    expect(place(5, () => 5.5)).toBe('left under')
    expect(place(5, (x) => (x < 5 ? 5 : 4.4))).toBe('right over')
  })

  it('stays on the chart', () => {
    expect(place(10, () => 1)).toBe('left under')
    expect(place(0, () => 9)).toBe('left over')
  })
})

describe('clearPlace', () => {
  const word = { width: 0.3, height: 0.1 }
  const falling = line((x) => 10 - x)

  it('stands off the points that it speaks of, and off the other lines', () => {
    const near = [
      { x: 8, y: 2 },
      { x: 9, y: 1 },
      { x: 10, y: 0 },
    ]
    const { x, y } = clearPlace(near, [falling, near], spans, word)
    for (const at of [x, x + 1.5, x + 3]) expect(Math.abs(10 - at - y)).toBeGreaterThan(0.8)
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + 3).toBeLessThanOrEqual(10)
    expect(y).toBeGreaterThanOrEqual(0.5)
  })

  it('takes the other side where one is full', () => {
    const near = line(() => 5)
    const over = line(() => 6)
    expect(clearPlace(near, [near, over], spans, word).y).toBeLessThan(5)
  })

  it('takes the clearest place where none is clear, inside the chart', () => {
    const crowd = Array.from({ length: 11 }, (_, y) => line(() => y))
    const { x, y } = clearPlace([{ x: 10, y: 10 }], crowd, spans, word)
    expect(x).toBeLessThanOrEqual(7)
    expect(y).toBeLessThanOrEqual(9.5)
  })

  it('throws without a point', () => {
    expect(() => clearPlace([], [], spans, word)).toThrow(RangeError)
  })
})
