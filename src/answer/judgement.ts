/** The judgement of an answer. */
export type Judgement =
  | { readonly state: 'right'; readonly says: string; readonly variant?: string }
  /**
   * `says`: why the answer is wrong. Without it the reader gets the next hint, and `remark`, which compares the answer with the right one: "It is too
   * large." Neither gives the right answer.
   */
  | { readonly state: 'wrong'; readonly misconception?: string; readonly says?: string; readonly remark?: string }
  /** `at` and `length`: the place in the answer that could not be read, in UTF-16 code units. */
  | { readonly state: 'unreadable'; readonly says: string; readonly at: number; readonly length: number }
  /** Words: the reader compares them with the key points. */
  | { readonly state: 'kept'; readonly says: string }

/** Why an answer cannot be read: `says` what was expected, and `at` and `length` give the place, in UTF-16 code units. */
export interface Fault {
  readonly says: string
  readonly at: number
  readonly length: number
}

/** An answer as it was understood, while it is being typed. */
export interface ReadAnswer {
  /** The answer as TeX; undefined if it cannot be read (yet). */
  readonly tex: string | undefined
  /**
   * The answer without its spelling: what figures evaluate and addresses contain. Numbers, formulas and orders in postfix notation (`readPostfix`),
   * tensor expressions as `readTensor` takes them. Undefined if it cannot be read, and for choices, words and sketches.
   */
  readonly canonical: string | undefined
  /** The part of the answer that could not be read. An empty answer has no fault and no TeX. */
  readonly fault: Fault | undefined
}

/** The curves of a sketch by name: points in the unit of the axes, in any order. */
export type Sketched = Readonly<Record<string, readonly (readonly [x: number, y: number])[]>>

/** An answer as the reader gives it: a text, the name of an option, or the curves of a sketch. */
export type Given = string | Sketched
