import { exactSeries } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { exactMatrix } from '../../../src/numerics/theory/exact'
import { placesOf, type Setting } from './setting'

/**
 * Without an activation |dLoss_t/dh[s]| / |dLoss_t/dh[t-1]| = g^(t-1-s), because an orthogonal matrix times g multiplies every length by g. Stored as
 * log10; null for states after the loss. With tanh there is only an upper bound, and theory gives nothing.
 */
export function theory({ length, gain, activation }: Setting) {
  if (activation !== 'linear') return {}
  const left = (steps: number) => steps * Math.log10(gain)
  const { rows, columns } = placesOf(length)
  return {
    flow: exactMatrix(rows, columns, (t, s) => (s < t ? left(t - 1 - s) : null)),
    byDistance: exactSeries(upTo(length), upTo(length).map(left)),
  }
}
