/** The values of the figure's controls. */
export interface SkipSetting {
  readonly adapter: 'select' | 'gaussian' | 'scaled' | 'orthogonal'
  /** The factor of a skip that only scales. */
  readonly c: number
  /** The number of features of L_0, and of every layer unless selections drop some. */
  readonly features: number
  /** The number of features of L_N if the skips are selections: at most that of L_0. */
  readonly kept: number
  readonly depth: number
  readonly branches: boolean
}
