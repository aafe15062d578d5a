import {
  type Entry,
  type Estimate,
  estimateOf,
  type Matrix,
  matrixReading,
  type Series,
  scalarReading,
  seriesReading,
} from '../../experiment'

/** A series from one estimate for each position on its axis. */
export function seriesOf(at: readonly number[], of: (at: number, index: number) => Entry): Series {
  const entries = at.map(of)
  return seriesReading({
    at,
    value: entries.map(({ value }) => value),
    stderr: entries.map(({ stderr }) => stderr),
    ...repeatsOf(entries),
  })
}

/** A matrix from one estimate for each row and column; undefined if there is no such entry. */
export function matrixOf(
  rows: readonly number[],
  columns: readonly number[],
  of: (row: number, column: number) => Entry | undefined,
): Matrix {
  const entries = rows.map((row) => columns.map((column) => of(row, column)))
  return matrixReading({
    rows,
    columns,
    value: entries.map((row) => row.map((entry) => entry?.value ?? null)),
    stderr: entries.map((row) => row.map((entry) => entry?.stderr ?? 0)),
    ...repeatsOf(entries.flatMap((row) => row.flatMap((entry) => entry ?? []))),
  })
}

/** The number of repetitions of the first entry: all entries of a reading have the same number. */
const repeatsOf = ([first]: readonly Entry[]) => (first?.repeats === undefined ? {} : { repeats: first.repeats })

/**
 * The mean over repetitions at each position: rows[repetition][position]. If a mean of logarithms is minus infinity, the value has underflowed and
 * gets no error.
 */
export function meanSeries(at: readonly number[], rows: readonly ArrayLike<number>[]): Series {
  return seriesOf(at, (_, i) => meanOfLogs(rows.map((row) => row[i] ?? Number.NaN)))
}

/** The mean of logarithms. If one of them is minus infinity, the value has underflowed: the mean is minus infinity and gets no error. */
export function meanOfLogs(logs: ArrayLike<number>): Estimate {
  const estimate = estimateOf(logs)
  return { ...estimate, stderr: Number.isFinite(estimate.value) ? estimate.stderr : 0 }
}

/** log10 of an estimate v, its error multiplied by the derivative 1 / (v ln 10). */
export const log10Of = ({ value, stderr, ...rest }: Estimate): Estimate => ({
  value: Math.log10(value),
  stderr: stderr / value / Math.LN10,
  ...rest,
})

/** The skewness of a mean above which its standard error tells little of how far off it is: its few largest numbers are still to come. */
const MOST_SKEW = 2

/**
 * Why no verdict can rest on the mean of some positive numbers, if none can: they scatter by factors, as squared lengths in deep narrow
 * networks do. A log-normal law with their Var ln has skewness (k + 3) sqrt k, k = exp(Var ln) - 1, and a mean of n of them that over sqrt n. Var ln
 * is well known from few numbers, unlike their variance. `most` is the largest skewness that a verdict bears.
 */
export function unevenness(samples: readonly number[], most = MOST_SKEW): { readonly withheld?: string } {
  const logs = samples.map(Math.log)
  const centre = estimateOf(logs)
  const k = Math.exp(centre.stderr ** 2 * samples.length) - 1
  // Of zeros, infinities or equal numbers there is nothing to say.
  const skew = ((k + 3) * Math.sqrt(k)) / Math.sqrt(samples.length)
  return skew > most
    ? { withheld: `The networks differ too much for a mean over ${samples.length} of them: no verdict.` }
    : {}
}

/** E v / sqrt(E s) for paired samples v and s. The error is that of the linearised ratio. */
export function relativeToRoot(values: readonly number[], squares: readonly number[]): Estimate {
  const root = Math.sqrt(estimateOf(squares).value)
  const ratio = estimateOf(values).value / root
  const { stderr } = estimateOf(values.map((v, i) => (v - (ratio / 2 / root) * (squares[i] ?? Number.NaN)) / root))
  return scalarReading({ value: ratio, stderr, repeats: values.length })
}

/** E part / E whole for paired samples. The error is that of the linearised ratio. */
export function shareOf(parts: readonly number[], wholes: readonly number[]): Estimate {
  const whole = estimateOf(wholes).value
  const share = estimateOf(parts).value / whole
  const { stderr } = estimateOf(parts.map((part, i) => (part - share * (wholes[i] ?? Number.NaN)) / whole))
  return scalarReading({ value: share, stderr, repeats: parts.length })
}

/** The means of successive groups of `count` entries. */
export function meansOfNeighbours(row: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: row.length / count }, (_, k) => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += row[k * count + i] ?? Number.NaN
    return sum / count
  })
}

/** log10 of a root mean square from the two parts returned by `scaledSquare`: it neither underflows nor overflows. */
export const log10OfScaledRoot = (largest: ArrayLike<number>, square: ArrayLike<number>): number[] =>
  Array.from(largest, (v, i) => Math.log10(v) + 0.5 * Math.log10(square[i] ?? Number.NaN))

/** A mean square, largest^2 square, in double precision from the two parts returned by `scaledSquare`. */
export const scaledSquares = (largest: ArrayLike<number>, square: ArrayLike<number>): number[] =>
  Array.from(largest, (v, i) => v * v * (square[i] ?? Number.NaN))
