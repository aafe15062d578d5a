import { attempted, quoted, Unreadable } from '../fault'
import { lettersOf, type ScalarForm, someOf } from './form'
import { parseFormula } from './reading/parse'
import { withSigns } from './reading/spoken'
import { boundOf, type Relation, type RelationSign, signsOf, solved, UNKNOWN, unknownsIn } from './relation'
import type { Tree } from './tree'

/** A side of an answer, as a part of its text, or as it was solved for what is asked. */
export type Side = { readonly signBefore?: RelationSign } & (
  | { readonly from: number; readonly to: number }
  | { readonly solution: Tree }
)

/** The sides of an answer that are the answer, and whether they bound what is asked for from above ("<") or from below. */
export function sidesOf(
  question: ScalarForm,
  text: string,
  answer: string,
): { readonly sides: readonly Side[]; readonly bound: '<' | '>' | undefined } {
  const signs = signsOf(text)
  const parts = [...signs, undefined].map((sign, k) => {
    const signBefore = signs[k - 1]
    const from = signBefore ? signBefore.at + signBefore.length : 0
    return { from, to: sign?.at ?? text.length, ...(signBefore ? { signBefore } : {}) }
  })
  const textOf = (part: { from: number; to: number } | undefined) => (part ? text.slice(part.from, part.to) : '')
  // 0 < N_b < N/2, and N/2 > N_b > 0: every unknown of the book is positive.
  if (parts.length === 3 && /^\s*[01]\s*$/.test(textOf(parts[0])) && signs[0]?.relation === '<') parts.shift()
  if (parts.length === 3 && /^\s*[01]\s*$/.test(textOf(parts[2])) && signs[1]?.relation === '>') parts.pop()
  // "1/√2 approximately"
  if (parts.length > 1 && textOf(parts.at(-1)).trim() === '' && !isBound(parts.at(-1)?.signBefore?.relation ?? '='))
    parts.pop()
  const [left, ...rest] = parts
  const last = rest.at(-1)
  if (!left || !last) return { sides: parts, bound: undefined }
  const names = question.names ?? []
  const isNamed = (part: Part) => names.some((name) => bare(withSigns(name)) === bare(textOf(part)))
  const [sign] = rest.flatMap(({ signBefore }) => (signBefore && isBound(signBefore.relation) ? [signBefore] : []))
  if (sign && question.bounds === undefined)
    throw new Unreadable('Give the number or formula itself, without a comparison.', sign.at, sign.length)
  const direction = sign?.relation as '<' | '>' | undefined
  if (textOf(left).trim() === '' || isNamed(left)) return { sides: rest, bound: direction }
  if (isNamed(last)) return { sides: parts.slice(0, -1), bound: direction && (direction === '<' ? '>' : '<') }
  const solution = rest.length === 1 ? solutionOf(question, text, left, last) : undefined
  if (solution) return solution
  // An answer may be given twice: 64 * 16 = 1024.
  const unit = question.kind === 'number' ? question.unit : undefined
  const counted = (side: string) => (unit === undefined ? side : withoutUnit(side, unit))
  const twice = attempted(() => parseFormula(counted(only(text, left)), lettersOf(question)))
  if (sign === undefined && 'done' in twice) return { sides: parts, bound: undefined }
  throw new Unreadable(
    names[0] === undefined
      ? 'Give the answer alone, without another side.'
      : `${quoted(answer.slice(left.from, left.to).trim())} is not what is asked for. Write ${names[0]} = …, or the right side alone.`,
    0,
    last.signBefore ? last.signBefore.at + last.signBefore.length : text.length,
  )
}

const isBound = (relation: Relation): relation is '<' | '>' => relation === '<' || relation === '>'

interface Part {
  readonly from: number
  readonly to: number
  readonly signBefore?: RelationSign
}

/** An equation or inequality, solved for what is asked: σ² = 1/d, 2N_b < N. undefined if it does not contain the unknown. */
function solutionOf(
  question: ScalarForm,
  text: string,
  left: Part,
  right: Part,
): ReturnType<typeof sidesOf> | undefined {
  const spellings = (question.names ?? []).filter((name) => /^\p{L}+(_\p{L}+)?$/u.test(name))
  if (spellings.length === 0 || right.signBefore === undefined) return undefined
  const letters = { ...lettersOf(question), [UNKNOWN]: spellings }
  const read = attempted(() => [left, right].map((part) => parseFormula(only(text, part), letters)))
  const [a, b] = 'done' in read ? read.done : []
  if (!a || !b) return undefined
  const count = unknownsIn(a) + unknownsIn(b)
  if (count === 0) return undefined
  if (count > 1)
    throw new Unreadable(
      `${spellings[0]} stands here more than once. Solve for it, and give the right side.`,
      left.from,
      right.to - left.from,
    )
  const solution = unknownsIn(a) > 0 ? solved(a, b) : solved(b, a)
  const { relation } = right.signBefore
  const at = question.kind === 'number' ? {} : someOf(question)
  return { sides: [{ solution }], bound: isBound(relation) ? boundOf(a, relation, b, solution, at) : undefined }
}

/** A quantity as it is written: "Var u", "Var(u)", "\\operatorname{Var} u". */
export function written(quantity: string): RegExp {
  const [law = '', of = ''] = quantity.split(' ')
  return new RegExp(
    `(?:\\\\operatorname\\{${law}\\}|(?:\\\\(?:mathrm|text)\\{)?${law}\\}?)\\s*[([{]?\\s*${of}\\s*[)\\]}]?`,
    'giu',
  )
}

/** A name without the parts in which its spellings differ: σ(d), \\sigma and Sigma are `sigma`. */
const bare = (name: string) =>
  name
    .replace(/^\s*the\s/i, '')
    .replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, '')
    .replaceAll(/[\s\\{}$.]|left|right|operatorname|mathrm|mathbb|text/g, '')
    .toLowerCase()

/** A part of a text at its place, with spaces in the place of the rest. */
export const only = (text: string, { from, to }: Part) => blanked(blanked(text, 0, from), to, text.length)

/** Spaces in the place of a part, so that what follows keeps its position. */
export const blanked = (text: string, from: number, to: number) =>
  text.slice(0, from) + ' '.repeat(to - from) + text.slice(to)

/** Blanks out the unit after a number or formula: "weights", also "weight" and "Weights". */
export function withoutUnit(text: string, unit: string): string {
  const stem = unit.replace(/s$/, '')
  const after = new RegExp(`(?<!\\p{L})${stem}s?[\\s.]*$`, 'iu').exec(text)
  return after ? blanked(text, after.index, text.length) : text
}
