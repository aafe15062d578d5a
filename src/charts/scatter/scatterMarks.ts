import {
  type Estimate,
  fitLine,
  type Measures,
  type Reading,
  type ScalarMeasure,
  type ScatterView,
} from '../../experiment'
import type { ScaleName } from '../plot/axes/scale'
import type { Point } from '../plot/marks/paths'
import { asSeries, type NamedSeries, type SeriesMark, seriesMark } from '../series/seriesMarks'
import { agreement, type Readings, sentence, trend } from '../wording/describe'
import { numeral, quantityText } from '../wording/display'
import { asEstimate } from '../wording/rows'

/** A cloud with its slope's measure. */
export interface Cloud {
  readonly points: NamedSeries
  readonly slope: ScalarMeasure & { readonly name: string }
}

/** A cloud in positions of the axes. */
export interface CloudMark {
  readonly mark: SeriesMark
  /** The ends of the fitted line: over the first and the last point. None for fewer than three points. */
  readonly fitted: readonly Point[]
  /** Theory where it knows the points, else a line of its slope through the centre of the cloud. */
  readonly theory: readonly (readonly Point[])[]
}

/** The declared clouds of a view, each with its slope. */
export function cloudsOf(view: Pick<ScatterView<Measures>, 'clouds'>, measures: Measures): readonly Cloud[] {
  return view.clouds.flatMap(({ points, slope }, order) => {
    const [series, scalar] = [measures[points], measures[slope]]
    return series?.kind === 'series' && scalar?.kind === 'scalar'
      ? [{ points: { ...series, name: points, order }, slope: { ...scalar, name: slope } }]
      : []
  })
}

/** Everything that one cloud draws. */
export function cloudMark(
  { points, slope }: Cloud,
  reading: Reading<Measures> | null,
  theory: Partial<Reading<Measures>>,
  x: ScaleName,
  y: ScaleName,
): CloudMark {
  const mark = seriesMark(points, points.order, asSeries(reading?.[points.name]), asSeries(theory[points.name]), x, y)
  const cloud = mark.solid.flat()
  if (cloud.length < 3) return { mark, fitted: [], theory: mark.theory }
  const line = fitLine(
    cloud.map((p) => p.x),
    cloud.map((p) => p.y),
  )
  const [first, last] = [cloud[0]?.x ?? line.centre, cloud.at(-1)?.x ?? line.centre]
  const through = (steep: number) => [first, last].map((at) => ({ x: at, y: line.level + steep * (at - line.centre) }))
  const expected = asEstimate(theory[slope.name])?.value
  const drawn = mark.theory.length > 0 || expected === undefined
  return {
    mark,
    fitted: through(line.slope.value),
    theory: drawn ? mark.theory : [through(expected * steepness(x, y))],
  }
}

/** The slope in positions that corresponds to a slope of 1 between logarithms of one base, or plain numbers: log2 y rises 3.3 times as fast as log10 y. */
export function steepness(x: ScaleName, y: ScaleName): number {
  const unit = (scale: ScaleName) => (scale === 'log2' ? Math.log2(10) : 1)
  return unit(y) / unit(x)
}

/** The text at the line of a cloud: its slope and the slope by theory. A slope that no verdict can rest on is left out. */
export function slopeText({ slope }: Cloud, taken: Estimate | undefined, expected: Estimate | undefined): string {
  const theory = expected ? `theory ${numeral(expected.value)}` : ''
  if (taken?.withheld !== undefined) return theory
  const measured = taken ? `slope ${quantityText(slope, taken)}` : ''
  return [measured, theory].filter((text) => text !== '').join(', ')
}

/** Why slopes are left out, each reason once. */
export function withheldOf(clouds: readonly Cloud[], reading: Reading<Measures> | null): string {
  const reasons = clouds.flatMap(({ points, slope }) => {
    const why = asEstimate(reading?.[slope.name])?.withheld ?? asSeries(reading?.[points.name])?.withheld
    return why === undefined ? [] : [`${why.charAt(0).toUpperCase()}${why.slice(1)}`]
  })
  return [...new Set(reasons)].join(' ')
}

/** The text alternative of a scatter plot: the slope of each cloud, its agreement with theory, and its ends. */
export function describeScatter(
  view: ScatterView<Measures>,
  clouds: readonly Cloud[],
  { reading, theory }: Readings,
): string {
  const parts = clouds.map((cloud) => {
    const { points, slope } = cloud
    const measured = asSeries(reading?.[points.name])
    const says = [
      slopeText(cloud, asEstimate(reading?.[slope.name]), asEstimate(theory[slope.name])),
      measured?.withheld === undefined && (theory[points.name] || !measured)
        ? agreement(points.over, measured, asSeries(theory[points.name]))
        : '',
      measured ? trend(points, measured) : '',
    ].filter((said) => said !== '')
    return says.length > 0 ? `${points.label} against ${view.x.label}: ${says.join('; ')}` : ''
  })
  const why = withheldOf(clouds, reading)
  return why === '' ? sentence(view.title, parts) : `${sentence(view.title, parts)} ${why}`
}
