/** Models side by side in a batch of draws. */
export const MODELS = 16
/** The number of words in the vocabulary. */
export const VOCABULARY = 16

/** The values of the figure's controls. */
export interface Setting {
  /** T, the number of words in a sentence. */
  readonly length: number
  /** I, the number of entries in a state. */
  readonly size: number
  /** g: the recurrent matrix is an orthogonal matrix times this. */
  readonly gain: number
  readonly activation: 'linear' | 'tanh'
}

/** The axes of the matrix: losses t = 1 ... T in rows, states s = 0 ... T - 1 in columns. */
export const placesOf = (length: number) => ({
  rows: Array.from({ length }, (_, i) => i + 1),
  columns: Array.from({ length }, (_, s) => s),
})
