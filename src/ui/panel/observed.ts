import type { Verdict } from '../../experiment'
import type { Figure, FigureState } from '../../figure/state'

/** The attributes of the root of a figure that tests, embedding pages and lectures may read. */
export const observed = (
  { id }: Figure,
  { status, backend, readings }: FigureState,
  { verdict }: { readonly verdict: Verdict },
) => ({
  'data-experiment': id,
  'data-status': status,
  'data-backend': backend?.name,
  'data-readings': readings,
  'data-verdict': verdict,
})
