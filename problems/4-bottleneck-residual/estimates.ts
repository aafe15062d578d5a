import { type Estimate, estimateOf, type Series } from '../../src/experiment'

/** log10 of an estimate, its error by the slope 1 / (v ln 10). */
export const log10Of = ({ value, stderr, ...rest }: Estimate): Estimate => ({
  value: Math.log10(value),
  stderr: stderr / value / Math.LN10,
  ...rest,
})

/** E v / sqrt(E s), with the error of the linearised ratio. */
export function relativeToRoot(values: readonly number[], squares: readonly number[]): Estimate {
  const root = Math.sqrt(estimateOf(squares).value)
  const ratio = estimateOf(values).value / root
  const { stderr } = estimateOf(values.map((v, i) => (v - (ratio / 2 / root) * (squares[i] ?? Number.NaN)) / root))
  return { value: ratio, stderr, repeats: values.length }
}

/** E part / E whole, with the error of the linearised ratio. */
export function shareOf(parts: readonly number[], wholes: readonly number[]): Estimate {
  const whole = estimateOf(wholes).value
  const share = estimateOf(parts).value / whole
  const { stderr } = estimateOf(parts.map((part, i) => (part - share * (wholes[i] ?? Number.NaN)) / whole))
  return { value: share, stderr, repeats: parts.length }
}

/** One estimate for each point of an axis. */
export function seriesOf(at: readonly number[], of: (at: number) => Estimate): Series {
  const estimates = at.map(of)
  const repeats = estimates[0]?.repeats
  return {
    at,
    value: estimates.map(({ value }) => value),
    stderr: estimates.map(({ stderr }) => stderr),
    ...(repeats === undefined ? {} : { repeats }),
  }
}

/** The means of each `count` neighbours. */
export function meansOf(row: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: row.length / count }, (_, k) => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += row[k * count + i] ?? Number.NaN
    return sum / count
  })
}

/** largest^2 square, which `scaledSquare` keeps apart, in double precision: it neither under- nor overflows there. */
export const squaresOf = (largest: ArrayLike<number>, square: ArrayLike<number>): number[] =>
  Array.from(largest, (v, i) => v * v * (square[i] ?? Number.NaN))
