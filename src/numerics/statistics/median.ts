import { normalAbove } from '../theory/special'

/** The median, or the mean of the two middle samples. NaN for no samples. */
export function median(samples: readonly number[]): number {
  return middle([...samples].sort((a, b) => a - b))
}

function middle(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** The factor from a median absolute deviation to the standard deviation of a Gaussian: 1 / Phi^-1(3/4). */
const GAUSSIAN_MAD = 1.482602218505602

/**
 * The median of independent samples of any law, with its standard error: the distance between two order statistics, divided by the number of standard
 * deviations between their ranks. `spread` is the standard deviation of one sample, estimated as 1.4826 times the median absolute deviation. Price
 * and Bonett 2001, who correct McKean and Schrader 1984 for few samples. The error of one sample is unknown: NaN.
 */
export function medianOf(samples: readonly number[]): {
  readonly value: number
  readonly stderr: number
  readonly spread: number
} {
  const n = samples.length
  const sorted = [...samples].sort((a, b) => a - b)
  const value = middle(sorted)
  const spread = GAUSSIAN_MAD * median(samples.map((v) => Math.abs(v - value)))
  if (n < 2) return { value, stderr: Number.NaN, spread }
  const rank = Math.max(1, Math.round((n + 1) / 2 - Math.sqrt(n)))
  const distance = (sorted[n - rank] ?? Number.NaN) - (sorted[rank - 1] ?? Number.NaN)
  return { value, stderr: distance / (2 * deviationsOf(n, rank)), spread }
}

/** The z with P(Z > z) = P(fewer than `rank` heads in n tosses of a fair coin). */
function deviationsOf(n: number, rank: number): number {
  let [tail, choose] = [0, 1]
  for (let k = 0; k < rank; k++) {
    tail += choose / 2 ** n
    choose *= (n - k) / (k + 1)
  }
  let [low, high] = [0, 10]
  for (let i = 0; i < 50; i++) {
    const z = (low + high) / 2
    if (normalAbove(z) > tail) low = z
    else high = z
  }
  return (low + high) / 2
}
