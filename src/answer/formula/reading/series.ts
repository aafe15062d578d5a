import { Unreadable } from '../../fault'

/** A sum with dots: 1 + 2 + ... + 20, L + (L-1) + ... + 1. Its terms are numbers, or letters with a number subtracted. */
const BARE = String.raw`(\p{L}|\d+)(?:\s*-\s*(\d+))?`
const TERM = String.raw`(?:\(\s*${BARE}\s*\)|${BARE})`
const DOTS = String.raw`(?:\.{2,}|…|⋯|\\[clv]?dots(?![a-z]))`
const SERIES = new RegExp(
  String.raw`(?<![\p{L}\d)*/^.-]\s*)${TERM}\s*\+\s*${TERM}\s*\+(?:\s*${TERM}\s*\+)?\s*${DOTS}\s*\+\s*${TERM}(?!\s*[\p{L}\d(*/^])`,
  'gu',
)

/** Replaces each sum with dots by its value, and keeps the position of every other character. Throws `Unreadable` if its steps are not equal. */
export const withSeries = (text: string): string =>
  text.replaceAll(SERIES, (whole, ...found) => {
    const terms = [0, 1, 2, 3].map((k) =>
      termOf(found[4 * k] ?? found[4 * k + 2], found[4 * k + 1] ?? found[4 * k + 3]),
    )
    const [first, second, third, last] = terms
    const at = Number(found.at(-2))
    if (!first || !second || !last) return whole
    const value = valueIn(first, second, third, last)
    if (value === undefined)
      throw new Unreadable(
        'This sum with dots has no clear steps. Write its value, or a formula for it.',
        at,
        whole.length,
      )
    return value.length <= whole.length ? value.padEnd(whole.length) : whole
  })

/** letter + plus, or a number. */
interface Term {
  readonly letter: string
  readonly plus: number
}

function termOf(name: string | undefined, minus: string | undefined): Term | undefined {
  if (name === undefined) return undefined
  const number = /\d/.test(name)
  return { letter: number ? '' : name, plus: (number ? Number(name) : 0) - Number(minus ?? 0) }
}

function valueIn(first: Term, second: Term, third: Term | undefined, last: Term): string | undefined {
  if (first.letter !== second.letter) return undefined
  const step = second.plus - first.plus
  if (third && (third.letter !== first.letter || third.plus - second.plus !== step)) return undefined
  if (first.letter === '' && last.letter === '') {
    const count = (last.plus - first.plus) / step + 1
    return Number.isInteger(count) && count > 1 ? String((count * (first.plus + last.plus)) / 2) : undefined
  }
  // From 1 to n, up or down.
  const [low, high] = step === 1 ? [first, last] : [last, first]
  if (Math.abs(step) !== 1 || low.letter !== '' || low.plus !== 1) return undefined
  const sign = (by: number) => (by === 0 ? '' : by > 0 ? `+${by}` : String(by))
  const { letter, plus } = high
  return plus === 0 ? `${letter}(${letter}+1)/2` : `(${letter}${sign(plus)})(${letter}${sign(plus + 1)})/2`
}
