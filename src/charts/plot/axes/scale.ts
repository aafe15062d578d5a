/** How an axis runs. A logarithmic axis is a linear one in log2 or log10: the numbers of an axis are its *positions*. */
export type ScaleName = 'linear' | 'log2' | 'log10'

/** How the numbers of a measure are stored. */
export type Storage = 'plain' | 'log10'

/** Two positions, low first. */
export type Span = readonly [number, number]

/** From a position to pixels. */
export type Scale = (position: number) => number

/** log10 of the smallest normal number in single precision, 1.18e-38: smaller numbers underflow. */
export const UNDERFLOW_LOG10 = -38

/** The position of a stored number: x, log2 x or log10 x. Zero on a logarithmic axis is minus infinity, a negative number NaN. */
export function position(scale: ScaleName, stored: Storage, x: number): number {
  if (scale === 'linear') return stored === 'plain' ? x : 10 ** x
  if (scale === 'log10') return stored === 'plain' ? Math.log10(x) : x
  return stored === 'plain' ? Math.log2(x) : x * Math.log2(10)
}

/** The smallest span around every finite position; nothing if there is none. */
export function extent(positions: Iterable<number>): Span | undefined {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const p of positions) {
    if (!Number.isFinite(p)) continue
    if (p < low) low = p
    if (p > high) high = p
  }
  return low <= high ? [low, high] : undefined
}

/** The span that an axis declares, if it declares a domain. */
export const axisSpan = ({ scale = 'linear', domain }: DeclaredAxis): Span | undefined =>
  domain && extent(domain.map((end) => position(scale, 'plain', end)))

interface DeclaredAxis {
  readonly scale?: ScaleName | undefined
  readonly domain?: readonly [number, number] | undefined
}

/** The smallest span around two. */
export const unite = (a: Span, b: Span): Span => [Math.min(a[0], b[0]), Math.max(a[1], b[1])]

const within = (inner: Span, outer: Span) => inner[0] >= outer[0] && inner[1] <= outer[1]

/** The step of at most `room` round steps over a length: 1, 2 or 5 times a power of ten. */
export function roundStep(length: number, room: number): number {
  const rough = length / Math.max(1, room)
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough * (1 - 1e-9)) ?? 10
  return factor * power
}

/** The share of a logarithmic axis that is left free beyond its first and its last power. */
const AIR = 0.04

/**
 * A span with air around it and round ends: whole powers on a logarithmic axis, so that it means the same at most settings. Quantities that
 * never turn negative keep zero in sight unless they stay far from it.
 */
export function roomy(scale: ScaleName, [low, high]: Span): Span {
  if (scale !== 'linear') {
    // A flat line keeps clear of the edges; a long one may end at one, where there is a little air.
    const margin = high - low < 0.5 ? 0.2 : -AIR
    const [bottom, top] = [Math.floor(low - margin), Math.ceil(high + margin)]
    return [clean(bottom - AIR * (top - bottom)), clean(top + AIR * (top - bottom))]
  }
  const size = Math.max(Math.abs(low), Math.abs(high))
  if (low >= 0 && low < 0.5 * high) return [0, roundUp(high * 1.04, high)]
  if (high <= 0 && high > 0.5 * low) return [-roundUp(-low * 1.04, -low), 0]
  // Agreement to the last digit must not blow the noise of a flat line up to the size of the chart.
  const least = size === 0 ? 1 : size * 0.1
  const length = Math.max(high - low, least) * 1.12
  const middle = (low + high) / 2
  const step = roundStep(length, 8)
  return [clean(Math.floor((middle - length / 2) / step) * step), clean(Math.ceil((middle + length / 2) / step) * step)]
}

function roundUp(x: number, length: number): number {
  if (!(length > 0)) return 1
  const step = roundStep(length, 8)
  return clean(Math.ceil(x / step) * step)
}

/** 0.30000000000000004 is 0.3. */
export const clean = (x: number): number => Number(x.toPrecision(12))

/**
 * The span to draw. During one run it only widens. After a change the old one stays while the new numbers fit and fill it by a third, so that an axis
 * holds still under a moving slider. A logarithmic axis begins anew, even during a run, if that makes it shorter by half of its length and by two
 * powers: the first steps of a training may be far from all later ones.
 */
export function steady(scale: ScaleName, before: Span | undefined, needed: Span, sameRun: boolean): Span {
  if (!before) return roomy(scale, needed)
  if (within(needed, before)) {
    const filled = (needed[1] - needed[0]) / (before[1] - before[0])
    const fresh = roomy(scale, needed)
    const saved = before[1] - before[0] - (fresh[1] - fresh[0])
    if (scale !== 'linear') return saved > 1.9 && saved > (before[1] - before[0]) / 2 ? fresh : before
    const touchesZero = scale === 'linear' && before[0] === 0 && needed[1] >= before[1] * 0.4
    if (sameRun || filled >= 0.33 || touchesZero) return before
  }
  return roomy(scale, sameRun ? unite(before, needed) : needed)
}
