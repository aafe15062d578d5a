import { describe, expect, it } from 'vitest'
import { barMarks, barSpan, describeBars, ghostLabels, scalarsOf, shareOf } from '../../../../src/charts/bars/barMarks'
import { type BarsView, exactly, type Measures, scalar, scalarReading } from '../../../../src/experiment'

const measures = {
  plain: scalar({ label: 'plain' }),
  narrow: scalar({ label: 'narrow' }),
  log: scalar({ label: 'log', stored: 'log10' }),
}
const view = (names: readonly string[], x: Partial<BarsView<Measures>['x']> = {}): BarsView<Measures> => ({
  kind: 'bars',
  title: 'Counts',
  measures: names,
  x: { label: 'count', ...x },
})
const none = { reading: null, theory: {}, ghosts: [] }

describe('bars', () => {
  it('start at zero on a linear axis, whatever the numbers', () => {
    const two = view(['plain', 'narrow'])
    const reading = { plain: exactly(100), narrow: exactly(90) }
    expect(barSpan(two, measures, [reading])).toEqual([0, 100])
    const marks = barMarks(two, measures, { ...none, reading }, [0, 200])
    expect(marks.map(({ bar }) => bar)).toEqual([
      { from: 0, to: 0.5 },
      { from: 0, to: 0.45 },
    ])
  })

  it('run to the left of zero for what is negative', () => {
    const reading = { plain: exactly(-50) }
    expect(barMarks(view(['plain']), measures, { ...none, reading }, [-100, 100])[0]?.bar).toEqual({
      from: 0.25,
      to: 0.5,
    })
  })

  it('stand on a logarithmic axis by their logarithms, from its left end, however they are stored', () => {
    const reading = { plain: exactly(100), log: exactly(2) }
    const marks = barMarks(view(['plain', 'log'], { scale: 'log10' }), measures, { ...none, reading }, [0, 4])
    expect(marks.map(({ bar }) => bar)).toEqual([
      { from: 0, to: 0.5 },
      { from: 0, to: 0.5 },
    ])
    const binary = barMarks(
      view(['plain'], { scale: 'log2' }),
      measures,
      { ...none, reading: { plain: exactly(8) } },
      [0, 4],
    )
    expect(binary[0]?.bar?.to).toBe(0.75)
  })

  it('have no length where a logarithm has none, and say the number all the same', () => {
    const reading = { plain: exactly(0), log: exactly(Number.NEGATIVE_INFINITY) }
    const marks = barMarks(view(['plain', 'log'], { scale: 'log10' }), measures, { ...none, reading }, [0, 4])
    expect(marks.map(({ bar, measured }) => [bar, measured])).toEqual([
      [undefined, '0'],
      [undefined, 'below 1e-38'],
    ])
  })

  it('carry a whisker of one standard error, which on a logarithmic axis may reach its left end', () => {
    const reading = { plain: scalarReading({ value: 10, stderr: 20 }) }
    const [mark] = barMarks(view(['plain'], { scale: 'log10' }), measures, { ...none, reading }, [0, 2])
    expect(mark?.whisker?.from).toBe(0)
    expect(mark?.whisker?.to).toBeCloseTo(Math.log10(30) / 2, 12)
    expect(
      barMarks(view(['plain']), measures, { ...none, reading: { plain: exactly(3) } }, [0, 4])[0]?.whisker,
    ).toBeUndefined()
  })

  it('have room for theory and for pinned runs', () => {
    const ghosts = [{ short: 'pinned', label: 'before', reading: { plain: exactly(400) } }]
    const drawn = { reading: { plain: exactly(100) }, theory: { plain: exactly(200) }, ghosts }
    const all = [drawn.reading, drawn.theory, ghosts[0]?.reading ?? null]
    expect(barSpan(view(['plain']), measures, all)).toEqual([0, 400])
    expect(barMarks(view(['plain']), measures, drawn, [0, 400])[0]).toMatchObject({
      theory: 0.5,
      ghosts: [{ index: 0, at: 1 }],
    })
  })
})

describe('the numbers of bars', () => {
  it('says each beside its theory, and how far apart they are', () => {
    const declared = scalarsOf(view(['plain', 'narrow']), measures)
    const reading = { plain: exactly(1245184), narrow: exactly(622592) }
    expect(describeBars('Counts', declared, reading, { plain: exactly(1245184) })).toBe(
      'Counts. plain: 1,245,184, theory 1,245,184 (z = 0.0). narrow: 622,592. plain is the most, 2 times narrow.',
    )
    expect(describeBars('Counts', declared, null, {})).toBe('Counts. No numbers yet.')
  })

  it('keeps a share inside the axis', () => {
    expect([-1, 0, 5, 10, 99].map((at) => shareOf([0, 10], at))).toEqual([0, 0, 0.5, 1, 1])
  })
})

describe('the names of kept runs at a bar', () => {
  const ghosts = ['pinned 1', 'pinned 2', 'before'].map((short) => ({ short, label: `of ${short}`, reading: {} }))

  it('stand where the runs stand, and those that lie together share one', () => {
    const labels = ghostLabels(
      [
        { index: 0, at: 0.9 },
        { index: 1, at: 0.1 },
        { index: 2, at: 0.15 },
      ],
      ghosts,
    )
    expect(labels).toEqual([
      { text: 'pinned 2, before', says: 'of pinned 2; of before', at: 0.1 },
      { text: 'pinned 1', says: 'of pinned 1', at: 0.9 },
    ])
  })
})
