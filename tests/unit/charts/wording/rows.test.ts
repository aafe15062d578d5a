import { describe, expect, it } from 'vitest'
import { rowsOf, zText } from '../../../../src/charts'
import {
  histogram,
  histogramReading,
  scalar,
  scalarReading,
  series,
  seriesReading,
  text,
  textReading,
  zOf,
} from '../../../../src/experiment'

describe('rowsOf', () => {
  it('puts a series beside its theory by the point of the axis, not by the place in the list', () => {
    const measured = seriesReading({ at: [4, 1], value: [2, 1], stderr: [0.1, 0.1], repeats: 8 })
    const theory = seriesReading({ at: [1, 2, 4], value: [1, 1.5, 2.2], stderr: [0, 0, 0] })
    const rows = rowsOf(series({ label: 'v', over: 'd' }), measured, theory)
    expect(rows.map(({ at, theory }) => [at, theory])).toEqual([
      [1, 1],
      [2, 1.5],
      [4, 2.2],
    ])
    expect(rows[1]?.measured).toBeUndefined()
    expect(rows[2]?.z).toBe(
      zOf(scalarReading({ value: 2, stderr: 0.1, repeats: 8 }), scalarReading({ value: 2.2, stderr: 0 })),
    )
  })

  it('gives no z below rounding, and says why', () => {
    const measured = seriesReading({ at: [1, 2], value: [-3, -8], stderr: [0.1, 0.1], floor: [-7, -7] })
    const theory = seriesReading({ at: [1, 2], value: [-3, -9], stderr: [0, 0] })
    const rows = rowsOf(series({ label: 'v', over: 'layer', stored: 'log10' }), measured, theory)
    expect(rows.map(({ z, note }) => [z, note])).toEqual([
      [0, undefined],
      [undefined, 'below rounding'],
    ])
  })

  it('gives no z to what is withheld from a verdict: a walk that is under way, timings too noisy', () => {
    const withheld = 'not yet'
    const once = scalarReading({ value: 1, stderr: 0, withheld })
    expect(rowsOf(scalar({ label: 's' }), once, scalarReading({ value: 8, stderr: 0 }))).toMatchObject([
      { theory: 8, z: undefined },
    ])
    const walk = seriesReading({ at: [0, 1], value: [0, 1], stderr: [0, 0], withheld })
    const rows = rowsOf(
      series({ label: 'v', over: 'state' }),
      walk,
      seriesReading({ at: [0, 1], value: [1, 1], stderr: [0, 0] }),
    )
    expect(rows.map(({ z }) => z)).toEqual([undefined, undefined])
  })

  it('has a row for a scalar, one for each bin, none for a text', () => {
    expect(
      rowsOf(scalar({ label: 's' }), scalarReading({ value: 1, stderr: 0.5 }), scalarReading({ value: 1, stderr: 0 })),
    ).toMatchObject([{ z: 0, theory: 1 }])
    const bins = histogramReading({ edges: [0, 1, 3], density: [0.4, 0.3], stderr: [0.1, 0.1] })
    expect(rowsOf(histogram({ label: 'h' }), bins, undefined)).toMatchObject([
      { at: 0, and: 1 },
      { at: 1, and: 3 },
    ])
    expect(rowsOf(text({ label: 't' }), textReading('words'), undefined)).toEqual([])
    expect(rowsOf(scalar({ label: 's' }), undefined, undefined)).toEqual([])
  })
})

describe('zText', () => {
  it('has one decimal and a minus sign, and never minus zero', () => {
    expect([0.84, -2.06, -0.04, 1234.5].map(zText)).toEqual(['0.8', '−2.1', '0.0', '1235'])
    expect([Number.NaN, Number.NEGATIVE_INFINITY, undefined].map(zText)).toEqual(['not a number', '−∞', ''])
  })
})
