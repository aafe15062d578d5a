import type { Law } from '../../../src/experiment'
import { evenEdges, upTo } from '../../../src/numerics/positions'

/** The numbers of inputs of the sweep: 1, 2, 4, ..., 1024. */
export const DIMENSIONS: readonly number[] = upTo(11).map((k) => 2 ** k)

/** The largest number of inputs. */
export const WIDEST = 1024

/** The draw of the one weight vector of "over x, at this one W": its name and shape, of which the first d entries are used. */
export const ONE_VECTOR = ['one weight vector', [WIDEST]] as const

/** The values of the figure's controls. */
export interface SumSetting {
  readonly d: number
  readonly g: number
  /** `scaled`: the weights shrink with d. `fixed`: their standard deviation is g at every d. */
  readonly rule: 'scaled' | 'fixed'
  readonly weights: Law
  readonly inputs: Law
  /** What is drawn anew for the variance: weights and inputs, or the inputs of one weight vector. */
  readonly over: 'both' | 'inputs'
}

/** The bins of the histogram: 41 across 9 g, or 9 g sqrt(d) where the weights do not shrink; no atom of a sum of signs is on an edge. */
export function edgesOf({ d, g, rule }: SumSetting): number[] {
  const end = 4.5 * (rule === 'scaled' ? g : g * Math.sqrt(d))
  return evenEdges(-end, end, 41)
}
