/** The values of the figure's controls. */
export interface SkipSetting {
  readonly adapter: 'select' | 'gaussian' | 'scaled' | 'orthogonal'
  /** The factor of the skip that only scales. */
  readonly c: number
  /** Features of L_0; of every layer, unless selections leave some out. */
  readonly features: number
  /** Features of L_N, where selections lead there: no more than there are in L_0. */
  readonly kept: number
  readonly depth: number
  readonly branches: boolean
}
