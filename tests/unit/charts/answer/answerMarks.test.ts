import { describe, expect, it } from 'vitest'
import {
  answerEnds,
  answerMarks,
  answerReach,
  answerRuns,
  answerStrokes,
  withAnswers,
} from '../../../../src/charts/answer/answerMarks'
import { seriesReading } from '../../../../src/experiment'

const measure = { kind: 'series', label: 'growth', over: 'layer', name: 'growth', order: 0 } as const
const answer = (at: (x: number) => number, scaled = false) => ({
  question: 'q',
  short: 'your answer',
  label: '1/d',
  lines: [{ measure: 'growth', scaled, at }],
})
const charted = { x: 'log2', y: 'log10', values: {}, reading: null } as const
const theory = { growth: seriesReading({ at: [1, 4, 16], value: [1, 1, 1], stderr: [0, 0, 0] }) }

describe('the line of an answer', () => {
  it('stands at its values on logarithmic axes, at the places of the data and between', () => {
    const [run = [], ...more] = answerRuns((x) => 1 / x, [16, 1, 4, 4], 'log2', 'log10')
    expect(more).toEqual([])
    expect(run[0]).toEqual({ x: 0, y: 0 })
    expect(run.at(-1)).toEqual({ x: 4, y: Math.log10(1 / 16) })
    expect(run.length).toBeGreaterThan(40)
    for (const [i, { x, y }] of run.entries()) {
      expect(y).toBeCloseTo(-x * Math.log10(2), 12)
      expect(x).toBeGreaterThan(run[i - 1]?.x ?? -1)
    }
  })

  it('is broken where it has no value at a place of the data, and where a logarithmic axis has no place for it', () => {
    const hole = answerRuns((x) => (x === 4 ? Number.NaN : 1), [1, 4, 16], 'log2', 'linear')
    expect(hole.map((run) => [run[0]?.x, run.at(-1)?.x])).toEqual([
      [0, expect.closeTo(2 - 2 / 24)],
      [expect.closeTo(2 + 2 / 24), 4],
    ])
    const negative = answerRuns((x) => (x < 4 ? -1 : x > 4 ? 0 : 1), [1, 4, 16], 'linear', 'log10')
    expect(negative).toEqual([[{ x: 4, y: 0 }]])
    expect(answerRuns(() => Number.NaN, [1, 2], 'linear', 'linear')).toEqual([])
    expect(answerRuns(() => 1, [], 'linear', 'linear')).toEqual([])
  })

  it('is not broken by what lies between whole numbers', () => {
    const [run = [], ...more] = answerRuns((x) => (Number.isInteger(x) ? x : Number.NaN), [1, 2, 3], 'linear', 'linear')
    expect([run, more]).toEqual([[1, 2, 3].map((x) => ({ x, y: x })), []])
  })

  it('belongs to its measure alone, at the setting of the figure', () => {
    const line = {
      measure: 'growth',
      scaled: false,
      at: (x: number, { g }: Readonly<Record<string, unknown>>) => Number(g) * x,
    }
    const marks = answerMarks([{ ...answer(() => 1), lines: [line, { ...line, measure: 'other' }] }], [measure], {
      ...charted,
      values: { g: 10 },
      theory,
    })
    expect(marks.map(({ measure: of, runs }) => [of, runs[0]?.[0]])).toEqual([['growth', { x: 0, y: 1 }]])
  })

  it('of an order passes through the middle of the data: the measured ones where there are some', () => {
    const reading = { growth: seriesReading({ at: [1, 4, 16], value: [3, 48, 768], stderr: [0, 0, 0] }) }
    const [square] = answerMarks([answer((x) => 7 * x ** 2, true)], [measure], { ...charted, theory, reading })
    expect(square?.runs[0]?.[0]?.y).toBeCloseTo(Math.log10(3), 12)
    expect(square?.runs[0]?.at(-1)?.y).toBeCloseTo(Math.log10(768), 12)
    const [line] = answerMarks([answer((x) => x, true)], [measure], { ...charted, theory, reading })
    const middle = line?.runs[0]?.find(({ x }) => x === 2)
    expect(middle?.y).toBeCloseTo(Math.log10(48), 12)
    expect(withAnswers('A chart.', line ? [line] : [])).toMatch(
      /^A chart\. Your answer, scaled to the middle of the data, rises from /,
    )
  })

  it('has the name of what it is drawn over where a sketch has several', () => {
    const heads = { ...measure, name: 'heads', short: 'many heads', order: 1 }
    const single = { ...measure, short: 'one head' }
    const sketch = answer((x) => x)
    const lines = [...sketch.lines, { ...sketch.lines[0], measure: 'heads', scaled: false, at: (x: number) => 1 / x }]
    const both = { growth: theory.growth, heads: theory.growth }
    const marks = answerMarks([{ ...sketch, lines }], [single, heads], { ...charted, theory: both })
    expect(marks.map(({ short }) => short)).toEqual(['your one head', 'your many heads'])
    expect(marks[1]?.says).toMatch(/^your many heads falls from 1 /)
    expect(answerMarks([{ ...sketch, lines }], [single], { ...charted, theory: both })).toMatchObject([
      { short: 'your answer' },
    ])
  })

  it('is paler if it is the first of a reader who has answered again', () => {
    const lines = (first: boolean) =>
      answerStrokes(answerMarks([{ ...answer((x) => x), first }], [measure], { ...charted, theory }))
    expect(lines(false).map(({ className }) => className)).toEqual(['mark mark-answer'])
    expect(lines(true).map(({ className }) => className)).toEqual(['mark mark-answer is-first'])
  })

  it('is thin and has its number if a class sketched it, over each of the measures', () => {
    const heads = { ...measure, name: 'heads', short: 'many heads', order: 1 }
    const sketch = { ...answer((x) => x), short: 'class 2', voted: true }
    const lines = [...sketch.lines, { measure: 'heads', scaled: false, at: (x: number) => 1 / x }]
    const both = { growth: theory.growth, heads: theory.growth }
    const marks = answerMarks([{ ...sketch, lines }], [measure, heads], { ...charted, theory: both })
    expect(marks.map(({ short }) => short)).toEqual(['class 2', 'class 2'])
    expect(answerStrokes(marks).map(({ className }) => className)).toEqual([
      'mark mark-answer is-voted',
      'mark mark-answer is-voted',
    ])
  })

  it('says that it has no value, rather than nothing', () => {
    const marks = answerMarks([answer(() => Number.NaN)], [measure], { ...charted, theory })
    expect(marks).toMatchObject([{ runs: [], says: 'your answer has no value here' }])
    expect(answerStrokes(marks)).toEqual([])
    expect(answerEnds(marks, [0, 1])).toEqual([])
  })
})

describe('the axis of a wrong answer', () => {
  const runs = (...ys: number[]) => [{ runs: [ys.map((y, x) => ({ x, y }))] }]

  it('follows it as far again as the data reach, and no farther', () => {
    expect(answerReach(runs(0, 300), [-2, 4], 'log10')).toEqual([0, 10])
    expect(answerReach(runs(-300, 5), [0, 1], 'log10')).toEqual([-2, 3])
    expect(answerReach(runs(50), [1, 1], 'linear')).toEqual([1.5])
    expect(answerReach(runs(50), [0, 0], 'linear')).toEqual([1])
    expect(answerReach(runs(3, 5), undefined, 'linear')).toEqual([3, 5])
  })

  it('keeps its name in sight, with the way that the line has gone', () => {
    const mark = { question: 'q', measure: 'm', short: 'your answer', label: 'd', first: false, says: '' }
    const ends = (y: number) =>
      answerEnds(
        [
          {
            ...mark,
            runs: [
              [
                { x: 0, y: 0 },
                { x: 1, y },
              ],
            ],
          },
        ],
        [-1, 1],
      )[0]
    expect(ends(0.5)).toMatchObject({ short: 'your answer', y: 0.5 })
    expect(ends(9)).toMatchObject({
      short: 'your answer ↑',
      y: 1,
      leaves: 'above',
      answer: [{ x: 0, y: 0 }],
    })
    expect(ends(-9)).toMatchObject({ short: 'your answer ↓', y: -1 })
  })
})

it('draws a lone point as a ring, and lines as one path', () => {
  const strokes = answerStrokes([
    {
      question: 'q',
      measure: 'm',
      short: '',
      label: '1/d',
      first: false,
      says: '',
      runs: [
        [{ x: 1, y: 1 }],
        [
          { x: 2, y: 2 },
          { x: 3, y: 3 },
        ],
      ],
    },
  ])
  expect(
    strokes.map(({ className, path }) => [
      className,
      path(
        (x) => x,
        (y) => y,
        1,
      ).startsWith('M'),
    ]),
  ).toEqual([
    ['mark mark-answer', true],
    ['mark mark-answer', true],
  ])
})
