import { quoted, Unreadable } from '../fault'
import type { Place } from './tree'

/** A token and its place in the answer. */
export type Token = Place &
  (
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'name'; readonly text: string }
    | { readonly kind: '+' | '-' | '*' | '/' | '(' | ')' | '[' | ']' | ',' }
  )

const SIGNS: Readonly<Record<string, '+' | '-' | '*' | '/' | '(' | ')' | '[' | ']' | ','>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '—': '-',
  '*': '*',
  '·': '*',
  '⋅': '*',
  '×': '*',
  '∙': '*',
  '•': '*',
  '/': '/',
  '(': '(',
  ')': ')',
  '{': '(',
  '}': ')',
  '[': '[',
  ']': ']',
  ',': ',',
  ';': ',',
}

const SPACING = /\\(?:(?:left|right|big|Big|quad|qquad|displaystyle)(?![a-z])|[,;:! ])|[\s$\u200b-\u200f\u2060\ufeff]/uy
/** A name with its index: W, W_n, L_{n-1}, Ln-1[, h_\ell, W^{h,h}_{l+1}, σ, \sigma. */
const NAME = /\\?\p{L}+(?:[+\-−]\d+(?=\[)|[_^](?:\{[^{}]*\}|\\?[\p{L}\d]+(?:[+\-−]\d+(?=\[))?))*/uy

/** A sum that is written out: sum_i, Σ_i, \sum_{i=1}^{N}. Its index is one letter, so that the W of Σ_iW is an operand. */
const SUM = /(?:\\?sum|[Σ∑])_\s*(?:[A-Za-z]|\{\s*[A-Za-z][^{}]*\})(?:\^(?:\{[^{}]*\}|\w))?/uy

/** A name as spellings are compared: without spaces, braces and backslashes. */
export const bareName = (text: string) =>
  text
    .replaceAll(/[\s{}\\]/g, '')
    .replaceAll(/[−–]/g, '-')
    .replaceAll('ℓ', 'l')
    .replaceAll('ell', 'l')

/** Reads the tokens of a tensor expression. Throws `Unreadable`. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  const matched = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0] ?? ''
  }
  const push = (token: Token) => {
    tokens.push(token)
    at += token.length
  }
  while (at < text.length) {
    const space = matched(SPACING).length
    const number = matched(/\d+(?:\.\d+)?|\.\d+/y)
    const times = matched(/\\(?:cdot|times|ast)(?![a-z])/y)
    const name = matched(SUM) || matched(NAME)
    const sign = SIGNS[text[at] ?? '']
    if (space > 0) at += space
    else if (number !== '')
      push({ kind: 'number', text: number.startsWith('.') ? `0${number}` : number, at, length: number.length })
    else if (times !== '') push({ kind: '*', at, length: times.length })
    else if (name !== '') push({ kind: 'name', text: name, at, length: name.length })
    else if (sign) push({ kind: sign, at, length: 1 })
    else throw strange(text, at)
  }
  return tokens
}

function strange(text: string, at: number): Unreadable {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  if (/[\u202a-\u202e\u2066-\u2069]/u.test(character))
    return new Unreadable('Here is an invisible mark that changes the direction of writing. Delete it.', at, 1)
  if (/[.@∘]/u.test(character)) return new Unreadable('For a product write its factors side by side.', at, 1)
  if (character === ':') return new Unreadable('A whole slice is a capital index here, such as K.', at, 1)
  const shown = quoted(character)
  return new Unreadable(
    `${shown === '“”' ? 'An invisible character' : shown} has no meaning here.`,
    at,
    character.length,
  )
}
