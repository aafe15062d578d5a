import { quoted, Unreadable } from '../../fault'
import type { Call } from '../tree'

/** A token and its place in the answer, in UTF-16 code units. */
export type Token = { readonly at: number; readonly length: number } & (
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'letter'; readonly name: string }
  | { readonly kind: 'call'; readonly name: Call; readonly base?: string }
  | { readonly kind: 'euler' | 'pi' }
  | { readonly kind: '+' | '-' | '*' | '/' | '^' | '(' | ')' | '|' }
  /** `\frac` of TeX: two groups follow. */
  | { readonly kind: 'frac' }
)

/** The letters of a question: the name of each, with its spellings. */
export type Letters = Readonly<Record<string, readonly string[]>>

/** Functions by the ways to type them. */
const CALLS: readonly (readonly [spelling: string, name: Call, base?: string])[] = [
  ['sqrt', 'sqrt'],
  ['root', 'sqrt'],
  ['exp', 'exp'],
  ['log_10', 'log', '10'],
  ['log10', 'log', '10'],
  ['log_2', 'log', '2'],
  ['log2', 'log', '2'],
  ['log', 'log'],
  ['ln', 'log'],
  ['abs', 'abs'],
]

/** A word of a question: how it is typed, and its token. */
export interface Word {
  readonly pattern: RegExp
  readonly size: number
  make(at: number, length: number): Token
}

/** All words of a question, the longest first, so that N_b is not read as N. */
export function wordsOf(letters: Letters): readonly Word[] {
  const spelled = (spelling: string, make: Word['make']): Word => ({
    pattern: patternOf(spelling),
    size: spelling.length,
    make,
  })
  const words = [
    ...Object.entries(letters).flatMap(([name, spellings]) =>
      [name, ...spellings].map((spelling) => spelled(spelling, (at, length) => ({ kind: 'letter', name, at, length }))),
    ),
    ...CALLS.map(([spelling, name, base]) =>
      spelled(spelling, (at, length) => ({ kind: 'call', name, ...(base === undefined ? {} : { base }), at, length })),
    ),
    ...(Object.hasOwn(letters, 'e') ? [] : [spelled('e', (at, length) => ({ kind: 'euler', at, length }))]),
    ...(Object.hasOwn(letters, 'π') ? [] : ['π', 'pi']).map((spelling) =>
      spelled(spelling, (at, length) => ({ kind: 'pi', at, length })),
    ),
  ]
  return words.sort((a, b) => b.size - a.size)
}

/** N_b is also N_{b} and N_\text{b}; a backslash may stand before the name, as in TeX. */
function patternOf(spelling: string): RegExp {
  const [name = '', index] = spelling.split('_')
  const escaped = (part: string) => part.replaceAll(/[^\p{L}\d]/gu, '\\$&')
  const inside = escaped(index ?? '')
  const set = `\\{\\s*(?:${inside}|\\\\(?:text|mathrm)\\{${inside}\\})\\s*\\}`
  const subscript = `_\\s*(?:${inside}|${set})`
  // Do not read the N of N_c.
  return new RegExp(`\\\\?${escaped(name)}${index === undefined ? '(?!\\s*_)' : subscript}`, 'uy')
}

/** The letter or function at a place of a text. Throws `Unreadable` if there is none. */
export function wordAt(text: string, at: number, words: readonly Word[], letters: Letters): readonly Token[] {
  const lengthAt = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0].length
  }
  for (const { pattern, make } of words) {
    const length = lengthAt(pattern)
    if (length !== undefined) return [make(at, length)]
  }
  // Phones capitalize the first letter: a letter in the other case is accepted if it can mean only one letter.
  const inOtherCase = words.flatMap(({ pattern, make, size }) => {
    const length = lengthAt(new RegExp(pattern.source, 'iuy'))
    const token = length === undefined ? undefined : make(at, length)
    return token && token.kind !== 'euler' ? [{ token, size }] : []
  })
  const longest = inOtherCase.filter(({ size }) => size === inOtherCase[0]?.size)
  const [only] = longest
  const isOne = longest.every(({ token }) => JSON.stringify(token) === JSON.stringify(only?.token))
  if (only && isOne) return [only.token]
  throw unknownAt(text, at, letters)
}

/** The letters and functions that may be typed, for a message. */
function legal(letters: Letters): string {
  const names = Object.keys(letters)
  const said =
    names.length === 0 ? 'This answer is a number: it has no letters' : `The letters here are ${names.join(', ')}`
  return `${said}; sqrt, exp and log are understood.`
}

function unknownAt(text: string, at: number, letters: Letters): Unreadable {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  if (/[\u202a-\u202e\u2066-\u2069]/u.test(character))
    return new Unreadable('Here is an invisible mark that changes the direction of writing. Delete it.', at, 1)
  if (/^(?:\.{2,}|…|⋯|\\[clv]?dots)/.test(text.slice(at)))
    return new Unreadable('Three dots leave something out. Write all of it, or its value.', at, 1)
  const [sum] = /^\\?(?:[Ss]um|[Pp]rod)(?![a-z])|^[ΣΠ∑∏]/.exec(text.slice(at)) ?? []
  if (sum !== undefined)
    return new Unreadable(
      'Signs of sums and products are not read here. Write the value, or a formula for it.',
      at,
      sum.length,
    )
  if (/^x(?![\p{L}_])/iu.test(text.slice(at)))
    return new Unreadable(`For “times” type * or nothing. ${legal(letters)}`, at, 1)
  if (character === '±') return new Unreadable('Only one of the two signs can be meant. Write that one.', at, 1)
  if (character === '!') return new Unreadable('A factorial has no place in this answer.', at, 1)
  if (character === '=') return new Unreadable('One equals sign is enough: give one formula.', at, 1)
  if (character === '%') return new Unreadable('A percent sign belongs at the end of a number.', at, 1)
  if (character === ',') return new Unreadable('A comma belongs between digits. Give one formula.', at, 1)
  if (character === '.') return new Unreadable('A point belongs to a number. For “times” write * or nothing.', at, 1)
  const [rest = character] = /^\\?[\p{L}]+(?:_\{?[\p{L}\d]+\}?)?/u.exec(text.slice(at)) ?? []
  // The first letter of a word such as "linear" may have been read as a letter of the question.
  const [begun = ''] = /^\p{L}{2}/u.test(rest) ? (/\p{L}+$/u.exec(text.slice(0, at)) ?? []) : []
  const word = begun + rest
  return new Unreadable(
    `${quoted(word) === '“”' ? 'An invisible character' : quoted(word)} is not known here. ${legal(letters)}`,
    at - begun.length,
    word.length,
  )
}
