import type { Law } from '../../../src/experiment'
import { evenEdges, upTo } from '../../../src/numerics/positions'

/** The numbers of inputs in the sweep: 1, 2, 4, ..., 1024. */
export const DIMENSIONS: readonly number[] = upTo(11).map((k) => 2 ** k)

/** The largest number of inputs. */
export const WIDEST = 1024

/** Name and shape of the draw of the one weight vector for "over x, at this one W"; its first d entries are used. */
export const ONE_VECTOR = ['one weight vector', [WIDEST]] as const

/** The values of the figure's controls. */
export interface SumSetting {
  readonly d: number
  readonly g: number
  /** `scaled`: the standard deviation of the weights is g / sqrt(d). `fixed`: it is g at every d. */
  readonly rule: 'scaled' | 'fixed'
  readonly weights: Law
  readonly inputs: Law
  /** What varies for the variance: weights and inputs, or only the inputs of one weight vector. */
  readonly over: 'both' | 'inputs'
}

/** The edges of the 41 bins of the histogram, over a range of 9 g, or of 9 g sqrt(d) with `fixed` weights. No edge is a value of a sum of signs. */
export function edgesOf({ d, g, rule }: SumSetting): number[] {
  const end = 4.5 * (rule === 'scaled' ? g : g * Math.sqrt(d))
  return evenEdges(-end, end, 41)
}
