import { describe, expect, it } from 'vitest'
import { seriesStrokes } from '../../../../src/charts/plot/marks/strokes'
import { comparableMarks, seriesExtent, seriesMark } from '../../../../src/charts/series/seriesMarks'
import { type Series, series, seriesReading } from '../../../../src/experiment'

const plain = { ...series({ label: 'variance', over: 'layer' }), name: 'variance' }
const logarithm = { ...series({ label: 'variance', over: 'layer', stored: 'log10' }), name: 'variance' }
const { NEGATIVE_INFINITY: under, POSITIVE_INFINITY: over, NaN: nothing } = Number

const of = (value: readonly number[], more: Partial<Series> = {}): Series =>
  seriesReading({
    at: value.map((_, i) => i + 1),
    value,
    stderr: value.map(() => 0.1),
    ...more,
  })
const identity = (position: number) => position
const drawn = (...marks: Parameters<typeof seriesStrokes>[0]) =>
  seriesStrokes(marks, { below: -99, above: 99 }).map(({ className, path }) => ({
    what: className.match(/mark-(\w+)/)?.[1],
    d: path(identity, identity, 1),
  }))

describe('seriesMark', () => {
  it('draws a stored logarithm as it is on a log10 axis', () => {
    const mark = seriesMark(logarithm, 0, of([-1, -2, -3]), undefined, 'linear', 'log10')
    expect(mark.solid).toEqual([
      [
        { x: 1, y: -1, low: -1.1, high: -0.9 },
        { x: 2, y: -2, low: -2.1, high: -1.9 },
        { x: 3, y: -3, low: -3.1, high: -2.9 },
      ],
    ])
  })

  it('gives an error larger than its value no lower end on a logarithmic axis', () => {
    const mark = seriesMark(plain, 0, of([0.05]), undefined, 'linear', 'log10')
    expect(mark.solid[0]?.[0]?.low).toBe(under)
    expect(mark.solid[0]?.[0]?.high).toBeCloseTo(Math.log10(0.15), 12)
  })

  it('keeps what cannot be drawn apart and the rest in runs', () => {
    const mark = seriesMark(logarithm, 0, of([-1, under, -3, nothing, over, -6]), undefined, 'linear', 'log10')
    expect(mark.solid.map((run) => run.map(({ x }) => x))).toEqual([[1], [3], [6]])
    expect(mark.underflowed).toEqual([2])
    expect(mark.broken).toEqual([4, 5])
  })

  it('takes a plain zero for an underflow on a logarithmic axis, and for zero on a linear one', () => {
    expect(seriesMark(plain, 0, of([1, 0]), undefined, 'linear', 'log10').underflowed).toEqual([2])
    expect(seriesMark(plain, 0, of([1, 0]), undefined, 'linear', 'linear').underflowed).toEqual([])
  })

  it('extends stretches below rounding to the reliable points beside them', () => {
    const reading = of([-5, -8, -8.1, -5], { floor: [-7, -7, -7, -7] })
    const mark = seriesMark(logarithm, 0, reading, undefined, 'linear', 'log10')
    expect(mark.solid.map((run) => run.map(({ x }) => x))).toEqual([[1], [4]])
    expect(mark.faint.map((run) => run.map(({ x }) => x))).toEqual([[1, 2, 3, 4]])
    expect(mark.faintPoints.map(({ x }) => x)).toEqual([2, 3])
  })

  it('draws what rounding made zero as a limit at its floor, not as an underflow', () => {
    const mark = seriesMark(logarithm, 0, of([-5, under, -8], { floor: [-7, -7, -7] }), undefined, 'linear', 'log10')
    expect(mark.limits).toEqual([{ x: 2, y: -7 }])
    expect(mark.underflowed).toEqual([])
    expect(mark.faint.map((run) => run.map(({ x }) => x))).toEqual([[3]])
    expect(seriesExtent([mark], 'log10', [])).toMatchObject({ x: [1, 3], lane: false })
  })

  it('puts the points in order, whatever the order of the readings', () => {
    const mark = seriesMark(plain, 0, of([4, 1, 2], { at: [8, 1, 2] }), undefined, 'log2', 'linear')
    expect(mark.solid[0]?.map(({ x, y }) => [x, y])).toEqual([
      [0, 1],
      [1, 2],
      [3, 4],
    ])
  })

  it('breaks the theory where it gives no number', () => {
    const mark = seriesMark(logarithm, 0, undefined, of([-1, -2, nothing, -4]), 'linear', 'log10')
    expect(mark.theory.map((run) => run.length)).toEqual([2, 1])
  })
})

describe('seriesExtent', () => {
  it('contains both ends of every standard error, and the references', () => {
    const mark = seriesMark(plain, 0, of([1, 2]), undefined, 'linear', 'linear')
    expect(seriesExtent([mark], 'linear', [5])).toEqual({ x: [1, 2], y: [0.9, 5], lane: false })
  })

  it('is not stretched by what is hardly known', () => {
    const mark = seriesMark(plain, 0, of([0.100001, 1]), undefined, 'linear', 'log10')
    expect(seriesExtent([mark], 'log10', []).y?.[0]).toBeCloseTo(-1, 4)
  })

  it('reserves the lane where something underflowed, or where theory says that it will', () => {
    const lane = (measured: Series | undefined, theory: Series | undefined) =>
      seriesExtent([seriesMark(logarithm, 0, measured, theory, 'linear', 'log10')], 'log10', []).lane
    expect(lane(of([-1, under]), undefined)).toBe(true)
    expect(lane(undefined, of([-30, -45]))).toBe(true)
    expect(lane(of([-1, -2]), of([-1, -2]))).toBe(false)
  })
})

describe('seriesStrokes', () => {
  it('draws bars at few points and one band over many', () => {
    const few = seriesMark(plain, 0, of([1, 2, 3]), undefined, 'linear', 'linear')
    const many = seriesMark(plain, 0, of(Array.from({ length: 50 }, (_, i) => i)), undefined, 'linear', 'linear')
    expect(drawn(few).map(({ what }) => what)).toEqual(['bars', 'line', 'points'])
    expect(drawn(many).map(({ what }) => what)).toEqual(['band', 'line'])
  })

  it('draws theory behind, and leaves the points on it unjoined where they are few', () => {
    const [short, long] = [[1, 2, 3], Array.from({ length: 50 }, (_, i) => i)].map((values) =>
      drawn(seriesMark(plain, 0, of(values), of(values), 'linear', 'linear')).map(({ what }) => what),
    )
    expect(short).toEqual(['theory', 'bars', 'points'])
    const beyond = drawn(seriesMark(plain, 0, of([1, 2, 3]), of([1, 2]), 'linear', 'linear')).map(({ what }) => what)
    expect(beyond).toEqual(['theory', 'bars', 'line', 'points'])
    expect(long).toEqual(['theory', 'band', 'line'])
  })

  it('draws the theory of every series behind the measurements of all, each in the colour of its own', () => {
    const both = [0, 1].map((order) => seriesMark(plain, order, of([1, 2]), of([1, 2]), 'linear', 'linear'))
    const classes = seriesStrokes(both, { below: -99, above: 99 }).map(({ className }) => className)
    expect(classes.slice(0, 2)).toEqual(['mark mark-theory series-0', 'mark mark-theory series-1'])
    expect(classes.slice(2).join()).not.toContain('theory')
  })

  it('is one path a mark, however many points there are', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i > 80 ? under : -i / 10))
    const reading = of(values, { floor: values.map(() => -6) })
    const mark = seriesMark(logarithm, 0, reading, of(values.map((_, i) => -i / 10)), 'linear', 'log10')
    expect(drawn(mark).length).toBeLessThanOrEqual(6)
  })

  it('never writes a number that SVG cannot read', () => {
    const values = [0.05, 0, -3, nothing, over, 1e30, 1e-30]
    for (const y of ['linear', 'log10', 'log2'] as const) {
      const mark = seriesMark(plain, 0, of(values, { stderr: [1, nothing, over, 0, 0, 1, 1] }), of(values), 'linear', y)
      for (const { d } of drawn(mark)) expect(d).not.toMatch(/NaN|Infinity|undefined|e/)
    }
  })

  it('tells series apart by shape, and shows a point that has no neighbours', () => {
    const wave = of(Array.from({ length: 40 }, (_, i) => i))
    const [first, second] = [0, 1].map((order) => seriesMark(plain, order, wave, undefined, 'linear', 'linear'))
    if (!first || !second) throw new Error('two marks were made')
    const points = drawn(first, second).filter(({ what }) => what === 'points')
    expect(points[0]?.d).toMatch(/a/)
    expect(points[1]?.d).not.toMatch(/a/)
    const island = of([...Array.from({ length: 30 }, () => 1), nothing, 5, nothing, 1, 1])
    const alone = drawn(seriesMark(plain, 0, island, undefined, 'linear', 'linear'))
    expect(alone.find(({ what }) => what === 'points')?.d.match(/M/g)).toHaveLength(1)
  })

  it('edgeRows underflow below and overflow above', () => {
    const strokes = drawn(seriesMark(logarithm, 0, of([under, over]), undefined, 'linear', 'log10'))
    expect(strokes.find(({ what }) => what === 'underflow')?.d).toMatch(/^M1,-94.98/)
    expect(strokes.find(({ what }) => what === 'broken')?.d).toMatch(/^M-1.5,95.5/)
  })
})

describe('comparableMarks', () => {
  const theory = of([1, 1, 1])
  const mark = (reading: Series) => seriesMark(plain, 0, reading, theory, 'linear', 'linear')

  it('leaves the theory out while its comparison is withheld, and the axes keep its room', () => {
    const underWay = of([0, 0, 1], { withheld: 'The walk is under way.' })
    const marks = [mark(underWay)]
    expect(comparableMarks(marks, { variance: underWay })[0]?.theory).toEqual([])
    expect(comparableMarks(marks, { variance: of([1, 1, 1]) })[0]?.theory).toHaveLength(1)
    expect(comparableMarks(marks, null)).toEqual(marks)
    expect(seriesExtent(marks, 'linear', []).y?.[1]).toBeGreaterThanOrEqual(1)
  })
})
