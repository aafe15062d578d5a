import { evaluate, type FormulaQuestion, type NumberQuestion, type OrderQuestion } from '../../experiment'
import { attempted, Unreadable } from '../fault'
import type { Judgement, ReadAnswer } from '../judgement'
import { agree, isNumber, type Point, pointsOf, pole } from './agree'
import type { ScalarQuestion } from './form'
import { growAlike, growthOf } from './growth'
import { withSigns } from './reading/spoken'
import { narrowed } from './reading/tokens'
import { remarkOn } from './remark'
import { readScalar, type Scalar } from './scalar'
import { texOf } from './tex'

/** Reads a number, a formula or an order while it is being typed. */
export function readScalarAnswer(question: ScalarQuestion, text: string): ReadAnswer {
  const read = attempted(() => readScalar(question, text))
  if ('fault' in read) return { tex: undefined, canonical: undefined, fault: read.fault }
  const variables = question.kind === 'number' ? {} : question.variables
  const tex = texOf(read.done.tree, (name) => variables[name]?.symbol.source ?? name)
  return { tex, canonical: read.done.formula.text, fault: undefined }
}

/** Judges a number, a formula or an order. */
export function judgeScalar(question: ScalarQuestion, text: string): Judgement {
  const read = attempted(() => {
    const scalar = readScalar(question, text)
    return { scalar, comparison: compared(question, scalar, text) }
  })
  if ('fault' in read) return { state: 'unreadable', ...read.fault }
  const { equals, says } = read.done.comparison
  const is = (answer: string) => equals(readScalar(question, answer))
  const isRight = is(question.answer)
  if (isRight && read.done.scalar.isTurned) return { state: 'wrong', misconception: 'direction', says: TURNED }
  if (isRight) return { state: 'right', says: question.right }
  for (const [variant, known] of Object.entries(question.variants ?? {}))
    if (known.answers.some(is)) return { state: 'right', says: known.says, variant }
  // In an order, L^2/2 means a quadratic one, never L^(2/2).
  const slip = question.kind === 'order' ? undefined : parenthesesSlip(question, text)
  if (slip !== undefined) return { state: 'wrong', says: slip }
  for (const [misconception, known] of Object.entries(question.misconceptions))
    if (known.answers.some(is)) return { state: 'wrong', misconception, says: known.says }
  return says === undefined
    ? { state: 'wrong', remark: remarkOn(question, read.done.scalar) }
    : { state: 'wrong', says }
}

/** The message for N_b > N/2 where N_b < N/2 is right. */
const TURNED =
  'Look at the direction of your inequality: on which side of its end are the values that the question is about?'

interface Comparison {
  equals(other: Scalar): boolean
  /** The remark on a wrong answer that is no known misconception. */
  readonly says?: string | undefined
}

/** How an answer is compared with others, by the kind of its question. Throws `Unreadable` if it has no value. */
function compared(question: ScalarQuestion, scalar: Scalar, text: string): Comparison {
  switch (question.kind) {
    case 'number':
      return comparedNumber(question, scalar, text)
    case 'formula':
      return comparedFormula(question, scalar, text)
    case 'order':
      return comparedOrder(question, scalar)
  }
}

function comparedNumber(question: NumberQuestion, { formula }: Scalar, text: string): Comparison {
  const x = evaluate(formula, {})
  if (!Number.isFinite(x))
    throw new Unreadable(
      'This has no finite value: it divides by zero, takes the root of a negative number, or is too large.',
      0,
      text.length,
    )
  const value = (other: Scalar) => evaluate(other.formula, {})
  const near = value(readScalar(question, question.answer))
  const digits = /^\s*(\d{1,3}(?:\.\d{3})+)(?![\d.,])/.exec(text)?.[1]?.replaceAll('.', '')
  const says = isNumber(x, near, question, 2)
    ? 'Nearly: give three significant digits, or an exact form such as a fraction.'
    : digits !== undefined && isNumber(Number(digits), near, question)
      ? 'A point is read as a decimal point. Write thousands without one.'
      : undefined
  return { equals: (other) => isNumber(x, value(other), question), says }
}

function comparedFormula(question: FormulaQuestion, { formula }: Scalar, text: string): Comparison {
  const points = pointsOf(question)
  const at = pole(formula, points)
  if (at) throw new Unreadable(`This has no finite value at ${said(at)}.`, 0, text.length)
  return { equals: (other) => agree(formula, other.formula, points) }
}

const said = (point: Point) =>
  Object.entries(point)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ')

function comparedOrder(question: OrderQuestion, scalar: Scalar): Comparison {
  const { grows } = question
  const growth = growthOf(scalar, question)
  return {
    equals: (other) => growAlike(growth, growthOf(other, question)),
    says: !growth.isPositive
      ? `For large ${grows} this is not positive, so it cannot be a number of steps.`
      : growth.isBounded
        ? `This does not grow with ${grows}.`
        : undefined,
  }
}

/** Parentheses that a reader may have meant, with the message for an answer that is right with them. */
const SLIPS: readonly (readonly [pattern: RegExp, meant: string, says: string])[] = [
  [
    /(\^|\*\*)\s*([-−+]?\s*[\w.]+\s*\/\s*[\w.]+)/g,
    '$1($2)',
    'As typed, the exponent ends before the division. Put the whole exponent in parentheses if you mean it so.',
  ],
  [
    /(\^|\*\*)\s*([^()]+)$/,
    '$1($2)',
    'As typed, only the first part after the power sign is the exponent. Put the whole exponent in parentheses if you mean it so.',
  ],
  [
    /(√|\\?sqrt|root)\s*(\d+\s*\/\s*[\p{L}\d]+)/gu,
    '$1($2)',
    'As typed, the root ends before the division. Put what is under it in parentheses if you mean it so.',
  ],
  [
    /(\p{L}\s*[-−–]\s*1(?![\d.]))/gu,
    '($1)',
    'As typed, 1 is subtracted from the whole product. Put the difference in parentheses if you mean it as a factor.',
  ],
  [
    /(\p{L}[\p{L}\d]*\s*[-−–]\s*1(?![\d.]))/gu,
    '($1)',
    'As typed, 1 is subtracted from the whole product. Put the difference in parentheses if you mean it as a factor.',
  ],
]

/** The message for d^-1/2, which is (d^-1)/2, if the answer would be right with parentheses. */
function parenthesesSlip(question: ScalarQuestion, text: string): string | undefined {
  const typed = withSigns(narrowed(text))
  const slip = SLIPS.find(([pattern, meant]) => {
    const held = typed.replace(pattern, meant)
    return held !== typed && known(question, held) === 'right'
  })
  return slip?.[2]
}

/** Whether an answer is the right one, without a message. */
function known(question: ScalarQuestion, text: string): 'right' | 'wrong' {
  const read = attempted(() => {
    const scalar = readScalar(question, text)
    return compared(question, scalar, text).equals(readScalar(question, question.answer))
  })
  return 'done' in read && read.done ? 'right' : 'wrong'
}
