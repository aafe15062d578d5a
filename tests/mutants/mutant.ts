/** A mistake put into the code of a figure. Some verdict or claim of the figure must turn red by it. */
export interface Mutant {
  /** "3-weight-initialization/variance" */
  readonly figure: string
  /** The file it is put into, from the root of the project. */
  readonly file: string
  /** What stands there, once. */
  readonly find: string
  readonly replace: string
  /** What is wrong then, in words. */
  readonly says: string
}
