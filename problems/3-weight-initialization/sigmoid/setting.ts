import type { Law } from '../../../src/experiment'
import { evenEdges } from '../../../src/numerics/positions'

/** The values of the figure's controls. */
export interface UnitSetting {
  readonly d: number
  readonly g: number
  readonly activation: 'sigmoid' | 'tanh' | 'relu'
  readonly bias: number
  readonly weights: Law
  readonly inputs: Law
}

/** The edges of 41 bins for y, over a range of 9 g. No edge is a value of a sum of signs. */
export const edgesOfSum = (g: number): number[] => evenEdges(-4.5 * g, 4.5 * g, 41)

/** The edges of 41 bins for u, over the range of the activation; for a ReLU, over the range of the bins for y - B. */
export function edgesOfOutput({ activation, g, bias }: UnitSetting): number[] {
  if (activation === 'relu') return evenEdges(0, Math.max(g, 4.5 * g - bias), 41)
  return evenEdges(activation === 'tanh' ? -1 : 0, 1, 41)
}
