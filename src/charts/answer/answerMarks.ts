import type { AnswerLine, Measure, Measures, Reading, Value } from '../../experiment'
import { extent, position, type ScaleName, type Span } from '../plot/axes/scale'
import { linePath, type Point, shapesPath } from '../plot/marks/paths'
import type { Stroke } from '../plot/marks/strokes'
import type { EndLabel } from '../plot/words/PlotWords'
import { asSeries, type NamedSeries } from '../series/seriesMarks'
import { trend } from '../wording/describe'
import { storageOf } from '../wording/display'

/** An answer of the reader, to be drawn over the measures that it is about. */
export interface ChartAnswer {
  /** The name of its question. */
  readonly question: string
  /** The name at its line: "your answer". */
  readonly short: string
  /** The answer in words. */
  readonly label: string
  readonly lines: readonly AnswerLine[]
  /** It is the reader's first answer, which stays behind a later one. */
  readonly first?: boolean
  /** It is the sketch of a class: thin, because there may be several. */
  readonly voted?: boolean
}

/** The line of one answer over one measure, in positions of the axes. */
export interface AnswerMark {
  readonly question: string
  readonly measure: string
  readonly short: string
  readonly label: string
  readonly first: boolean
  readonly voted?: boolean
  /** The answer at a place of the measure, scaled as its line is. */
  at(place: number): number
  /** Neighbouring points. The line is broken where the answer has no value at a position of the data, or none that the axis can show. */
  readonly runs: readonly (readonly Point[])[]
  /** The text alternative. */
  readonly says: string
}

/** The number of points with which a curved line looks smooth. */
const SMOOTH = 48

/** From a position of an axis to a number: the inverse of `position`. */
const numberAt = (scale: ScaleName, at: number): number =>
  scale === 'linear' ? at : scale === 'log2' ? 2 ** at : 10 ** at

/**
 * A function as a line through the positions of the data and places between them. Without a finite position at a position of the data the line is
 * broken; places between are left out where there is none.
 */
export function answerRuns(
  answer: (x: number) => number,
  places: readonly number[],
  x: ScaleName,
  y: ScaleName,
): readonly (readonly Point[])[] {
  const sorted = [...new Set(places)].sort((a, b) => a - b)
  const between = sorted.length > 1 ? Math.max(1, Math.ceil(SMOOTH / (sorted.length - 1))) : 1
  const runs: Point[][] = []
  let open = false
  const add = (at: number, value: number, counts: boolean) => {
    const point = { x: at, y: position(y, 'plain', answer(value)) }
    if (Number.isFinite(point.x) && Number.isFinite(point.y)) {
      if (open) runs.at(-1)?.push(point)
      else runs.push([point])
      open = true
    } else if (counts) open = false
  }
  for (const [i, place] of sorted.entries()) {
    const here = position(x, 'plain', place)
    add(here, place, true)
    const next = sorted[i + 1]
    if (next === undefined) continue
    const there = position(x, 'plain', next)
    for (let k = 1; k < between; k++) {
      const at = here + ((there - here) * k) / between
      add(at, numberAt(x, at), false)
    }
  }
  return runs
}

interface Charted {
  readonly x: ScaleName
  readonly y: ScaleName
  readonly values: Readonly<Record<string, Value>>
  readonly reading: Reading<Measures> | null
  readonly theory: Partial<Reading<Measures>>
}

/** The lines of the reader's answers over the measures of a chart. */
export function answerMarks(
  answers: readonly ChartAnswer[],
  declared: readonly NamedSeries[],
  { x, y, values, reading, theory }: Charted,
): readonly AnswerMark[] {
  return answers.flatMap(({ question, short: name, label, lines, first = false, voted = false }) => {
    const several = lines.filter((line) => declared.some((measure) => measure.name === line.measure)).length > 1
    return lines.flatMap((line): readonly AnswerMark[] => {
      const measure = declared.find(({ name }) => name === line.measure)
      if (!measure) return []
      const known = [asSeries(theory[measure.name]), asSeries(reading?.[measure.name])].flatMap((one) => one ?? [])
      const places = known.flatMap(({ at }) => at)
      const factor = answerFactor(line, measure, values, known.at(-1))
      const answer = (at: number) => factor * line.at(at, values)
      const runs = answerRuns(answer, places, x, y)
      // The curves of a sketch are told apart by what they are drawn over: "your one head".
      const short =
        several && !voted && measure.short !== undefined ? `${first ? 'first' : 'your'} ${measure.short}` : name
      const says = saysOf(short, measure, answer, places, line.scaled)
      return [{ question, measure: measure.name, short, label, first, voted, at: answer, runs, says }]
    })
  })
}

/**
 * The factor that an answer is drawn with: 1, or for an order the one that takes it through the middle of the data, which is the geometric mean of
 * data / answer over the positions where both are positive.
 */
export function answerFactor(
  line: AnswerLine,
  measure: Measure,
  values: Readonly<Record<string, Value>>,
  data: { readonly at: readonly number[]; readonly value: readonly number[] } | undefined,
): number {
  if (!line.scaled) return 1
  const logs = (data?.at ?? []).flatMap((at, i) => {
    const value = data?.value[i] ?? Number.NaN
    const ratio = (storageOf(measure) === 'log10' ? value : Math.log10(value)) - Math.log10(line.at(at, values))
    return Number.isFinite(ratio) ? [ratio] : []
  })
  return logs.length === 0 ? 1 : 10 ** (logs.reduce((sum, log) => sum + log, 0) / logs.length)
}

function saysOf(
  name: string,
  measure: NamedSeries,
  answer: (x: number) => number,
  places: readonly number[],
  scaled: boolean,
): string {
  const at = [...new Set(places)].sort((a, b) => a - b)
  const stored = storageOf(measure)
  const value = at.map((place) => (stored === 'log10' ? Math.log10(answer(place)) : answer(place)))
  const says = value.some(Number.isFinite) ? trend(measure, { kind: 'series', at, value, stderr: at.map(() => 0) }) : ''
  const what = `${name}${scaled ? ', scaled to the middle of the data,' : ''}`
  return says === '' ? `${what} has no value here` : `${what} ${says}`
}

/**
 * The heights that the y axis follows an answer to: as far again as the data reach, and no farther, so that a wrong answer does not squeeze the
 * data into a line.
 */
export function answerReach(
  marks: readonly Pick<AnswerMark, 'runs'>[],
  data: Span | undefined,
  y: ScaleName,
): readonly number[] {
  const heights = marks.flatMap(({ runs }) => runs.flat().map((point) => point.y))
  if (!data) return heights
  const [low, high] = data
  const least = y === 'linear' ? 0.5 * Math.max(Math.abs(low), Math.abs(high)) || 1 : y === 'log2' ? 6 : 2
  const room = Math.max(high - low, least)
  return heights.map((height) => Math.max(low - room, Math.min(high + room, height)))
}

/** The span of an axis around data and answers, which it follows as far as `answerReach` says; undefined where there is nothing to show. */
export const spanWithAnswers = (
  data: Span | undefined,
  marks: readonly Pick<AnswerMark, 'runs'>[],
  scale: ScaleName,
): Span | undefined => (marks.length === 0 ? data : extent([...(data ?? []), ...answerReach(marks, data, scale)]))

/** The names of answers at the ends of their lines. An arrow says that a line ends above or below the chart. */
export function answerEnds(marks: readonly Omit<AnswerMark, 'at'>[], [low, high]: Span): readonly EndLabel[] {
  return marks.flatMap(({ question, measure, short, label, runs }): readonly EndLabel[] => {
    const last = runs.at(-1)?.at(-1)
    if (!last) return []
    const leaves = last.y > high ? 'above' : last.y < low ? 'below' : undefined
    return [
      {
        name: `answer ${question} ${measure}`,
        label: `${short}: ${label}`,
        short: leaves ? `${short} ${leaves === 'above' ? '↑' : '↓'}` : short,
        symbol: undefined,
        term: '',
        order: 0,
        y: Math.max(low, Math.min(high, last.y)),
        answer: runs.flat().filter((point) => point.y >= low && point.y <= high),
        ...(leaves ? { leaves } : {}),
      },
    ]
  })
}

/** The mark of an answer; a first answer is paler than the one that came after it. */
export const answerClass = (first = false): string => `mark mark-answer${first ? ' is-first' : ''}`

/** Dotted lines over all else; a point without neighbours is a ring. */
export function answerStrokes(marks: readonly Omit<AnswerMark, 'at'>[]): readonly Stroke[] {
  return marks.flatMap(({ question, measure, runs, label, first, voted }): readonly Stroke[] => {
    const lone = runs.filter((run) => run.length === 1).flat()
    const stroke = (key: string, path: Stroke['path']): Stroke => ({
      key: `answer ${question} ${measure} ${key}`,
      className: `${answerClass(first)}${voted ? ' is-voted' : ''}`,
      says: label,
      path,
    })
    return [
      ...(runs.some((run) => run.length > 1) ? [stroke('line', (sx, sy) => linePath(runs, sx, sy))] : []),
      ...(lone.length > 0 ? [stroke('points', (sx, sy, unit) => shapesPath(lone, 'circle', 5 * unit, sx, sy))] : []),
    ]
  })
}

/** A description of a chart with what the answers say. */
export const withAnswers = (sentence: string, marks: readonly Pick<AnswerMark, 'says'>[]): string =>
  [sentence, ...marks.map(({ says }) => `${says.charAt(0).toUpperCase()}${says.slice(1)}.`)].join(' ')
