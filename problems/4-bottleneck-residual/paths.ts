/** P(k of n), each with probability p: C(n, k) p^k (1 - p)^(n - k), for every k from 0 to n. */
export function binomial(n: number, p: number): Float64Array {
  const shares = new Float64Array(n + 1)
  shares[0] = 1
  // One trial after the other: a sum of positive numbers, exact to rounding at any p.
  for (let trial = 1; trial <= n; trial++)
    for (let k = trial; k >= 0; k--) shares[k] = (1 - p) * (shares[k] ?? 0) + (k > 0 ? p * (shares[k - 1] ?? 0) : 0)
  return shares
}
