/** The values of the figure's controls. */
export interface StackSetting {
  readonly layers: number
  readonly width: number
  readonly activation: 'sigmoid' | 'tanh' | 'relu' | 'linear'
  /** The rule for the variance of a weight: g^2 / d, 1 / d, 2 / (fan-in + fan-out), or 2 / d. */
  readonly scheme: 'gain' | 'lecun' | 'glorot' | 'he'
  /** The gain of the rule `gain`. */
  readonly g: number
}

/** A unit is inactive if its slope is below this fraction of the greatest slope. */
export const INACTIVE_BELOW = 0.01
