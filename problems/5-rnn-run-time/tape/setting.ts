/** What the network of the tape reads, character by character. */
export const SENTENCE = 'one sweep is all'

/** How the losses are sent back: all of them in one sweep, or each in a sweep of its own. */
export type Manner = 'once' | 'each'

/** The values of the figure's controls. */
export interface Setting {
  /** T. */
  readonly length: number
  readonly manner: Manner
}
