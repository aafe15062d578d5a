import { exactly, exactSeries, fitPowerLaw } from '../../../src/experiment'
import { LENGTHS, lengthsTo, type Setting } from './setting'

/** The number of states visited by a sweep for each loss: 1 + 2 + ... + T. */
const visitsForEach = (T: number): number => (T * (T + 1)) / 2

/**
 * The numbers of visited states, and the slopes of times if all visits take equally long: T visits forward and in one sweep, T (T + 1) / 2 in a sweep
 * for each loss, fitted over the timed lengths. Theory does not predict the times themselves: `longer` is near (T + 1) / 2 only if a visit costs the
 * same both ways.
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
