/** The kinds of pieces of a page that a lecture distinguishes. */
export type PieceKind =
  | 'heading'
  | 'text'
  | 'formula'
  | 'hint'
  | 'step'
  | 'assumption'
  | 'figure'
  | 'claim'
  | 'takeaway'
  | 'question'
  | 'scene'
  | 'aside'
  | 'notes'

/** A setting of a figure, as its button and the sentence beside it say it. */
export interface PresetOutline {
  readonly name: string
  readonly title: string
  readonly says: string
}

/** A figure of the page: its id and its settings, in the order of its buttons. */
export interface FigureOutline {
  readonly name: string
  readonly title: string
  readonly summary: string
  readonly presets: readonly PresetOutline[]
}

/** An element of the page that a lecture shows or hides as a whole. */
export interface Piece {
  readonly kind: PieceKind
  /** The number of its element. */
  readonly at: number
  /** What it begins with, as plain text: a heading's words, the start of a sentence. */
  readonly words: string
  /** The elements inside that may be shown one after another: the paragraphs of a hint, of a takeaway. */
  readonly inside?: readonly Piece[]
  /** It belongs to what follows it: a heading, or a sentence that ends with a colon. */
  readonly leads?: boolean
  /** It stands in a solution. */
  readonly solves?: boolean
  readonly figure?: FigureOutline
  /** The question, by the name it has in the problem. */
  readonly question?: string
}

/** A part of the page, or what stands before the parts. */
export interface SectionOutline {
  /** "title", "problem", "a", "stack". */
  readonly id: string
  readonly title: string
  /** The number of the element of its heading; undefined if it has none that is shown. */
  readonly head?: number
  readonly pieces: readonly Piece[]
}

/** The page of a problem, in the order that it is read. */
export interface Outline {
  readonly title: string
  readonly sections: readonly SectionOutline[]
}
