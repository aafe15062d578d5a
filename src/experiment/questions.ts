import type { Scale, Value } from './params/params'
import type { Tex } from './tex'

/** A letter that the reader may use in an answer. */
export interface Variable {
  readonly symbol: Tex
  /** What the letter stands for, without an article: "number of inputs". */
  readonly meaning: string
  /** The values at which an answer is compared with the right one. */
  readonly values: readonly number[]
  /** Other ways to type the letter: "gamma" and "γ". */
  readonly spellings?: readonly string[]
}

/** The variables of a formula, by the name that an answer is stored with. */
export type Variables = Readonly<Record<string, Variable>>

/** A known wrong answer, with a reply of its own. */
export interface Misconception {
  /** Such answers, as a reader types them. Every equal answer is recognised. */
  readonly answers: readonly string[]
  /** What that answer would mean. It never gives the right answer away. */
  readonly says: string
}

/** A right answer of another kind than expected, with a reply of its own: the same matrix with its indices the other way round. */
export type Variant = Misconception

/** The reader's formula, number or sketch as a function: of the variables of the question, or of the position on the axis for a sketch. */
export type AnswerFunction = (at: Readonly<Record<string, number>>) => number

/** Where the reader's answer is drawn: as a dotted line over the measurement and the theory of a measure. */
export interface Drawing {
  /** The figure, by the name of its folder, and one of its measures. */
  readonly figure: string
  readonly measure: string
  /**
   * The value of the measure, never its logarithm, at position x if the answer were right, at the figure's setting p; NaN where the answer says
   * nothing. Of a matrix, x is the column and y the row.
   */
  line(answer: AnswerFunction, x: number, p: Readonly<Record<string, Value>>, y?: number): number
}

/** The figure that runs the reader's answer: the answer becomes the value of a parameter of the kind `formula` or `tensor`. */
export interface Running {
  readonly figure: string
  readonly param: string
  /** The values of the other parameters that differ from the initial ones, so that the answer is what runs. */
  readonly at: Readonly<Record<string, Value>>
}

interface Asked {
  /** The question. Formulas are between dollar signs. */
  readonly prompt: string
  /** The reply to the right answer: why it is right, and what it explains. */
  readonly right: string
  /** From the first hint to the last; none of them is the answer. */
  readonly hints: readonly string[]
  /** Shown when the reader asks for the answer: the answer in the notation of the page, in words with formulas. */
  readonly reveals: string
  readonly draws?: readonly Drawing[]
  readonly runs?: Running
}

interface Judged extends Asked {
  /** The right answer as a reader types it. */
  readonly answer: string
  /** What is asked for, as it may stand in an equation: "sigma" in "sigma = 1/sqrt(d)". A tensor expression has a left side of its own. */
  readonly names?: readonly string[]
  /** The answer is the end of a range, and may be given as an inequality: "<" if what is asked for is below it, ">" if it is above. */
  readonly bounds?: '<' | '>'
  /** Known wrong answers, by name (`data-misconception`). */
  readonly misconceptions: Readonly<Record<string, Misconception>>
  readonly variants?: Readonly<Record<string, Variant>>
}

/** A number: 0.5, 0,5, 1/2, 50 %, 1/sqrt 2. */
export interface NumberQuestion extends Judged {
  readonly kind: 'number'
  /** The largest relative error of a right answer. Default: none for an integer, else rounding to three significant digits. */
  readonly tolerance?: number
  /** What is counted, as it may be typed after the number: "weights". */
  readonly unit?: string
  /** The number is how often `to` fits into `of`, and may be given with them: "Var u <= Var y / 16". */
  readonly ratio?: { readonly of: string; readonly to: string }
}

/** A scalar in named variables: right if it equals the answer at all legal values, whatever its form. */
export interface FormulaQuestion extends Judged {
  readonly kind: 'formula'
  readonly variables: Variables
  /** Whether a combination of values is legal. Default: all are. */
  legal?(at: Readonly<Record<string, number>>): boolean
  /** What is counted, as it may be typed after the formula. */
  readonly unit?: string
}

/** A formula that is right up to a constant factor as one of its variables grows: L, O(L) and 3L + 1 are one answer. */
export interface OrderQuestion extends Judged {
  readonly kind: 'order'
  readonly variables: Variables
  /** The variable that grows. The others are held fixed, at their first values. */
  readonly grows: string
}

/** An operand of a tensor expression. */
export interface Operand {
  /** The ranges of its positions, of `sizes`; an empty list is a number. */
  readonly indices: readonly string[]
  readonly meaning: string
  /** Its TeX. Default: its name. */
  readonly symbol?: Tex
  /** Other ways to type its name, TeX braces left out: "W_n", "W_l+1". */
  readonly spellings?: readonly string[]
  /**
   * Other shapes that a reader may have in mind. The same ranges in another order are the same operand with its indices the other way round; any other
   * list is an operand of its own, so that an answer with it can be recognised.
   */
  readonly alternatives?: readonly (readonly string[])[]
}

/** An expression in the index notation of the book: a repeated capital index is summed. It is run on random tensors. */
export interface TensorQuestion extends Judged {
  readonly kind: 'tensor'
  /** The left side: its name and indices, as in `A(L)[b,x,y,j]`. Each index is the name of its range. */
  readonly left: { readonly name: string; readonly indices: readonly string[] }
  readonly operands: Readonly<Record<string, Operand>>
  /** The number of values of each range on which answers are compared, all different. A capital index has the range of the positions it stands at. */
  readonly sizes: Readonly<Record<string, number>>
  /** Tables of indices, as S in `L[b,x,y,S[j]]`: one index of the range `to` for each of the range `of`, none twice. */
  readonly maps?: Readonly<
    Record<
      string,
      { readonly of: string; readonly to: string; readonly meaning: string; readonly spellings?: readonly string[] }
    >
  >
  /**
   * Right, too, is the skip with any branch beside it: what is left where every function and every one of the `biases` is zero is `skip` alone, and
   * the branch depends on weights and on all of the `layer` below.
   */
  readonly ownBranch?: {
    readonly skip: string
    readonly layer: string
    readonly biases: readonly string[]
    readonly says: string
  }
  /** Functions of one number that may be applied: sigma. */
  readonly functions?: Readonly<Record<string, { readonly symbol: Tex; readonly spellings?: readonly string[] }>>
}

/** One of a few statements; the order is that of the page. */
export interface ChoiceQuestion extends Asked {
  readonly kind: 'choice'
  readonly options: Readonly<
    Record<string, { readonly label: string /** The reply to a wrong option. */; readonly says?: string }>
  >
  readonly answer: string
}

/** What is compared of a sketched curve, in the scale of its axes. */
export interface SketchShape {
  /** The right curve, for the test and the reveal: the value at position x, in the unit of the quantity. */
  readonly curve: (x: number) => number
  /** The features that count. */
  readonly features: readonly SketchFeature[]
}

/** A feature of a curve. Positions and values are in the unit of the quantities; `by` is a share of the height of the axis, in its own scale. */
export type SketchFeature =
  /** Rises, falls or keeps its level between two positions, by at least (at most, for `level`) the share `by`. */
  | { readonly kind: 'rises' | 'falls' | 'level'; readonly from: number; readonly to: number; readonly by: number }
  /** Within `by` of a straight line. */
  | { readonly kind: 'straight'; readonly from: number; readonly to: number; readonly by: number }
  /** Passes within `by` of the value y at x. */
  | { readonly kind: 'passes'; readonly x: number; readonly y: number; readonly by: number }

/** Curves drawn on the axes of a figure, with pointer, touch or keys. */
export interface SketchQuestion extends Asked {
  readonly kind: 'sketch'
  readonly figure: string
  /** The measure whose axes are used, and the setting of the figure whose axes they are. */
  readonly measure: string
  readonly at: Readonly<Record<string, Value>>
  /** The ends of both axes, in the unit of the quantities, and their scales: those of the figure. */
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly scales: { readonly x: Scale; readonly y: Scale }
  /** The curves to draw, each by the name of the measure that it is drawn over: label and right shape. */
  readonly curves: Readonly<Record<string, SketchShape & { readonly label: string }>>
  /** Known wrong sketches: the features that one has, all of them, and the reply. */
  readonly misconceptions: Readonly<
    Record<string, { readonly curves: Readonly<Record<string, readonly SketchFeature[]>>; readonly says: string }>
  >
}

/** A free explanation, kept on this device, which the reader compares with key points when the solution opens. */
export interface WordsQuestion extends Asked {
  readonly kind: 'words'
  readonly points: readonly string[]
}

/** A question by the kind of its answer. */
export type Question =
  | NumberQuestion
  | FormulaQuestion
  | OrderQuestion
  | TensorQuestion
  | ChoiceQuestion
  | SketchQuestion
  | WordsQuestion

/** Numbers in [0, 1), the same for the same seed. */
export type Random = () => number

/** A question of a part of a page, with where it belongs. */
export type Placed<Q extends Question = Question> = Q & {
  /** The part of the page, by its id: "a". */
  readonly part: string
  /** Returns the same question with other numbers, drawn by `random`. */
  another?(random: Random): NumberQuestion | FormulaQuestion
}

/** The questions of a problem, by name: the default export of its `questions.ts`. */
export type Questions = Readonly<Record<string, Placed>>

/** Declares the questions of a problem. */
export const questions = <const Q extends Questions>(declared: Q): Q => declared
