import {
  type Estimate,
  estimateOf,
  type Histogram,
  histogramReading,
  scalarReading,
  type Tensor,
  type Tf,
} from '../../experiment'

/** Mean of v and mean of v^2 over the last axis: [..., n] -> [...] twice. */
export function firstTwoMoments(tf: Tf, samples: Tensor): { readonly mean: Tensor; readonly square: Tensor } {
  // v * v rather than `square`, which WebGL does on unpacked textures: two more kernels.
  return { mean: tf.mean(samples, -1), square: tf.mean(tf.mul(samples, samples), -1) }
}

/** Mean of v - centre and mean of (v - centre)^2 of numbers that have been read. */
export function momentsOf(samples: ArrayLike<number>, centre = 0): { readonly mean: number; readonly square: number } {
  let [mean, square] = [0, 0]
  for (let i = 0; i < samples.length; i++) {
    const v = (samples[i] ?? Number.NaN) - centre
    mean += v
    square += v * v
  }
  return { mean: mean / samples.length, square: square / samples.length }
}

/** The root mean square over the last axis, as `largest` times the root of `square`: neither under- nor overflows where the numbers do not. */
export interface ScaledSquare {
  readonly largest: Tensor
  readonly square: Tensor
}

/** The smallest normal number in single precision. */
const SMALLEST = 1.1754944e-38

/** [..., n] -> largest = max |v| and square = mean of (v / largest)^2, both [...]. */
export function scaledSquare(tf: Tf, v: Tensor): ScaledSquare {
  const largest = tf.max(tf.abs(v), -1, true)
  const square = tf.mean(tf.square(tf.div(v, tf.maximum(largest, SMALLEST))), -1)
  return { largest: tf.squeeze(largest, [-1]), square }
}

/** (E v)^2 / stderr^2 is chi^2 of one degree of freedom, 16 where E v is 4 standard errors off: 16 - 1 is then 4 of these. */
const SQUARED_MEAN = 15 / 4

/**
 * Var v from means and mean squares of independent repetitions: E v^2 - (E v)^2, free of bias though the samples inside a repetition may
 * depend on each other (two sums with one weight vector do). The error is that of the linearised difference, with the variance
 * of the squared mean at second order; where v^2 hardly varies the squared mean is all there is, with a longer tail than a Gaussian's.
 */
export function varianceOf(means: ArrayLike<number>, squares: ArrayLike<number>): Estimate {
  const mean = estimateOf(means)
  const linear = estimateOf(Array.from(squares, (square, i) => square - 2 * mean.value * (means[i] ?? 0)))
  const meanError = mean.stderr ** 2
  return scalarReading({
    value: linear.value + mean.value ** 2 + meanError,
    stderr: Math.max(Math.hypot(linear.stderr, Math.SQRT2 * meanError), SQUARED_MEAN * meanError),
    repeats: means.length,
  })
}

/** factor v +- factor stderr. */
export function scaled({ value, stderr, ...rest }: Estimate, factor: number): Estimate {
  return { value: factor * value, stderr: Math.abs(factor) * stderr, ...rest }
}

/** v + shift, with the same error. */
export function shifted({ value, ...rest }: Estimate, shift: number): Estimate {
  return { value: value + shift, ...rest }
}

/** The square root of an estimated v >= 0, its error by the slope 1 / (2 sqrt v). An estimate of 0 or less gives 0. */
export function rootOf({ value, stderr, ...rest }: Estimate): Estimate {
  const root = Math.sqrt(Math.max(0, value))
  return { value: root, stderr: root > 0 ? stderr / (2 * root) : Math.sqrt(stderr), ...rest }
}

/** The density on even edges, mean +- standard error over independent repetitions. A sample on the last edge counts. */
export function histogramOf(repetitions: readonly ArrayLike<number>[], edges: readonly number[]): Histogram {
  const bins = edges.length - 1
  const [from = 0, to = 1] = [edges[0], edges[bins]]
  const width = (to - from) / bins
  const densities = repetitions.map((samples) => {
    const density = new Float64Array(bins)
    for (let i = 0; i < samples.length; i++) {
      const v = samples[i] ?? Number.NaN
      if (v >= from && v <= to) {
        const bin = Math.min(bins - 1, Math.floor((v - from) / width))
        density[bin] = (density[bin] ?? 0) + 1 / (samples.length * width)
      }
    }
    return density
  })
  const estimates = Array.from({ length: bins }, (_, bin) => estimateOf(densities.map((density) => density[bin] ?? 0)))
  return histogramReading({
    edges,
    density: estimates.map(({ value }) => value),
    stderr: estimates.map(({ stderr }) => stderr),
    repeats: repetitions.length,
  })
}

/** The rows of a row-major [rows, n]. */
export function rowsOf(values: Float32Array, rows: number): Float32Array[] {
  const n = values.length / rows
  return Array.from({ length: rows }, (_, r) => values.subarray(r * n, (r + 1) * n))
}
