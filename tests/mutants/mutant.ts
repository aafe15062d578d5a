/** A mistake to be inserted into the code of a figure. A verdict or a claim of the figure must fail because of it. */
export interface Mutant {
  /** "3-weight-initialization/variance" */
  readonly figure: string
  /** The file that is changed, relative to the root of the project. */
  readonly file: string
  /** The text that is replaced; it must occur exactly once. */
  readonly find: string
  readonly replace: string
  /** Describes the mistake. */
  readonly says: string
}
