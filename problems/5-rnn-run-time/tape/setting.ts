/** The input of the unrolled network, character by character. */
export const SENTENCE = 'one sweep is all'

/** How the gradients are computed: one backward sweep for all losses, or one for each loss. */
export type Manner = 'once' | 'each'

/** The values of the figure's controls. */
export interface Setting {
  /** T, the number of characters. */
  readonly length: number
  readonly manner: Manner
}
