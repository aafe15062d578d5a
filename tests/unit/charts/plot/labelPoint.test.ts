import { describe, expect, it } from 'vitest'
import { labelPoint, rulePlace } from '../../../../src/charts/plot/labelPoint'

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
