import { type Estimate, exactly, exactSeries, fitPowerLaw } from '../../../src/experiment'
import { countTo } from '../../../src/numerics/positions'
import { DEPTHS } from './setting'

/** The number of blocks visited by one sweep for each of L heads: 1 + 2 + ... + L. */
const triangle = (depth: number): number => (depth * (depth + 1)) / 2

/** The slope, log against log, of the line through counts at the timed depths. */
const slopeOf = (count: (depth: number) => number): Estimate =>
  exactly(fitPowerLaw(exactSeries(DEPTHS, DEPTHS.map(count))).slope.value)

/** Visits of blocks: L in one sweep, L (L + 1) / 2 in one sweep for each head. Theory predicts how times grow with L, not the times themselves. */
export function theory({ layers }: { readonly layers: number }) {
  const at = countTo(layers)
  return {
    slopeOnce: slopeOf((depth) => depth),
    slopePerHead: slopeOf(triangle),
    visitsOnce: exactly(layers),
    visitsPerHead: exactly(triangle(layers)),
    tapeOnce: exactSeries(
      at,
      at.map(() => 1),
    ),
    tapePerHead: exactSeries(
      at,
      at.map((l) => layers - l + 1),
    ),
  }
}
