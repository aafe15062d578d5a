/** Models side by side in a batch of draws. */
export const MODELS = 16
/** Words that they know. */
export const VOCABULARY = 16

/** The values of the figure's controls. */
export interface Setting {
  /** T. */
  readonly length: number
  /** I. */
  readonly size: number
  /** The recurrent matrix is orthogonal times this. */
  readonly gain: number
  readonly activation: 'linear' | 'tanh'
}

/** Losses t = 1 ... T in rows, states s = 0 ... T - 1 in columns. */
export const placesOf = (length: number) => ({
  rows: Array.from({ length }, (_, i) => i + 1),
  columns: Array.from({ length }, (_, s) => s),
})
