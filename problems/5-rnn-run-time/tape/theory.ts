import { exactly, exactSeries } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import type { Setting } from './setting'

/**
 * Visits on the way back over T losses. Loss t reaches h[0] to h[t - 1]: one sweep visits T states once each; in a sweep for each loss
 * T - t of them come by h[t], T (T + 1) / 2 visits in all.
 */
export function theory({ length, manner }: Setting) {
  return {
    visits: exactSeries(
      upTo(length),
      upTo(length).map((t) => (manner === 'once' ? 1 : length - t)),
    ),
    once: exactly(length),
    each: exactly((length * (length + 1)) / 2),
  }
}
