/** A place in an answer, in UTF-16 code units. */
export interface Place {
  readonly at: number
  readonly length: number
}

/** The index at a position of an operand, or a table of indices at an index. */
export interface Position extends Place {
  readonly index: string
  readonly map: string | undefined
}

/** A tensor expression as it is written, before it is known what is summed. */
export type Tree =
  | { readonly kind: 'number'; readonly text: string }
  | ({ readonly kind: 'entry'; readonly operand: string; readonly positions: readonly Position[] } & Place)
  | { readonly kind: 'call'; readonly name: string; readonly of: Tree }
  | { readonly kind: 'product'; readonly factors: readonly Tree[] }
  | { readonly kind: 'quotient'; readonly of: Tree; readonly by: Tree }
  | { readonly kind: 'terms'; readonly terms: readonly { readonly sign: 1 | -1; readonly of: Tree }[] }
  /** A sum that is written out, as in sum_i. */
  | ({ readonly kind: 'sum'; readonly index: string; readonly of: Tree } & Place)
