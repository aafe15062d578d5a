import { read } from '../../src/answer'
import type { Operator, Tree } from '../../src/answer/formula/tree'
import {
  evaluate,
  type FormulaQuestion,
  type NumberQuestion,
  type OrderQuestion,
  type Question,
  readPostfix,
  type TensorQuestion,
} from '../../src/experiment'

/** The questions whose answers are typed and judged. */
export type Typed = NumberQuestion | FormulaQuestion | OrderQuestion | TensorQuestion
/** Whether the answer to a question is typed and judged. */
export const isTyped = (question: Question): question is Typed => 'answer' in question && question.kind !== 'choice'

/** Other forms of an answer that are equal to it. */
export function equalForms({ kind, answer, ...rest }: Typed): readonly string[] {
  if (kind === 'tensor') {
    const left = 'left' in rest ? rest.left : undefined
    return [
      answer,
      `(${answer})`,
      `2 (${answer}) / 2`,
      `${answer} + 0`,
      `-(-(${answer}))`,
      answer.replaceAll('I', 'K'),
      answer.replaceAll(',', ' , '),
      `${left?.name}[${left?.indices.join(',')}] = ${answer}`,
      answer.replaceAll('[', '\\left[').replaceAll(']', '\\right]'),
      answer.replaceAll(' - ', ' − ').replaceAll(' L', ' · L'),
    ]
  }
  const forms = [
    answer,
    `(${answer})`,
    ` ${answer} `,
    `1*(${answer})`,
    `(${answer})/1`,
    `2 (${answer}) / 2`,
    `(${answer}) + 0`,
    `exp(log(${answer}))`,
    `√((${answer})^2)`,
    `((${answer})^2)^0.5`,
    `\\frac{${answer}}{1}`,
    `\\left(${answer}\\right)`,
    `[${answer}]`,
    answer.replaceAll('*', '·').replaceAll('-', '−').replaceAll('sqrt', '√'),
    answer.replaceAll('^', '**'),
    answer.replaceAll(/[0-9()+\-/*^]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)),
    ...(rest.names ?? []).map((name) => `${name}${name.endsWith('<') ? '' : ' ='} ${answer}`),
  ]
  // A value that is negative or zero has no logarithm, and no root of its square.
  return kind === 'number' && !(numberOf(answer) > 0) ? forms.filter((form) => !/exp|√\(\(|\^0\.5/.test(form)) : forms
}

const numberOf = (answer: string): number => {
  const { canonical = '' } = read(numberQuestion, answer)
  const formula = readPostfix(canonical, [])
  return formula ? evaluate(formula, {}) : Number.NaN
}
const numberQuestion: NumberQuestion = {
  kind: 'number',
  prompt: '',
  right: '',
  hints: [],
  reveals: '',
  answer: '1',
  misconceptions: {},
}

/** One identity applied somewhere in a formula, chosen by a stream of random numbers. It holds wherever both sides are finite. */
export function rewritten(tree: Tree, random: () => number): Tree {
  const deeper = (part: Tree) => (random() < 0.6 ? rewritten(part, random) : part)
  const operator = (name: Operator, left: Tree, right: Tree): Tree => ({
    kind: 'operator',
    operator: name,
    left,
    right,
  })
  const one: Tree = { kind: 'number', text: '1' }
  const two: Tree = { kind: 'number', text: '2' }
  const neg = (of: Tree): Tree => ({ kind: 'neg', of })
  const choice = Math.floor(4 * random())
  if (choice === 0) return operator('*', tree, one)
  if (choice === 1) return neg(neg(tree))
  if (tree.kind === 'call') {
    if (tree.name === 'sqrt' && choice === 2) return operator('^', deeper(tree.of), operator('/', one, two))
    return { ...tree, of: deeper(tree.of) }
  }
  if (tree.kind === 'neg') return neg(deeper(tree.of))
  if (tree.kind !== 'operator') return operator('/', operator('*', two, tree), two)
  const [left, right] = [deeper(tree.left), deeper(tree.right)]
  const isSum = tree.operator === '+' || tree.operator === '*'
  if (isSum && choice === 2) return operator(tree.operator, right, left)
  if (tree.operator === '-' && choice === 2) return operator('+', left, neg(right))
  if (tree.operator === '-') return neg(operator('-', right, left))
  if (tree.operator === '/' && choice === 2) return operator('*', left, operator('^', right, neg(one)))
  if (tree.operator === '^' && right.kind === 'operator' && right.operator === '-')
    return operator('/', operator('^', left, right.left), operator('^', left, right.right))
  return operator(tree.operator, left, right)
}

/** Inputs that nobody should send. */
export const HOSTILE = [
  '',
  ' ',
  '\n',
  '\t\t',
  'constructor',
  '__proto__',
  'toString()',
  'hasOwnProperty',
  'valueOf',
  '[].constructor.constructor("x")()',
  'import("x")',
  'cot(1)',
  'f(x) = x',
  'a = 1; b = 2',
  'd = 3',
  '9!!!!!!',
  '9999999999!',
  '9^9^9^9^9',
  '1/0',
  '0/0',
  '-1/0',
  'sqrt(-1)',
  'log(0)',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e309',
  '1e-400',
  '0x10',
  '0b1',
  '1_000',
  '1,2,3',
  '1..2',
  '--1',
  '+-+-1',
  '((((((((((',
  '))))))))))',
  '()',
  '[]',
  '{}',
  '(1',
  '1)',
  '1 2',
  '^',
  '*',
  '/',
  '-',
  '√',
  '\\',
  '\\frac',
  '\\frac{',
  '\\frac{1}{',
  '\\frac{1}{}',
  '\\frac{}{}',
  '\\frac)(',
  '$',
  '$$',
  '%',
  '100%%',
  '=',
  '==',
  '1=1',
  '😀',
  '👩‍👩‍👧‍👦',
  '🇩🇪',
  '\u202e1/2',
  '\u200f1/2\u200f',
  '\u2066d\u2069',
  '\u0000',
  '\ufeff',
  'אבג',
  'مرحبا',
  '٣',
  '１／２',
  'é'.normalize('NFD'),
  '\ud800',
  'a'.repeat(10_000),
  `${'a '.repeat(5000)}1`,
  `${' '.repeat(10_000)}1`,
  `${'1 '.repeat(99)}`,
  `${'a '.repeat(95)}1`,
  `${'((1,'.repeat(2500)}`,
  `A${'('.repeat(9000)} = 1`,
  `${'[1,'.repeat(60)} = 2`,
  '1+'.repeat(5000),
  '('.repeat(10_000),
  `${'2^'.repeat(90)}2`,
  '√'.repeat(199),
  '-'.repeat(199),
  '1'.repeat(199),
  'exp('.repeat(60),
  'sum_i '.repeat(60),
  'L[L[L[L[b]]]]',
  'W[j,I',
  'W[',
  'W]',
  'W[]',
  'W[,]',
  'W[j,,I]',
  'S[S[j]]',
  'W[j,I] L[b,x,y,I] '.repeat(20),
  '<script>alert(1)</script>',
  "';--",
  '%s%n',
]

/** The answers that a question knows, right and wrong. */
export const answersOf = (question: Typed) => [
  { answer: question.answer, known: 'right' },
  ...Object.entries({ ...question.variants, ...question.misconceptions }).flatMap(([known, { answers }]) =>
    answers.map((answer) => ({ answer, known })),
  ),
]
