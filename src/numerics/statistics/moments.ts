import {
  type Estimate,
  estimateOf,
  type Histogram,
  histogramReading,
  scalarReading,
  type Tensor,
  type Tf,
} from '../../experiment'

/** The mean and the mean square over the last axis: [..., n] -> two of [...]. */
export function firstTwoMoments(tf: Tf, samples: Tensor): { readonly mean: Tensor; readonly square: Tensor } {
  // v * v instead of `tf.square`, which WebGL computes on unpacked textures: that costs two more kernels.
  return { mean: tf.mean(samples, -1), square: tf.mean(tf.mul(samples, samples), -1) }
}

/** The mean of v - centre and of (v - centre)^2 for numbers already read from the device. */
export function momentsOf(samples: ArrayLike<number>, centre = 0): { readonly mean: number; readonly square: number } {
  let [mean, square] = [0, 0]
  for (let i = 0; i < samples.length; i++) {
    const v = (samples[i] ?? Number.NaN) - centre
    mean += v
    square += v * v
  }
  return { mean: mean / samples.length, square: square / samples.length }
}

/** A root mean square over the last axis, as largest sqrt(square). Neither part underflows or overflows if the numbers do not. */
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

/**
 * The multiple of stderr^2 used as a standard error of (E v)^2. (E v)^2 / stderr^2 is chi^2 of one degree of freedom with mean 1, and equals 16 where
 * E v is 4 standard errors off: 16 - 1 = 4 (15/4).
 */
const SQUARED_MEAN = 15 / 4

/**
 * Var v = E v^2 - (E v)^2 from the means and mean squares of independent repetitions. It has no bias even if the samples inside a repetition depend
 * on each other (as two sums with one weight vector do). The error is that of the linearised difference, plus the second-order variance of the
 * squared mean. If v^2 hardly varies, the squared mean dominates, and its tail is longer than a Gaussian's: the error is then at least `SQUARED_MEAN`
 * stderr^2.
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

/** An estimate times a factor: factor value +- |factor| stderr. */
export function scaled({ value, stderr, ...rest }: Estimate, factor: number): Estimate {
  return { value: factor * value, stderr: Math.abs(factor) * stderr, ...rest }
}

/** An estimate plus a constant, with the same error. */
export function shifted({ value, ...rest }: Estimate, shift: number): Estimate {
  return { value: value + shift, ...rest }
}

/** The square root of an estimate v >= 0, its error multiplied by the derivative 1 / (2 sqrt v). An estimate of 0 or less gives 0. */
export function rootOf({ value, stderr, ...rest }: Estimate): Estimate {
  const root = Math.sqrt(Math.max(0, value))
  return { value: root, stderr: root > 0 ? stderr / (2 * root) : Math.sqrt(stderr), ...rest }
}

/** The density in bins of equal width: mean +- standard error over independent repetitions. A sample on the last edge is counted in the last bin. */
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

/** The rows of a row-major matrix [rows, n]. */
export function rowsOf(values: Float32Array, rows: number): Float32Array[] {
  const n = values.length / rows
  return Array.from({ length: rows }, (_, r) => values.subarray(r * n, (r + 1) * n))
}
