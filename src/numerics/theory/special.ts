const ROOT_TWO_PI = Math.sqrt(2 * Math.PI)

/** phi(x) = exp(-x^2 / 2) / sqrt(2 pi). */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / ROOT_TWO_PI
}

/** P(z > x) for z ~ N(0, 1), to 1e-13 relative: Laplace's continued fraction for large x, else 1 - `normalBelow`. */
export function normalAbove(x: number): number {
  if (x < 3) return 1 - normalBelow(x)
  let fraction = x
  for (let k = 40; k >= 1; k--) fraction = x + k / fraction
  return normalDensity(x) / fraction
}

/** P(z <= x) for z ~ N(0, 1), to 1e-15: 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + ...), whose terms all have one sign. Marsaglia 2004. */
export function normalBelow(x: number): number {
  if (x >= 3) return 1 - normalAbove(x)
  if (x <= -3) return normalAbove(-x)
  let term = x
  let sum = x
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k
    sum += term
  }
  return 0.5 + normalDensity(x) * sum
}

/** psi(x) = d ln Gamma(x) / dx for x > 0, to 1e-13: recurrence up to x >= 8, then the asymptotic series. */
export function digamma(x: number): number {
  let shift = 0
  let y = x
  for (; y < 8; y++) shift -= 1 / y
  const q = 1 / (y * y)
  const series = q * (1 / 12 - q * (1 / 120 - q * (1 / 252 - q * (1 / 240 - q * (1 / 132 - (q * 691) / 32760)))))
  return shift + Math.log(y) - 0.5 / y - series
}

/** psi'(x) for x > 0, to 1e-12: recurrence up to x >= 8, then the asymptotic series. */
export function trigamma(x: number): number {
  let shift = 0
  let y = x
  for (; y < 8; y++) shift += 1 / (y * y)
  const q = 1 / (y * y)
  return shift + 1 / y + q / 2 + (q / y) * (1 / 6 - q * (1 / 30 - q * (1 / 42 - q * (1 / 30 - (q * 5) / 66))))
}

/** E ln(chi^2_k / k) = psi(k/2) - ln(k/2), for any real k > 0: about -1/k. */
export function meanLogChiSquare(freedom: number): number {
  return digamma(freedom / 2) - Math.log(freedom / 2)
}

/** P(k heads in n tosses of a fair coin) for every k from 0 to n. */
export function fairBinomial(n: number): Float64Array {
  const p = new Float64Array(n + 1)
  // Start in the middle and go outwards: starting at 2^-n would lose precision at n = 1024.
  const middle = Math.floor(n / 2)
  p[middle] = 1
  for (let k = middle; k < n; k++) p[k + 1] = ((p[k] ?? 0) * (n - k)) / (k + 1)
  for (let k = middle; k > 0; k--) p[k - 1] = ((p[k] ?? 0) * k) / (n - k + 1)
  const total = p.reduce((sum, x) => sum + x, 0)
  return p.map((x) => x / total)
}
