import { describe, expect, it } from 'vitest'
import { keptInSight, paginate, typeRange, typeSizes } from '../../../../src/lecture/stage/fit'

/** Units of these heights one below the other; those in `leads` lead to the next. */
function stacked(heights: readonly number[], leads: readonly number[] = []) {
  let top = 50
  const extents = heights.map((height) => {
    const extent = { top, bottom: top + height }
    top += height
    return extent
  })
  return { extents, units: heights.map((_, i) => ({ leads: leads.includes(i) })) }
}

const split = (heights: readonly number[], room: number, leads: readonly number[] = []) => {
  const { units, extents } = stacked(heights, leads)
  return paginate(units, extents, room)
}

describe('type', () => {
  it('is 24 px at least at 1280 by 720, and in proportion elsewhere', () => {
    expect(typeRange(1280, 720).least).toBe(24)
    expect(typeRange(1920, 1080).least).toBe(36)
    expect(typeRange(1024, 768).least).toBeCloseTo(19.2)
    expect(typeRange(1280, 1000).least).toBe(24)
  })

  it('is tried from the largest to the smallest', () => {
    const sizes = typeSizes({ most: 38, least: 24 })
    expect(sizes[0]).toBe(38)
    expect(sizes.at(-1)).toBe(24)
    expect(sizes.toSorted((a, b) => b - a)).toEqual(sizes)
  })
})

describe('splitting', () => {
  it('fills one slide after the other', () => {
    expect(split([100, 100, 100, 100, 100], 250)).toEqual([[0, 1], [2, 3], [4]])
    expect(split([100, 100], 200)).toEqual([[0, 1]])
  })

  it('gives a slide of its own to what is taller than the room', () => {
    expect(split([100, 400, 100], 250)).toEqual([[0], [1], [2]])
  })

  it('keeps what leads with what it leads to', () => {
    expect(split([100, 100, 100], 250, [1])).toEqual([[0], [1, 2]])
    expect(split([100, 50, 50, 200], 250, [1, 2])).toEqual([[0], [1, 2], [3]])
  })

  it('loses nothing and repeats nothing, whatever the heights', () => {
    for (let seed = 1; seed < 200; seed++) {
      const heights = Array.from({ length: 1 + (seed % 9) }, (_, i) => ((seed * 7919 + i * 104729) % 300) + 1)
      const leads = heights.flatMap((_, i) => ((seed + i) % 3 === 0 ? [i] : []))
      const slides = split(heights, 250, leads)
      expect(slides.flat()).toEqual(heights.map((_, i) => i))
      for (const slide of slides) {
        const height = slide.reduce((sum, i) => sum + (heights[i] ?? 0), 0)
        expect(height <= 250 || slide.length === 1 || leads.includes(slide.at(-2) ?? -1)).toBe(true)
      }
    }
  })

  it('has one empty slide for nothing', () => {
    expect(paginate([], [], 100)).toEqual([[]])
  })
})

describe('the earlier steps in sight', () => {
  const heights = [60, 60, 60, 60, 60].map((dimmed) => ({ dimmed, focused: 100 }))

  it('are the nearest that fit with the present one', () => {
    expect(keptInSight(heights, 4, 100, 4)).toEqual([])
    expect(keptInSight(heights, 4, 230, 4)).toEqual([2, 3])
    expect(keptInSight(heights, 4, 1000, 4)).toEqual([0, 1, 2, 3])
  })

  it('are a few at most, and none before the first', () => {
    expect(keptInSight(heights, 4, 1000, 2)).toEqual([2, 3])
    expect(keptInSight(heights, 0, 1000, 4)).toEqual([])
  })

  it('are none where the present one alone is too tall', () => {
    expect(
      keptInSight(
        [
          { dimmed: 10, focused: 10 },
          { dimmed: 10, focused: 900 },
        ],
        1,
        500,
        4,
      ),
    ).toEqual([])
  })
})
