import { quoted, Unreadable } from '../../fault'
import type { Token } from './words'

const NUMBER = /(?:[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’_]\d{3})+(?!\d)|\d+)?(?:[.,]\d+|\.(?!\d))?(?:e[+-]?\d+)?/iy

/**
 * Thousands separators, and a decimal point of the other kind: 1.024,5 and 1,024.5. Two separators of one kind are thousands separators, too:
 * 1.024.000.
 */
const GROUPED = /[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+|(?:\.\d{3}){2,}|(?:,\d{3}){2,})(?![\d.,])/y

/** A raised point after a zero is a decimal point: 0·5. */
const RAISED_POINT = /(?<![\d.,])0[·∙⋅•]\d+/y

interface Place {
  readonly at: number
  readonly length: number
}

/** The number at a place of a text; undefined if there is none. Throws `Unreadable` for a number that can be two. */
export function numberAt(text: string, at: number): readonly Token[] | undefined {
  const matched = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0] ?? ''
  }
  const grouped = matched(GROUPED)
  if (grouped !== '') return [{ kind: 'number', text: withoutMarks(grouped), at, length: grouped.length }]
  const raised = matched(RAISED_POINT)
  if (raised !== '')
    return [{ kind: 'number', text: raised.replace(/\D/, '.').slice(0, 30), at, length: raised.length }]
  const found = matched(NUMBER)
  if (!/\d/.test(found)) return vulgarAt(text, at)
  const whole: Token = { kind: 'number', text: plainOf(text, found, at), at, length: found.length }
  return mixedAt(text, whole) ?? [whole]
}

/** An integer and the character of a fraction after it are their sum, one number: 1½ and 1 ½. */
function mixedAt(text: string, whole: Token & { readonly kind: 'number' }): readonly Token[] | undefined {
  const end = whole.at + whole.length
  const [space = ''] = /^[ \u00a0\u2009\u202f]?/.exec(text.slice(end)) ?? []
  const part = /^\d+$/.test(whole.text) ? vulgarAt(text, end + space.length) : undefined
  return (
    part && [
      { kind: '(', at: whole.at, length: 0 },
      whole,
      { kind: '+', at: end, length: 0 },
      ...part,
      { kind: ')', at: end, length: 0 },
    ]
  )
}

/** A grouped number as `Number` reads it: the last separator is the decimal point if it differs from the thousands separator. */
function withoutMarks(grouped: string): string {
  const [group = ''] = /[.,]/.exec(grouped) ?? []
  return grouped.replaceAll(group, '').replace(',', '.')
}

function plainOf(text: string, found: string, at: number): string {
  const { length } = found
  const digits = found.replaceAll(/[ \u00a0\u2009\u202f'’_]/g, '')
  const [marked = found] = /^\d[\d.,]*\d/.exec(text.slice(at)) ?? []
  if (marked.length > length && /,/.test(marked))
    throw new Unreadable(
      `${quoted(marked)} is not one number. Write thousands without a mark, and decimals after a point.`,
      at,
      marked.length,
    )
  if (/^[1-9]\d{0,2},\d{3}$/.test(digits))
    throw new Unreadable(
      `${quoted(digits)} can be ${digits.replace(',', '')}, or a number with a decimal comma. Write it without the comma, or with a point.`,
      at,
      length,
    )
  const plain = digits.replace(',', '.').replace(/\.$/, '').replace(/^\./, '0.').replace(/\.e/i, 'e').toLowerCase()
  if (plain.length > 30 || !/^\d+(\.\d+)?(e[+-]?\d{1,3})?$/.test(plain))
    throw new Unreadable('This number is too long. Thirty digits are enough.', at, length)
  if (!Number.isFinite(Number(plain))) throw new Unreadable('This number is too large.', at, length)
  return plain
}

/** A single character for a fraction, such as ½. */
function vulgarAt(text: string, at: number): readonly Token[] | undefined {
  const [, over, under] = /^(\d+)⁄(\d+)$/.exec((text[at] ?? '').normalize('NFKC')) ?? []
  return over === undefined || under === undefined ? undefined : ratio(over, under, { at, length: 1 })
}

/** Two integers with the tokens of a fraction around them, all at one place. */
export function ratio(over: string, under: string, place: Place): readonly Token[] {
  return [
    { kind: '(', ...place },
    { kind: 'number', text: over, ...place },
    { kind: '/', ...place },
    { kind: 'number', text: under, ...place },
    { kind: ')', ...place },
  ]
}
