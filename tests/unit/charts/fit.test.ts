import { describe, expect, it } from 'vitest'
import { ghostStrokes } from '../../../src/charts/plot/marks/strokes'
import { seriesExtent, seriesMarks, seriesOf } from '../../../src/charts/series/seriesMarks'
import { describeFit } from '../../../src/charts/wording/describe'
import { exactSeries, series } from '../../../src/experiment'

const measures = { plain: series({ label: 'plain', over: 'x' }), heads: series({ label: 'heads', over: 'x' }) }
const view = { measures: ['plain', 'heads'], x: { label: 'x' }, y: { label: 'y' } }
const at = [-1, 0, 1]

describe('the sentence of a fit', () => {
  it('says how far from the target each function is, and where most', () => {
    const target = exactSeries(at, [1, 0, 1])
    const reading = { plain: exactSeries(at, [1, 3, 5]), heads: exactSeries([0, 1, 7], [0, 1, 9]) }
    expect(describeFit('The fit', seriesOf(view, measures), reading, target)).toBe(
      'The fit. plain: off the target by 2.9 (root mean square), most at x = 1, by 4. heads: off the target by 0 (root mean square), most at x = 0, by 0.',
    )
    expect(describeFit('The fit', seriesOf(view, measures), null, target)).toBe('The fit. No numbers yet.')
  })
})

describe('what a view shows', () => {
  it('keeps colour and shape with the measure', () => {
    expect(seriesOf(view, measures, ['heads']).map(({ name, order }) => [name, order])).toEqual([['heads', 1]])
    expect(seriesOf(view, measures).map(({ order }) => order)).toEqual([0, 1])
  })
})

describe('a pinned run', () => {
  const ghost = seriesMarks(view, seriesOf(view, measures), { heads: exactSeries(at, [5, 6, 70]) }, {})

  it('moves the ends of the axes', () => {
    expect(seriesExtent(ghost, 'linear', []).y).toEqual([5, 70])
  })

  it('is drawn in the colour of its series and with dashes of its own', () => {
    const strokes = ghostStrokes([ghost, ghost])
    const classes = strokes
      .filter(
        ({ path }) =>
          path(
            (x) => x,
            (y) => y,
            1,
          ) !== '',
      )
      .map(({ className }) => className)
    expect(classes).toEqual(['mark mark-ghost series-1 ghost-0', 'mark mark-ghost series-1 ghost-1'])
    expect(new Set(strokes.map(({ key }) => key)).size).toBe(strokes.length)
  })
})
