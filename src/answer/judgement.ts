/** What is said of an answer. */
export type Judgement =
  | { readonly state: 'right'; readonly says: string; readonly variant?: string }
  | { readonly state: 'wrong'; readonly misconception?: string; readonly says?: string }
  /** `at` and `length`: the place in the answer that could not be read, in UTF-16 code units. */
  | { readonly state: 'unreadable'; readonly says: string; readonly at: number; readonly length: number }

/** An answer as it was understood, while it is being typed. */
export interface ReadAnswer {
  /** The answer as TeX; undefined if it cannot be read (yet). */
  readonly tex: string | undefined
  /** What could not be read. */
  readonly fault: { readonly says: string; readonly at: number; readonly length: number } | undefined
}
