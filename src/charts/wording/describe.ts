import {
  compare,
  limitFor,
  type Matrix,
  type MatrixMeasure,
  type Measure,
  type Measures,
  type Reading,
  type Series,
  type SeriesMeasure,
  worst,
} from '../../experiment'
import { asHistogram } from '../histogram/histogramMarks'
import { asSeries, entries, type LinesView, seriesOf } from '../series/seriesMarks'
import { exactText, numeral, pointText, storageOf } from './display'
import { type Row, rowsOf, zText } from './rows'

/** The data of a chart that its text alternative describes. */
export type Readings = { readonly reading: Reading<Measures> | null; readonly theory: Partial<Reading<Measures>> }

/** The text alternative of a series chart. */
export function describeSeries(
  view: LinesView,
  measures: Measures,
  { reading, theory }: Readings,
  shown?: readonly string[] | null,
): string {
  const parts = seriesOf(view, measures, shown).map((measure) => {
    const measured = asSeries(reading?.[measure.name])
    const expected = asSeries(theory[measure.name])
    const says = [agreement(measure.over, measured, expected), trend(measure, measured ?? expected)].filter(Boolean)
    return says.length > 0 ? `${measure.label} against ${view.x.label}: ${says.join('; ')}` : ''
  })
  return sentence(view.title, parts)
}

/** Joins the title of a chart and the findings on it to sentences. */
export const sentence = (title: string, parts: readonly string[]) => {
  const said = parts.filter((part) => part !== '')
  return said.length > 0 ? `${title}. ${said.join('. ')}.` : `${title}. No numbers yet.`
}

/** How far the measurement is from theory, in standard errors. */
export function agreement(over: string, measured: Series | undefined, theory: Series | undefined): string {
  if (!measured) return theory ? 'theory only, nothing measured yet' : ''
  if (!theory) return 'measured'
  const far = worst(compare(measured, theory))
  if (!far) return 'measured, nothing to compare with theory'
  if (Math.abs(far.z) <= far.limit) return `measured follows theory within ${zText(Math.abs(far.z))} standard errors`
  return `measured departs from theory by ${zText(Math.abs(far.z))} standard errors at ${placeOf(over, far.at ?? Number.NaN)}`
}

/** "rises from 0.99 at d = 1 to 1.02 at d = 1024"; of logarithms "falls 4.2-fold a layer; 3 × 10⁻⁹ at layer 20". */
export function trend(measure: SeriesMeasure, series: Series | undefined): string {
  const all = entries(series)
  const known = all.filter(({ value }) => Number.isFinite(value))
  const [first, last] = [known[0], known.at(-1)]
  const lost = all.find(({ value }) => value === Number.NEGATIVE_INFINITY)
  const under = lost ? `below 1e-38 from ${place(measure, lost.at)} on` : ''
  if (!first || !last) return under
  if (first === last)
    return [`${exact(measure, first.value)} at ${place(measure, first.at)}`, under].filter(Boolean).join('; ')
  const peak = turning(known)
  const steps = evenStep(known.map(({ at }) => at))
  const change = last.value - first.value
  const noise = 2 * Math.hypot(finite(first.stderr), finite(last.stderr))
  const flat = Math.abs(change) <= Math.max(noise, flatness(measure, first.value, last.value))
  let says: string
  if (peak) {
    says = `${peak.value > first.value ? 'rises' : 'falls'} from ${spot(measure, first)} to ${spot(measure, peak)}, then ${peak.value > last.value ? 'falls' : 'rises'} to ${spot(measure, last)}`
  } else if (flat) {
    says = `stays near ${exact(measure, (first.value + last.value) / 2)}`
  } else if (storageOf(measure) === 'log10' && steps !== undefined) {
    const fold = 10 ** (Math.abs(change) / (last.at - first.at))
    says = `${change < 0 ? 'falls' : 'rises'} ${numeral(fold, fold < 1.1 ? 4 : 2)}-fold a ${measure.over}; ${spot(measure, last)}`
  } else {
    says = `${change < 0 ? 'falls' : 'rises'} from ${spot(measure, first)} to ${spot(measure, last)}`
  }
  return [says, under].filter(Boolean).join('; ')
}

const finite = (x: number) => (Number.isFinite(x) ? x : 0)
const exact = (measure: Measure, value: number) => exactText(measure, value, 3)
const spot = (measure: SeriesMeasure, { value, at }: { value: number; at: number }) =>
  `${exact(measure, value)} at ${place(measure, at)}`

/** "layer 20", "d = 64". */
export const place = ({ over }: SeriesMeasure, at: number): string => placeOf(over, at)

/** "layer 20", "d = 64": a place of an axis in words. */
export function placeOf(over: string, at: number): string {
  return isWord(over) ? `${over} ${pointText(at)}` : `${over} = ${pointText(at)}`
}

/** "layer" can be counted; "d" and "sd of y" are quantities. */
export const isWord = (over: string): boolean => /^[a-z]{3,}$/i.test(over)

const flatness = (measure: Measure, a: number, b: number) =>
  storageOf(measure) === 'log10' ? 0.01 : 0.01 * Math.max(Math.abs(a), Math.abs(b))

/** The point between the ends that stands out by a quarter of the whole range or more, beyond its error. */
function turning<E extends { readonly value: number; readonly stderr: number }>(known: readonly E[]): E | undefined {
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last || known.length < 3) return undefined
  const values = known.map(({ value }) => value)
  const range = Math.max(...values) - Math.min(...values)
  const [low, high] = [Math.min(first.value, last.value), Math.max(first.value, last.value)]
  const beyond = (e: E) => Math.max(e.value - high, low - e.value)
  const far = known.reduce((a, b) => (beyond(b) > beyond(a) ? b : a))
  return beyond(far) > Math.max(0.25 * range, 6 * finite(far.stderr)) ? far : undefined
}

/** The distance between neighbours if it is the same everywhere, to nine digits; undefined otherwise. */
function evenStep(at: readonly number[]): number | undefined {
  const step = (at[1] ?? 0) - (at[0] ?? 0)
  return at.every((x, i) => i === 0 || Math.abs(x - (at[i - 1] ?? 0) - step) < 1e-9 * Math.abs(step)) ? step : undefined
}

/** The text alternative of a histogram: where its mass lies, its peak, and its distance from theory. */
export function describeHistograms(
  title: string,
  measures: readonly (Measure & { readonly name: string })[],
  { reading, theory }: Readings,
): string {
  const parts = measures.map((measure) => {
    const measured = asHistogram(reading?.[measure.name])
    const expected = asHistogram(theory[measure.name])
    const shown = measured ?? expected
    if (!shown) return ''
    const shares = shown.density.map((d, i) => d * ((shown.edges[i + 1] ?? 0) - (shown.edges[i] ?? 0)))
    const total = shares.reduce((a, b) => a + b, 0)
    if (!(total > 0)) return `${measure.label}: no finite density`
    const quantile = (p: number) => {
      let sum = 0
      const i = shares.findIndex((share) => {
        sum += share / total
        return sum >= p
      })
      const share = (shares[i] ?? 0) / total
      const from = shown.edges[i] ?? Number.NaN
      return from + ((shown.edges[i + 1] ?? from) - from) * (share > 0 ? 1 - (sum - p) / share : 0)
    }
    const top = shown.density.indexOf(Math.max(...shown.density))
    const peak = ((shown.edges[top] ?? 0) + (shown.edges[top + 1] ?? 0)) / 2
    const where = `middle half from ${numeral(quantile(0.25), 2)} to ${numeral(quantile(0.75), 2)}, highest near ${numeral(peak, 2)}`
    const far = measured && expected ? worst(compare(measured, expected)) : undefined
    const beside = far
      ? `; at most ${zText(Math.abs(far.z))} standard errors from theory`
      : measured
        ? ''
        : '; theory only, nothing measured yet'
    return `${measure.label}: ${where}${beside}`
  })
  return sentence(title, parts)
}

/** How far measured functions are from the one that they should be: on average (root mean square), and where most. */
export function describeFit(
  title: string,
  declared: readonly (SeriesMeasure & { readonly name: string })[],
  reading: Reading<Measures> | null,
  target: Series | undefined,
): string {
  const wanted = new Map(entries(target).map(({ at, value }) => [at, value]))
  const parts = declared.map((measure) => {
    const gaps = entries(asSeries(reading?.[measure.name])).flatMap(({ at, value }) => {
      const gap = Math.abs(value - (wanted.get(at) ?? Number.NaN))
      return Number.isFinite(gap) ? [{ at, gap }] : []
    })
    if (gaps.length === 0) return ''
    const far = gaps.reduce((a, b) => (b.gap > a.gap ? b : a))
    const typical = Math.sqrt(gaps.reduce((sum, { gap }) => sum + gap ** 2 / gaps.length, 0))
    return `${measure.label}: off the target by ${numeral(typical, 2)} (root mean square), most at ${place(measure, far.at)}, by ${numeral(far.gap, 2)}`
  })
  return sentence(title, parts)
}

/** The text alternative of a heat map: its distance from theory, the cell with the largest, its largest and its smallest cell, how many are too small for the arithmetic. */
export function describeHeatmap(
  title: string,
  measure: MatrixMeasure,
  measured: Matrix | undefined,
  expected: Matrix | undefined,
): string {
  const rows = rowsOf(measure, measured, expected)
  const cell = ({ at, and }: Row) =>
    `${placeOf(measure.rows, at ?? Number.NaN)}, ${placeOf(measure.columns, and ?? Number.NaN)}`
  const known = rows.flatMap((row) => {
    const value = measured ? row.measured?.value : row.theory
    return value === undefined ? [] : [{ value, row }]
  })
  const finite = known.filter(({ value }) => Number.isFinite(value))
  const [first] = finite
  const comparable = rows.flatMap((row) => (row.z === undefined ? [] : [{ z: row.z, row }]))
  const far = comparable.reduce<(typeof comparable)[number] | undefined>(
    (a, b) => (!a || Number.isNaN(b.z) || Math.abs(b.z) > Math.abs(a.z) ? b : a),
    undefined,
  )
  const said: string[] = []
  if (!measured) said.push(expected ? 'theory only, nothing measured yet' : '')
  else if (far && Math.abs(far.z) <= limitFor(comparable.length))
    said.push(`measured follows theory within ${zText(Math.abs(far.z))} standard errors`)
  else if (far)
    said.push(`measured departs from theory by ${zText(Math.abs(far.z))} standard errors at ${cell(far.row)}`)
  if (first) {
    const most = finite.reduce((a, b) => (b.value > a.value ? b : a), first)
    const least = finite.reduce((a, b) => (b.value < a.value ? b : a), first)
    said.push(`largest ${exact(measure, most.value)} at ${cell(most.row)}`)
    said.push(`smallest ${exact(measure, least.value)} at ${cell(least.row)}`)
  }
  const lost = known.filter(({ value }) => value === Number.NEGATIVE_INFINITY).length
  if (lost > 0) said.push(`${lost} of ${known.length} cells below 1e-38`)
  const broken = known.length - finite.length - lost
  if (broken > 0) said.push(`${broken} of ${known.length} cells overflowed or not a number`)
  const words = said.filter((part) => part !== '')
  return sentence(
    title,
    words.length > 0 ? [`${measure.label} by ${measure.rows} and ${measure.columns}: ${words.join('; ')}`] : [],
  )
}
