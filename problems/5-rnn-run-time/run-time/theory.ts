import { exactly, exactSeries, fitPowerLaw } from '../../../src/experiment'
import { LENGTHS, lengthsTo, type Setting } from './setting'

/** States that a sweep for each loss visits: 1 + 2 + ... + T. */
const visitsForEach = (T: number): number => (T * (T + 1)) / 2

/**
 * Counts of visited states, and the slopes that times have if every visit takes as long as any other: T forwards and in one sweep, T (T + 1)
 * / 2 in a sweep for each loss, fitted over the lengths that are timed. Of the times themselves there is no law: `longer` is near
 * (T + 1) / 2 only where a visit costs the same either way.
 */
export function theory({ longest }: Setting) {
  const slopeOf = (lengths: readonly number[], count: (T: number) => number) =>
    exactly(fitPowerLaw(exactSeries(lengths, lengths.map(count))).slope.value)
  return {
    forwardsSlope: slopeOf(LENGTHS, (T) => T),
    onceSlope: slopeOf(LENGTHS, (T) => T),
    forEachSlope: slopeOf(lengthsTo(longest), visitsForEach),
    visitsOnce: exactly(longest),
    visitsForEach: exactly(visitsForEach(longest)),
  }
}
