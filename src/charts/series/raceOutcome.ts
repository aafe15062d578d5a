import { type Entry, type Measures, type RaceView, type Reading, type Series, Z_LIMIT, zOf } from '../../experiment'
import { place } from '../wording/describe'
import { numeral, quantityText, storageOf } from '../wording/display'
import { zText } from '../wording/rows'
import { asSeries, type NamedSeries } from './seriesMarks'

/** A series in a race. */
interface Runner {
  readonly measure: NamedSeries
  readonly series: Series
  /** The point at which it overflowed or was not a number. */
  readonly diverged: number | undefined
}

/** The series of a race that were measured, in the order of the view. */
export function runnersOf(declared: readonly NamedSeries[], reading: Reading<Measures> | null): readonly Runner[] {
  return declared.flatMap((measure) => {
    const series = asSeries(reading?.[measure.name])
    if (!series || series.at.length === 0) return []
    // Minus infinity is the logarithm of an underflow: the smallest of all, and no divergence.
    const lost = series.value.findIndex((v) => Number.isNaN(v) || v === Number.POSITIVE_INFINITY)
    return [{ measure, series, diverged: lost < 0 ? undefined : series.at[lost] }]
  })
}

/**
 * The series that leads at the last point of all series that have not diverged, by how much, and z of the difference between the first and the
 * second. Empty before two have numbers.
 */
export function raceOutcome(better: RaceView<never, Measures>['better'], runners: readonly Runner[]): string {
  if (runners.length < 2) return ''
  const out = runners.filter(({ diverged }) => diverged !== undefined).map(divergence)
  return capital([lead(better, runners), ...out].filter((said) => said !== '').join('; '))
}

/** "single diverged at step 310". */
export const divergence = ({ measure, diverged }: Runner): string =>
  `${measure.label} diverged at ${place(measure, diverged ?? Number.NaN)}`

function lead(better: 'lower' | 'higher', runners: readonly Runner[]): string {
  const running = runners.filter(({ diverged }) => diverged === undefined)
  const places = running.map(({ series }) => new Set(series.at))
  const last = Math.max(...(running[0]?.series.at.filter((at) => places.every((place) => place.has(at))) ?? []))
  if (!Number.isFinite(last)) return ''
  const side = better === 'lower' ? 1 : -1
  const ranked = running
    .map(({ measure, series }) => ({ measure, series, estimate: estimateAt(series, last) }))
    .sort((a, b) => side * (a.estimate.value - b.estimate.value))
  const [first, second] = ranked
  if (!first) return ''
  const where = place(first.measure, last)
  const standing = ({ measure, estimate }: typeof first) => quantityText(measure, estimate)
  if (!second) return `only ${first.measure.label} is left: ${standing(first)} at ${where}`
  const withheld = first.series.withheld ?? second.series.withheld
  if (withheld !== undefined) return withheld
  const z = Math.abs(zOf(first.estimate, second.estimate))
  if (Number.isNaN(z))
    return `at ${where} ${first.measure.label} ${standing(first)}, ${second.measure.label} ${standing(second)}, without an error to judge by`
  if (z < Z_LIMIT)
    return `too close to call at ${where}: ${first.measure.label} ${standing(first)}, ${second.measure.label} ${standing(second)} (z\u00a0=\u00a0${zText(z)})`
  const beside = `${better === 'lower' ? 'below' : 'above'} ${second.measure.label}`
  return `${first.measure.label} leads at ${where}: ${standing(first)}, ${gap(first, second)} ${beside} (z\u00a0=\u00a0${zText(z)})`
}

type Standing = { readonly measure: NamedSeries; readonly estimate: Entry }

/** "7-fold" where a ratio says it, else the difference. */
function gap(a: Standing, b: Standing): string {
  const logs = storageOf(a.measure) === 'log10'
  const difference = Math.abs(a.estimate.value - b.estimate.value)
  const [low, high] = [Math.min(a.estimate.value, b.estimate.value), Math.max(a.estimate.value, b.estimate.value)]
  const fold = logs ? 10 ** difference : low > 0 ? high / low : 1
  return fold >= 1.2 && Number.isFinite(fold)
    ? `${numeral(fold, 2)}-fold`
    : logs
      ? `${numeral(100 * (fold - 1), 2)} %`
      : numeral(difference, 2)
}

function estimateAt(series: Series, at: number): Entry {
  const i = series.at.indexOf(at)
  const { repeats } = series
  return {
    value: series.value[i] ?? Number.NaN,
    stderr: series.stderr[i] ?? Number.NaN,
    ...(repeats === undefined ? {} : { repeats }),
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
