import {
  type Entry,
  type Estimate,
  exactly,
  type Histogram,
  type Matrix,
  type Measure,
  type Taken,
  zOf,
} from '../../experiment'
import { asMatrix } from '../heatmap/heatMarks'
import { asHistogram } from '../histogram/histogramMarks'
import { asSeries, entries } from '../series/seriesMarks'

/** One number of a measure beside its theory. */
export interface Row {
  /** The point of a series, the left edge of a bin, the row of a matrix. */
  readonly at: number | undefined
  /** The right edge of a bin, the column of a matrix. */
  readonly and: number | undefined
  readonly measured: Entry | undefined
  readonly theory: number | undefined
  /** Left out where a comparison would mean nothing: below rounding, withheld from any verdict, or one of the two missing. */
  readonly z: number | undefined
  readonly note: string | undefined
}

/** Every number of a measure beside its theory; what only one of the two knows has a row as well. */
export function rowsOf(measure: Measure, taken: Taken | undefined, expected: Taken | undefined): readonly Row[] {
  if (measure.kind === 'text') return []
  if (measure.kind === 'series') return seriesRows(taken, expected)
  if (measure.kind === 'histogram') return binRows(asHistogram(taken), asHistogram(expected))
  if (measure.kind === 'matrix') return cellRows(asMatrix(taken), asMatrix(expected))
  const measured = asEstimate(taken)
  const theory = asEstimate(expected)
  return measured || theory ? [row(undefined, undefined, measured, theory?.value)] : []
}

/** The reading of a scalar; undefined for a reading of another kind. */
export const asEstimate = (taken: Taken | undefined): Estimate | undefined =>
  taken?.kind === 'scalar' ? taken : undefined

function row(
  at: number | undefined,
  and: number | undefined,
  measured: Entry | undefined,
  theory: number | undefined,
  floor = Number.NEGATIVE_INFINITY,
): Row {
  const rounding = measured !== undefined && measured.value < floor
  const withheld = measured?.withheld !== undefined
  const comparable =
    measured && theory !== undefined && !Number.isNaN(theory) && !rounding && !withheld && !(theory < floor)
  return {
    at,
    and,
    measured,
    theory: theory === undefined || Number.isNaN(theory) ? undefined : theory,
    z: comparable ? zOf(measured, exactly(theory)) : undefined,
    note: rounding ? 'below rounding' : undefined,
  }
}

function seriesRows(taken: Taken | undefined, expected: Taken | undefined): readonly Row[] {
  const measured = new Map(entries(asSeries(taken)).map((entry) => [entry.at, entry]))
  const theory = new Map(entries(asSeries(expected)).map((entry) => [entry.at, entry.value]))
  const { repeats, withheld } = asSeries(taken) ?? {}
  return [...new Set([...measured.keys(), ...theory.keys()])]
    .sort((a, b) => a - b)
    .map((at) => {
      const entry = measured.get(at)
      const estimate = entry && {
        value: entry.value,
        stderr: entry.stderr,
        ...(repeats === undefined ? {} : { repeats }),
        ...(withheld === undefined ? {} : { withheld }),
      }
      return row(at, undefined, estimate, theory.get(at), entry?.floor)
    })
}

function binRows(measured: Histogram | undefined, theory: Histogram | undefined): readonly Row[] {
  const edges = (measured ?? theory)?.edges ?? []
  return edges.slice(0, -1).map((from, i) => {
    const value = measured?.density[i]
    const estimate = value === undefined ? undefined : withRepeats(value, measured?.stderr[i], measured?.repeats)
    return row(from, edges[i + 1], estimate, theory?.density[i])
  })
}

/** An entry that neither of the two has, as above a lower triangle, has no row. */
function cellRows(measured: Matrix | undefined, theory: Matrix | undefined): readonly Row[] {
  const known = measured ?? theory
  return (known?.rows ?? []).flatMap((at, r) =>
    (known?.columns ?? []).flatMap((column, c) => {
      const value = measured?.value[r]?.[c] ?? undefined
      const expected = theory?.value[r]?.[c] ?? undefined
      if (value === undefined && expected === undefined) return []
      const estimate = value === undefined ? undefined : withRepeats(value, measured?.stderr[r]?.[c], measured?.repeats)
      return [row(at, column, estimate, expected)]
    }),
  )
}

const withRepeats = (value: number, stderr = Number.NaN, repeats?: number): Entry => ({
  value,
  stderr,
  ...(repeats === undefined ? {} : { repeats }),
})

/** "z = 0.8", or nothing. */
export function zText(z: number | undefined): string {
  if (z === undefined) return ''
  if (Number.isNaN(z)) return 'not a number'
  if (!Number.isFinite(z)) return z > 0 ? '∞' : '−∞'
  const size = Math.abs(z)
  const text = size >= 100 ? String(Math.round(size)) : size.toFixed(1)
  const grouped = size >= 1e5 ? 'over 99999' : text
  return z < 0 && Number(text) !== 0 ? `−${grouped}` : grouped
}
