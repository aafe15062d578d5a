import { describe, expect, it } from 'vitest'
import {
  answerResiduals,
  describeResiduals,
  hasResiduals,
  residualExtent,
  residualMarks,
  residualStrokes,
} from '../../../../src/charts/residuals/residualMarks'
import { residualMatrix } from '../../../../src/charts/residuals/residualMatrix'
import {
  exactSeries,
  histogram,
  histogramReading,
  type Measures,
  matrix,
  matrixReading,
  type Reading,
  series,
  seriesReading,
} from '../../../../src/experiment'

const growth = { ...series({ label: 'growth', over: 'layer' }), name: 'growth', order: 0 }
const theory = { growth: exactSeries([1, 2, 4], [10, 20, 40]) }
const measured = (value: readonly number[], stderr: readonly number[]): Reading<Measures> => ({
  growth: seriesReading({ at: [1, 2, 4], value, stderr }),
})

describe('residuals', () => {
  it('are (measured - theory) / standard error at the places of the x axis, each with a whisker of one', () => {
    const [mark] = residualMarks('log2', [growth], measured([12, 17, 40], [1, 2, 4]), theory)
    expect(mark?.points.map(({ x }) => x)).toEqual([0, 1, 2])
    const [a, b, c] = mark?.points ?? []
    expect(a?.y).toBeCloseTo(2, 4)
    expect(b?.y).toBeCloseTo(-1.5, 4)
    expect(c?.y).toBe(0)
    for (const { y, low, high } of mark?.points ?? []) expect([high - y, y - low]).toEqual([1, 1])
  })

  it('leave out what theory does not know, and mark what is no number', () => {
    const some = { growth: exactSeries([1, 4], [10, 40]) }
    const [mark] = residualMarks('linear', [growth], measured([12, 17, Number.NaN], [1, 2, 4]), some)
    expect(mark?.points.map(({ x }) => x)).toEqual([1])
    expect(mark?.broken).toEqual([4])
  })

  it('of a histogram stand in the middle of its bins, and none where nothing fell', () => {
    const y = { ...histogram({ label: 'y' }), name: 'y', order: 0 }
    const edges = [0, 2, 4, 6]
    const reading = { y: histogramReading({ edges, density: [0.3, 0.2, 0], stderr: [0.1, 0.1, 0] }) }
    const law = { y: histogramReading({ edges, density: [0.2, 0.2, 0.1], stderr: [0, 0, 0] }) }
    const [mark] = residualMarks('linear', [y], reading, law)
    expect(mark?.points.map(({ x }) => x)).toEqual([1, 3])
    expect(mark?.points[0]?.y).toBeCloseTo(1, 4)
  })

  it('of an answer are its distances from theory, in the standard errors of what was measured', () => {
    const answer = (at: (place: number) => number) => ({
      question: 'rate',
      measure: 'growth',
      short: 'your answer',
      label: '11 d',
      first: false,
      at,
      runs: [],
      says: '',
    })
    const reading = measured([12, 17, 40], [1, 2, 4])
    const [own] = answerResiduals('log2', [growth], [answer((d) => 11 * d)], reading, theory)
    expect(own?.runs).toHaveLength(1)
    for (const [i, z] of [1, 1, 1].entries()) expect(own?.runs[0]?.[i]).toMatchObject({ x: i, y: expect.closeTo(z, 3) })
    // Of a quantity that is stored as its logarithm, the logarithm of the answer.
    const log = { ...growth, stored: 'log10' as const }
    const logs = { growth: exactSeries([1, 2, 4], [1, 2, 3]) }
    const [power] = answerResiduals('linear', [log], [answer((d) => 10 ** d)], measured([1, 2, 3], [1, 1, 1]), logs)
    expect(power?.runs[0]?.map(({ y }) => y)).toEqual([0, 0, expect.closeTo(1, 4)])
    expect(answerResiduals('log2', [growth], [answer(() => Number.NaN)], reading, theory)).toEqual([])
    expect(answerResiduals('log2', [growth], [answer((d) => d)], null, theory)).toEqual([])
  })

  it('are drawn with those of kept runs, as rings behind', () => {
    const now = residualMarks('linear', [growth], measured([12, 17, 40], [1, 2, 4]), theory)
    const kept = residualMarks('linear', [growth], measured([9, 19, 41], [1, 2, 4]), theory)
    const strokes = residualStrokes(now, [1, 4], { below: -6, above: 6 }, [kept, kept])
    const ghosts = strokes.filter(({ className }) => className.includes('mark-ghost'))
    expect(ghosts.map(({ className }) => className.match(/ghost-\d/)?.[0])).toEqual(['ghost-0', 'ghost-1'])
    expect(strokes.indexOf(ghosts[1] ?? expect.fail('no ghost'))).toBeLessThan(
      strokes.findIndex(({ key }) => key === 'growth residual points'),
    )
  })

  it('are none before there is a reading', () => {
    expect(residualMarks('linear', [growth], null, theory)[0]).toMatchObject({ points: [], broken: [] })
    expect(hasResiduals(['growth'], theory)).toBe(true)
    expect(hasResiduals(['growth'], {})).toBe(false)
  })

  it('have an axis that is the same above theory and below, and shows the whole band at least', () => {
    expect(residualExtent([])).toEqual([-5.5, 5.5])
    const far = residualMarks('linear', [growth], measured([10, 20, 440], [1, 2, 4]), theory)
    const [low, high] = residualExtent(far)
    expect(high).toBeCloseTo(101, 1)
    expect(low).toBe(-high)
  })

  it('stand on a band from -4 to 4', () => {
    const [band] = residualStrokes([], [1, 4], { below: 0, above: 0 })
    expect(band?.className).toContain('mark-agreement')
    expect(
      band?.path(
        (x) => 10 * x,
        (y) => -y,
        1,
      ),
    ).toBe('M10,-4H40V4H10Z')
  })

  it('are told in words', () => {
    const marks = residualMarks('linear', [growth], measured([12, 17, 440], [1, 2, 4]), theory)
    expect(describeResiduals('Growth', marks)).toMatch(
      /growth: 2 of 3 within 4 standard errors of theory, the farthest at z = 100/,
    )
  })

  it('of a matrix stand in its cells, where there is a theory', () => {
    const map = matrix({ label: 'map', rows: 'row', columns: 'column' })
    const stderr = [
      [1, 2],
      [1, 0],
    ]
    const at = { rows: [1, 2], columns: [5, 6], stderr }
    const measured = matrixReading({
      ...at,
      value: [
        [12, 16],
        [null, 7],
      ],
    })
    const theory = matrixReading({
      ...at,
      stderr: [
        [0, 0],
        [0, 0],
      ],
      value: [
        [10, 20],
        [null, null],
      ],
    })
    const { value } = residualMatrix(map, measured, theory)
    expect(value[0]?.[0]).toBeCloseTo(2, 4)
    expect(value[0]?.[1]).toBeCloseTo(-2, 4)
    expect(value[1]).toEqual([null, null])
  })
})
