import { type Estimate, type Series, scalarReading } from './readings'

/** The line y = level + slope (x - centre). */
export interface Line {
  readonly slope: Estimate
  readonly level: number
  readonly centre: number
}

/**
 * The least-squares line through (x, y), all points with equal weight: slope = sum (x - centre) y / sum (x - centre)^2. The standard error of the
 * slope comes from the residuals, with n - 2 degrees of freedom. Throws for fewer than three points.
 */
export function fitLine(x: readonly number[], y: readonly number[]): Line {
  const n = x.length
  if (n < 3 || y.length !== n) throw new RangeError(`A line with an error needs at least three points, not ${n}`)
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v / n, 0)
  const [centre, level] = [mean(x), mean(y)]
  const spread = x.reduce((sum, v) => sum + (v - centre) ** 2, 0)
  const slope = x.reduce((sum, v, i) => sum + (v - centre) * ((y[i] ?? Number.NaN) - level), 0) / spread
  const residual = x.reduce((sum, v, i) => sum + ((y[i] ?? Number.NaN) - level - slope * (v - centre)) ** 2, 0)
  // `repeats` is the number of degrees of freedom plus one, as for a mean.
  const stderr = Math.sqrt(residual / (n - 2) / spread)
  return { slope: scalarReading({ value: slope, stderr, repeats: n - 1 }), level, centre }
}

/**
 * Fits a power law to a series: the line through log10 of its positions and log10 of its values. `stored` says whether the values are logarithms
 * already.
 */
export const fitPowerLaw = ({ at, value }: Series, stored: 'plain' | 'log10' = 'plain'): Line =>
  fitLine(at.map(Math.log10), stored === 'log10' ? value : value.map(Math.log10))
