import { evenEdges, upTo } from '../../../src/numerics/positions'

/** The standard deviations of y in the sweep, three to a decade: 0.1, 0.215, 0.464, 1, ..., 1000. */
export const SWEEP: readonly number[] = upTo(13).map((k) => Number((10 ** (k / 3 - 1)).toPrecision(10)))

/** The bins for u: 41 from 0 to 1. */
export const EDGES: readonly number[] = evenEdges(0, 1, 41)
