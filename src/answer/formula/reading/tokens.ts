import { quoted, Unreadable } from '../fault'
import { type Letters, type Token, wordAt, wordsOf } from './words'

const SIGNS: Readonly<Record<string, '+' | '-' | '*' | '/' | '^' | '(' | ')'>> = {
  ...signs('+', '+＋'),
  ...signs('-', '-−–—‐‑‒﹣－'),
  ...signs('*', '*·⋅×∙•∗＊'),
  ...signs('/', '/⁄∕÷／'),
  ...signs('^', '^＾'),
  ...signs('(', '([{（［｛'),
  ...signs(')', ')]}）］｝'),
}

function signs<const Kind extends string>(kind: Kind, characters: string): Record<string, Kind> {
  return Object.fromEntries([...characters].map((character) => [character, kind]))
}

const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁽(⁾)ᴸLᴺNᵀTᵈdᵍgˢsᵗtᵞγˡlⁿn'].flatMap((c, k, all) =>
    k % 2 === 0 ? [[c, all[k + 1] ?? '']] : [],
  ),
)

/** TeX that says nothing about a formula. */
const SPACING =
  /\.(?=\s*$)|\\(?:left|right|,|;|:|!|quad|qquad|displaystyle|textstyle|[()[\] ])|[\s$\u200b-\u200f\u2060\ufeff]/uy
const NUMBER = /(?:[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’_]\d{3})+(?!\d)|\d+)?(?:[.,]\d+|\.(?!\d))?(?:e[+-]?\d+)?/iy

/**
 * Characters of full width, and the letters of mathematics that come with a paste (𝛾, 𝑑), as plain ones. All places stay: a letter of two code units
 * is followed by a space of no width.
 */
export const narrowed = (text: string) =>
  text
    .replaceAll(/[！-～]/g, (character) => character.normalize('NFKC'))
    .replaceAll(/[\u{1d400}-\u{1d7ff}]/gu, (character) => `${character.normalize('NFKC')}\u200b`)

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
    const found =
      numberAt(text, at, matched(NUMBER)) ?? raisedAt(text, at, letters) ?? texAt(matched, at) ?? signAt(text, at)
    const read = found ?? wordAt(text, at, words, letters)
    tokens.push(...read)
    at = Math.max(...read.map((token) => token.at + token.length))
  }
  return fractions(tokens)
}

function numberAt(text: string, at: number, found: string): readonly Token[] | undefined {
  if (!/\d/.test(found)) return vulgarAt(text, at)
  const length = found.length
  const grouped = found.replaceAll(/[ \u00a0\u2009\u202f'’_]/g, '')
  if (/^[1-9]\d{0,2},\d{3}$/.test(grouped) || text[at + length] === ',') {
    const [whole = found] = /^[\d,]+/.exec(text.slice(at)) ?? []
    throw new Unreadable(
      `${quoted(whole)} can be ${whole.replaceAll(',', '')}, or a number with a decimal comma. Write it without the comma, or with a point.`,
      at,
      whole.length,
    )
  }
  const plain = grouped.replace(',', '.').replace(/\.$/, '').replace(/^\./, '0.').replace(/\.e/i, 'e').toLowerCase()
  if (plain.length > 30 || !/^\d+(\.\d+)?(e[+-]?\d{1,3})?$/.test(plain))
    throw new Unreadable('This number is too long. Thirty digits are enough.', at, length)
  if (!Number.isFinite(Number(plain))) throw new Unreadable('This number is too large.', at, length)
  return [{ kind: 'number', text: plain, at, length }]
}

/** A single character for a fraction, such as ½. */
function vulgarAt(text: string, at: number): readonly Token[] | undefined {
  const [, over, under] = /^(\d+)⁄(\d+)$/.exec((text[at] ?? '').normalize('NFKC')) ?? []
  return over === undefined || under === undefined ? undefined : ratio(over, under, { at, length: 1 })
}

/** Two integers with the tokens of a fraction around them, all at one place. */
function ratio(over: string, under: string, place: { readonly at: number; readonly length: number }): readonly Token[] {
  return [
    { kind: '(', ...place },
    { kind: 'number', text: over, ...place },
    { kind: '/', ...place },
    { kind: 'number', text: under, ...place },
    { kind: ')', ...place },
  ]
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
  const found = (kind: 'frac' | '*' | '/', pattern: RegExp): readonly Token[] | undefined => {
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
    found('/', /\\div(?![a-z])/y)
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
