import { type Entry, estimateText, isLog, type Measure, numberText } from '../../experiment'

const RAISED: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
}

/** 10⁻⁷ for -7. */
export const tenToThe = (exponent: number): string =>
  `10${[...String(exponent)].map((character) => RAISED[character] ?? character).join('')}`

/** Sets the numbers of a sentence: "4.5e-7" becomes "4.5 × 10⁻⁷", and a hyphen before a digit a minus sign. */
export function typeset(text: string): string {
  return text
    .replaceAll(/(\d)e([+-]?)0*(\d+)/g, (_, digit: string, sign: string, power: string) => {
      return `${digit} × ${tenToThe(Number(`${sign}${power}`))}`
    })
    .replaceAll(/(^|[\s(=,±])-(?=[\d∞])/g, '$1−')
}

/** A plain number as the page writes it: 1.003, −0.5, 4.5 × 10⁻⁷. */
export const numeral = (x: number, digits = 3): string => typeset(numberText(x, digits))

/** A point of an axis in words: whole numbers in full, others to four digits. */
export const pointText = (at: number): string =>
  Number.isInteger(at) && Math.abs(at) < 1e7 ? typeset(String(at)) : numeral(at, 4)

/** Where the numbers of a measure stand for their log10. */
export const storageOf = (measure: Measure): 'plain' | 'log10' => (isLog(measure) ? 'log10' : 'plain')

const withPower = (mantissa: string, power: number, bracket: boolean) =>
  `${typeset(bracket ? `(${mantissa})` : mantissa)} × ${tenToThe(power)}`

/** The share of a number below which an error is rounding in single precision, and says nothing of sampling. */
const ROUNDING = 1e-6

/**
 * A measured quantity with its error, whatever its storage: "1.003 ± 0.004", "(4.47 ± 0.05) × 10⁻⁷", "4 × 10⁻⁷ ×/÷ 1.5". What does not
 * vary, a count or a number that is known but for rounding, has none.
 */
export function quantityText(measure: Measure, estimate: Entry): string {
  const logarithm = storageOf(measure) === 'log10'
  const size = logarithm ? 1 : Math.abs(estimate.value)
  const told = estimate.stderr < ROUNDING * size ? { ...estimate, stderr: 0 } : estimate
  const text = isWhole(measure, told) ? grouped(told.value) : logarithm ? fromLog10(told) : plain(told)
  return measure.unit ? `${text} ${measure.unit}` : text
}

/** A quantity without an error, a theory: "1", "4.47 × 10⁻⁷". */
export function exactText(measure: Measure, value: number, digits = 4): string {
  const text = isWhole(measure, { value, stderr: 0 })
    ? grouped(value)
    : storageOf(measure) === 'log10'
      ? powerText(value, digits)
      : numeral(value, digits)
  return measure.unit ? `${text} ${measure.unit}` : text
}

/** Counts are whole and without error: they are written in full. */
const isWhole = (measure: Measure, { value, stderr }: Entry): boolean =>
  storageOf(measure) === 'plain' && !(stderr > 0) && Number.isInteger(value) && Math.abs(value) < 1e12

/** 1,245,184; four digits stay together. */
export const grouped = (count: number): string => {
  const digits = String(Math.abs(count))
  return `${count < 0 ? '−' : ''}${digits.length > 4 ? digits.replaceAll(/\B(?=(\d{3})+$)/g, ',') : digits}`
}

/** 10^log, also where no double holds it. */
function powerText(log: number, digits: number): string {
  if (log === Number.NEGATIVE_INFINITY) return 'below 1e-38'
  if (!Number.isFinite(log)) return numberText(log)
  const power = Math.floor(log)
  if (power >= -3 && power < 5) return numeral(10 ** log, digits)
  const mantissa = Number((10 ** (log - power)).toPrecision(digits))
  return mantissa < 10 ? withPower(String(mantissa), power, false) : withPower('1', power + 1, false)
}

function plain({ value, stderr }: Entry): string {
  const size = Math.max(Math.abs(value), stderr > 0 && Number.isFinite(stderr) ? stderr : 0)
  if (!Number.isFinite(value) || size === 0 || (size >= 1e-3 && size < 1e5))
    return typeset(estimateText({ value, stderr }))
  const power = Math.floor(Math.log10(size))
  const scale = 10 ** -power
  // 10^-320 has no reciprocal in double precision.
  if (!Number.isFinite(scale)) return typeset(numberText(value))
  return withPower(estimateText({ value: value * scale, stderr: stderr * scale }), power, stderr > 0)
}

/** log10 q = value ± stderr, so q has the relative error ln(10) stderr; where that is large, a factor says it better. */
function fromLog10({ value, stderr }: Entry): string {
  const relative = Math.LN10 * stderr
  if (!Number.isFinite(value) || !(relative > 0)) return powerText(value, 4)
  if (relative > 0.25) return `${powerText(value, 3)} ×/÷ ${numeral(10 ** stderr, 2)}`
  const power = Math.floor(value)
  const scale = power >= -3 && power < 5 ? 0 : power
  const q = 10 ** (value - scale)
  const text = plain({ value: q, stderr: q * relative })
  return scale === 0 ? text : withPower(text, scale, true)
}
