import { type Estimate, type Series, scalarReading } from './readings'

/** y = level + slope (x - centre). */
export interface Line {
  readonly slope: Estimate
  readonly level: number
  readonly centre: number
}

/**
 * The straight line through (x, y) by least squares, all points weighing alike, with the standard error of its slope from the scatter
 * about the line: slope = sum (x - centre) y / sum (x - centre)^2, on n - 2 degrees of freedom. Throws for fewer than three points.
 */
export function fitLine(x: readonly number[], y: readonly number[]): Line {
  const n = x.length
  if (n < 3 || y.length !== n) throw new RangeError(`A line with an error needs at least three points, not ${n}`)
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v / n, 0)
  const [centre, level] = [mean(x), mean(y)]
  const spread = x.reduce((sum, v) => sum + (v - centre) ** 2, 0)
  const slope = x.reduce((sum, v, i) => sum + (v - centre) * ((y[i] ?? Number.NaN) - level), 0) / spread
  const residual = x.reduce((sum, v, i) => sum + ((y[i] ?? Number.NaN) - level - slope * (v - centre)) ** 2, 0)
  // `repeats` counts degrees of freedom and one, as for a mean.
  const stderr = Math.sqrt(residual / (n - 2) / spread)
  return { slope: scalarReading({ value: slope, stderr, repeats: n - 1 }), level, centre }
}

/** The power law through a series: the line through log10 of its places and log10 of its values, which are stored as such if `stored` says so. */
export const fitPowerLaw = ({ at, value }: Series, stored: 'plain' | 'log10' = 'plain'): Line =>
  fitLine(at.map(Math.log10), stored === 'log10' ? value : value.map(Math.log10))
