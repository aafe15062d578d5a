import { exactly, exactSeries } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import type { Setting } from './setting'

/**
 * The visits of the backward pass for T losses. The gradient of loss t passes through h[t - 1], ..., h[0]. One sweep visits T states once each. A
 * sweep for each loss visits h[t] T - t times: T (T + 1) / 2 visits in all.
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
