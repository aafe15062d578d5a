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

/** The bins for y: 41 across 9 g. No atom of a sum of signs is on an edge. */
export const edgesOfSum = (g: number): number[] => evenEdges(-4.5 * g, 4.5 * g, 41)

/** The bins for u: 41 over the range of the activation; of a ReLU, as far as the bins for y - B reach. */
export function edgesOfOutput({ activation, g, bias }: UnitSetting): number[] {
  if (activation === 'relu') return evenEdges(0, Math.max(g, 4.5 * g - bias), 41)
  return evenEdges(activation === 'tanh' ? -1 : 0, 1, 41)
}
