import { evaluate, readPostfix } from '../../experiment'
import { Unreadable } from '../fault'
import type { Point } from './agree'
import { type Operator, postfixOf, type Tree } from './tree'

/** The letter of what is asked for: σ in σ^2 = 1/d. No reader types it. */
export const UNKNOWN = '?'

/** The relation of two sides: equal, nearly equal, less, or greater. */
export type Relation = '=' | '≈' | '<' | '>'

/** A sign between two sides, and its place. */
export interface RelationSign {
  readonly relation: Relation
  readonly at: number
  readonly length: number
}

const SIGN =
  /:?=>?|(?<!\\):|[<>]=?|[≤⩽≦≥⩾≧≪≫≈≃≅~∝]|\\(?:approx|simeq|propto|leq(?:slant)?|le|lt|geq(?:slant)?|ge|gt|ll|gg)(?![a-z])/g
const ARROW = /(?:[⇒→⟹]|[-=]>|\\(?:Rightarrow|implies|to|rightarrow)(?![a-z])|,?\s*\b(?:so|hence|thus|therefore)\b)/g

const relationOf = (sign: string): Relation => {
  if (/^[<≤⩽≦≪]|^\\l/.test(sign)) return '<'
  if (/^[>≥⩾≧≫]|^\\g|^=>/.test(sign)) return '>'
  return /[=:]/.test(sign) ? '=' : '≈'
}

/** The signs of a text in their order. An equals sign in an index belongs to the index. */
export const signsOf = (text: string): readonly RelationSign[] =>
  [...text.replaceAll(/_\{[^{}]*\}/g, (index) => ' '.repeat(index.length)).matchAll(SIGN)].map(
    ({ 0: sign, index }) => ({
      relation: relationOf(sign),
      at: index,
      length: sign.length,
    }),
  )

/** The position at which the last step of a derivation begins, 2γ² = 1 ⇒ γ = 1/√2; 0 if there is one step. */
export function lastStep(text: string): number {
  const steps = [...text.matchAll(ARROW)].filter(({ 0: { length }, index }) => {
    const [before, after] = [text.slice(0, index), text.slice(index + length)]
    // c => 1/16 is an inequality.
    return signsOf(before).length > 0 && after.trim() !== ''
  })
  const last = steps.at(-1)
  return last ? last.index + last[0].length : 0
}

/** The number of times that the unknown occurs in a formula. */
export function unknownsIn(tree: Tree): number {
  switch (tree.kind) {
    case 'number':
      return 0
    case 'letter':
      return tree.name === UNKNOWN ? 1 : 0
    case 'neg':
    case 'call':
      return unknownsIn(tree.of)
    case 'operator':
      return unknownsIn(tree.left) + unknownsIn(tree.right)
  }
}

const number = (text: string): Tree => ({ kind: 'number', text })
const combined = (operator: Operator, left: Tree, right: Tree): Tree => ({ kind: 'operator', operator, left, right })

/** The positive solution of `side` = `other` for the unknown, which occurs once in `side`. Throws `RangeError` if it does not occur. */
export function solved(side: Tree, other: Tree): Tree {
  if (side.kind === 'letter' && side.name === UNKNOWN) return other
  if (side.kind === 'neg') return solved(side.of, { kind: 'neg', of: other })
  if (side.kind === 'call') return solved(side.of, uncalled(side.name, other))
  if (side.kind !== 'operator') throw new RangeError('The unknown stands nowhere in this side')
  const { operator, left, right } = side
  const [inside, rest, isLeft] = unknownsIn(left) > 0 ? [left, right, true] : [right, left, false]
  switch (operator) {
    case '+':
      return solved(inside, combined('-', other, rest))
    case '-':
      return solved(inside, isLeft ? combined('+', other, rest) : combined('-', rest, other))
    case '*':
      return solved(inside, combined('/', other, rest))
    case '/':
      return solved(inside, isLeft ? combined('*', other, rest) : combined('/', rest, other))
    case '^':
      return solved(inside, isLeft ? rooted(other, rest) : combined('/', log(other), log(rest)))
  }
}

const log = (of: Tree): Tree => ({ kind: 'call', name: 'log', of })

function uncalled(name: Extract<Tree, { kind: 'call' }>['name'], other: Tree): Tree {
  if (name === 'sqrt') return combined('^', other, number('2'))
  if (name === 'exp') return log(other)
  return name === 'log' ? { kind: 'call', name: 'exp', of: other } : other
}

const rooted = (of: Tree, exponent: Tree): Tree =>
  exponent.kind === 'number' && Number(exponent.text) === 2
    ? { kind: 'call', name: 'sqrt', of }
    : combined('^', of, combined('/', number('1'), exponent))

/** Which values of the unknown fulfil left < right, or left > right: those below its solution, or those above. */
export function boundOf(left: Tree, relation: '<' | '>', right: Tree, solution: Tree, at: Point): '<' | '>' {
  const letters = [...Object.keys(at), UNKNOWN]
  const value = (tree: Tree, point: Point) => {
    const formula = readPostfix(postfixOf(tree), letters)
    if (!formula) throw new Unreadable('This is too long.', 0, 0)
    return evaluate(formula, point)
  }
  const below = { ...at, [UNKNOWN]: value(solution, { ...at, [UNKNOWN]: Number.NaN }) / 2 }
  const [a, b] = [value(left, below), value(right, below)]
  return (relation === '<' ? a < b : a > b) ? '<' : '>'
}
