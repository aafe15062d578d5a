import { type BarsView, type Measures, type Reading, type ScalarMeasure, zOf } from '../../experiment'
import type { Ghost } from '../drawn'
import { axisSpan, extent, position, type ScaleName, type Span } from '../plot/axes/scale'
import { sentence } from '../wording/describe'
import { exactText, numeral, quantityText, storageOf } from '../wording/display'
import { asEstimate, zText } from '../wording/rows'

/** One bar in shares of the axis, 0 at its left end and 1 at its right. */
export interface BarMark {
  readonly measure: ScalarMeasure & { readonly name: string }
  /** Left out where there is no number, or none that the axis can hold. */
  readonly bar: { readonly from: number; readonly to: number } | undefined
  readonly whisker: { readonly from: number; readonly to: number } | undefined
  readonly theory: number | undefined
  readonly ghosts: readonly { readonly index: number; readonly at: number }[]
  readonly measured: string
  readonly expected: string
}

/** The declared scalars of a view, with their names. */
export function scalarsOf(
  view: Pick<BarsView<Measures>, 'measures'>,
  measures: Measures,
): readonly (ScalarMeasure & { name: string })[] {
  return view.measures.flatMap((name) => {
    const measure = measures[name]
    return measure?.kind === 'scalar' ? [{ ...measure, name }] : []
  })
}

/** The ends of the axis: from 0, or on a logarithmic axis from a round number below all, to a round number above. */
export function barSpan(
  view: BarsView<Measures>,
  measures: Measures,
  readings: readonly (Partial<Reading<Measures>> | null)[],
): Span | undefined {
  const scale = view.x.scale ?? 'linear'
  const ends = scalarsOf(view, measures).flatMap((measure) =>
    readings.flatMap((reading) => {
      const estimate = asEstimate(reading?.[measure.name])
      if (!estimate) return []
      const error = Number.isFinite(estimate.stderr) ? estimate.stderr : 0
      return [estimate.value, estimate.value + error].map((end) => position(scale, storageOf(measure), end))
    }),
  )
  const fixed = axisSpan(view.x)
  if (fixed) return fixed
  return extent(scale === 'linear' && ends.length > 0 ? [0, ...ends] : ends)
}

/** The place of a position on the axis, 0 to 1; positions beyond an end are moved to it. */
export const shareOf = ([low, high]: Span, at: number): number =>
  Math.max(0, Math.min(1, (at - low) / (high - low || 1)))

/** The common start of all bars: 0 where the axis is linear, else its left end. */
export const startOf = (scale: ScaleName, [low, high]: Span): number =>
  scale === 'linear' ? Math.max(low, Math.min(high, 0)) : low

/** The bar of every measure, as shares of the axis that `span` (positions) covers. */
export function barMarks(
  view: BarsView<Measures>,
  measures: Measures,
  {
    reading,
    theory,
    ghosts,
  }: {
    readonly reading: Reading<Measures> | null
    readonly theory: Partial<Reading<Measures>>
    readonly ghosts: readonly Omit<Ghost, 'theory'>[]
  },
  span: Span,
): readonly BarMark[] {
  const scale = view.x.scale ?? 'linear'
  const start = shareOf(span, startOf(scale, span))
  return scalarsOf(view, measures).map((measure) => {
    const place = (stored: number | undefined) => {
      const at = position(scale, storageOf(measure), stored ?? Number.NaN)
      return Number.isFinite(at) ? shareOf(span, at) : undefined
    }
    const measured = asEstimate(reading?.[measure.name])
    const expected = asEstimate(theory[measure.name])
    const end = place(measured?.value)
    const error = measured && measured.stderr > 0 && Number.isFinite(measured.stderr) ? measured.stderr : undefined
    return {
      measure,
      bar: end === undefined ? undefined : { from: Math.min(start, end), to: Math.max(start, end) },
      whisker:
        measured && error !== undefined && end !== undefined
          ? // An error larger than its value has no lower end on a logarithmic axis: the whisker runs to the left end.
            { from: place(measured.value - error) ?? 0, to: place(measured.value + error) ?? end }
          : undefined,
      theory: place(expected?.value),
      ghosts: ghosts.flatMap((ghost, index) => {
        const at = place(asEstimate(ghost.reading[measure.name])?.value)
        return at === undefined ? [] : [{ index, at }]
      }),
      measured: measured ? quantityText(measure, measured) : '',
      expected: expected ? exactText(measure, expected.value) : '',
    }
  })
}

/** The distance, in shares of the axis, below which the names of two pinned runs would overlap. */
const TOGETHER = 0.2

/** The names of the kept runs at their lines in one bar; those that stand together share one: "pinned 1, before". */
export function ghostLabels(
  lines: BarMark['ghosts'],
  ghosts: readonly Pick<Ghost, 'short' | 'label'>[],
): readonly { readonly text: string; readonly says: string; readonly at: number }[] {
  const groups: { names: string[]; says: string[]; at: number }[] = []
  for (const { index, at } of [...lines].sort((a, b) => a.at - b.at)) {
    const ghost = ghosts[index]
    const last = groups.at(-1)
    if (!ghost) continue
    if (last && at - last.at < TOGETHER) {
      last.names.push(ghost.short)
      last.says.push(ghost.label)
    } else groups.push({ names: [ghost.short], says: [ghost.label], at })
  }
  return groups.map(({ names, says, at }) => ({ text: names.join(', '), says: says.join('; '), at }))
}

/** The text alternative of bars: each value with its theory, and how many times the longest is the shortest. */
export function describeBars(
  title: string,
  declared: readonly (ScalarMeasure & { readonly name: string })[],
  reading: Reading<Measures> | null,
  theory: Partial<Reading<Measures>>,
): string {
  const known = declared.flatMap((measure) => {
    const measured = asEstimate(reading?.[measure.name])
    const expected = asEstimate(theory[measure.name])
    const shown = measured ?? expected
    return shown ? [{ measure, measured, expected, shown }] : []
  })
  const parts = known.map(({ measure, measured, expected }) => {
    if (!measured)
      return `${measure.label}: ${expected ? exactText(measure, expected.value) : ''} in theory, nothing measured yet`
    const z = expected ? `, theory ${exactText(measure, expected.value)} (z = ${zText(zOf(measured, expected))})` : ''
    return `${measure.label}: ${quantityText(measure, measured)}${z}`
  })
  const sizes = known
    .map(({ measure, shown }) => ({
      label: measure.label,
      size: storageOf(measure) === 'log10' ? 10 ** shown.value : shown.value,
    }))
    .sort((a, b) => a.size - b.size)
  const [least, most] = [sizes[0], sizes.at(-1)]
  if (least && most && least.size > 0 && most.size > 1.05 * least.size && Number.isFinite(most.size))
    parts.push(`${most.label} is the most, ${numeral(most.size / least.size, 2)} times ${least.label}`)
  return sentence(title, parts)
}
