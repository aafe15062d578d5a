import { latinDigits } from '../../../experiment'
import { Unreadable } from '../../fault'
import { numberAt, ratio } from './numerals'
import { type Letters, type Token, wordAt, wordsOf } from './words'

const SIGNS: Readonly<Record<string, '+' | '-' | '*' | '/' | '^' | '(' | ')' | '|'>> = {
  ...signs('+', '+＋'),
  ...signs('-', '-−–—‐‑‒﹣－'),
  ...signs('*', '*·⋅×∙•∗＊'),
  ...signs('/', '/⁄∕÷／'),
  ...signs('^', '^＾'),
  ...signs('(', '([{（［｛'),
  ...signs(')', ')]}）］｝'),
  ...signs('|', '|｜∣'),
}

function signs<const Kind extends string>(kind: Kind, characters: string): Record<string, Kind> {
  return Object.fromEntries([...characters].map((character) => [character, kind]))
}

const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-ᐟ/⁽(⁾)ᴸLᴺNᵀTᵈdᵍgˢsᵗtᵞγˡlⁿn'].flatMap((c, k, all) =>
    k % 2 === 0 ? [[c, all[k + 1] ?? '']] : [],
  ),
)

/** TeX commands that do not change the value of a formula. */
const SPACING =
  /\.(?=\s*$)|\\(?:left|right|,|;|:|!|quad|qquad|displaystyle|textstyle|[()[\] ])|[\s$\u200b-\u200f\u2060\ufeff]/uy

/**
 * Characters of full width, digits of any script, and the letters of mathematics that come with a paste (𝛾, 𝑑), as plain ones. Positions are kept: a
 * letter of two code units is followed by a zero-width space.
 */
export const narrowed = (text: string) =>
  latinDigits(
    text
      .replaceAll(/[！-～]/g, (character) => character.normalize('NFKC'))
      .replaceAll(/[\u{1d400}-\u{1d7ff}]/gu, (character) => `${character.normalize('NFKC')}\u200b`),
  )

/** Reads the tokens of a formula. Throws `Unreadable`. */
export function tokensOf(answer: string, letters: Letters): readonly Token[] {
  const text = narrowed(answer)
  const words = wordsOf(letters)
  const tokens: Token[] = []
  let at = 0
  const matched = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0] ?? ''
  }
  while (at < text.length) {
    const space = matched(SPACING)
    if (space !== '') {
      at += space.length
      continue
    }
    const found = numberAt(text, at) ?? raisedAt(text, at, letters) ?? texAt(matched, at) ?? signAt(text, at)
    const read = found ?? wordAt(text, at, words, letters)
    tokens.push(...read)
    at = Math.max(...read.map((token) => token.at + token.length))
  }
  return bars(fractions(tokens))
}

/** Raised characters are a power: d⁻¹. */
function raisedAt(text: string, at: number, letters: Letters): readonly Token[] | undefined {
  let end = at
  while (Object.hasOwn(RAISED, text[end] ?? '')) end += 1
  if (end === at) return undefined
  const lowered = [...text.slice(at, end)].map((character) => RAISED[character] ?? '').join('')
  const inside = tokensOf(lowered, letters).map((token) => ({ ...token, at: token.at + at }))
  const before = { at, length: 0 }
  return [{ kind: '^', ...before }, { kind: '(', ...before }, ...inside, { kind: ')', at: end, length: 0 }]
}

function texAt(matched: (pattern: RegExp) => string, at: number): readonly Token[] | undefined {
  const found = (kind: 'frac' | '*' | '/' | '|', pattern: RegExp): readonly Token[] | undefined => {
    const { length } = matched(pattern)
    return length === 0 ? undefined : [{ kind, at, length }]
  }
  const digits = matched(/\\[dt]?frac\s*\d\s*\d/y)
  if (digits !== '') {
    const [over = '', under = ''] = digits.replaceAll(/\D/g, '')
    return ratio(over, under, { at, length: digits.length })
  }
  return (
    found('frac', /\\[dt]?frac(?![a-z])/y) ??
    found('*', /\\(?:cdot|times|ast)(?![a-z])/y) ??
    found('/', /\\div(?![a-z])/y) ??
    found('|', /\\(?:[lr]?vert|mid)(?![a-z])/y)
  )
}

function signAt(text: string, at: number): readonly Token[] | undefined {
  const character = text[at] ?? ''
  if (text.startsWith('**', at)) return [{ kind: '^', at, length: 2 }]
  if (character === '√') return [{ kind: 'call', name: 'sqrt', at, length: 1 }]
  const kind = Object.hasOwn(SIGNS, character) ? SIGNS[character] : undefined
  return kind && [{ kind, at, length: 1 }]
}

/** Writes `\frac` as a division: its two groups in parentheses. */
function fractions(tokens: readonly Token[]): readonly Token[] {
  const out: Token[] = []
  let k = 0
  const group = (frac: Token): readonly Token[] => {
    const first = tokens[k]
    if (!first) throw new Unreadable('A fraction needs two parts: \\frac{a}{b}.', frac.at, frac.length)
    const start = k
    let depth = 0
    do {
      const kind = tokens[k]?.kind
      if (kind === '(') depth += 1
      if (kind === ')') depth -= 1
      k += 1
    } while (depth > 0 && k < tokens.length)
    if (depth !== 0) throw new Unreadable('A brace of this fraction is not closed.', frac.at, frac.length)
    return fractions(tokens.slice(start, k))
  }
  while (k < tokens.length) {
    const token = tokens[k]
    if (!token) break
    k += 1
    if (token.kind !== 'frac') {
      out.push(token)
      continue
    }
    const { at, length } = token
    const open: Token = { kind: '(', at, length }
    const close: Token = { kind: ')', at, length }
    out.push(open, open, ...group(token), close, { kind: '/', at, length }, open, ...group(token), close, close)
  }
  return out
}

/** Writes bars as the absolute value of what is between them. A bar after a value closes the one that is open; any other opens one. */
function bars(tokens: readonly Token[]): readonly Token[] {
  const open: Token[] = []
  const out: Token[] = []
  for (const token of tokens) {
    const { at, length } = token
    const top = open.at(-1)
    if (token.kind === '|' && top?.kind === '|' && endsValue(out.at(-1))) {
      open.pop()
      out.push({ kind: ')', at, length })
    } else if (token.kind === '|') {
      open.push(token)
      out.push({ kind: 'call', name: 'abs', at, length }, { kind: '(', at, length })
    } else {
      if (token.kind === '(') open.push(token)
      if (token.kind === ')' && top?.kind === '(') open.pop()
      out.push(token)
    }
  }
  const unclosed = open.findLast(({ kind }) => kind === '|')
  if (unclosed) throw new Unreadable('This bar is not closed.', unclosed.at, unclosed.length)
  return out
}

/** Whether a value ends with a token. */
export const endsValue = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'number' ||
    token.kind === 'letter' ||
    token.kind === 'euler' ||
    token.kind === 'pi' ||
    token.kind === ')')
