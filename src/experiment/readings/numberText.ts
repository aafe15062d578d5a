import type { Entry } from './readings'

/** Formats a number for a sentence: 1.003, 4.50e-7. A whole number below 10^7 is written in full. */
export function numberText(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'not a number' : x > 0 ? 'infinity' : 'minus infinity'
  const size = Math.abs(x)
  if (Number.isInteger(x) && size < 1e7) return String(x + 0)
  return size < 1e-3 || size >= 1e5 ? x.toExponential(digits - 1) : String(Number(x.toPrecision(digits)))
}

/**
 * Formats a value with its standard error, rounded to the precision of the error: "1.003 ± 0.004". Trailing zeros are kept, because they are measured
 * digits.
 */
export function estimateText({ value, stderr }: Entry): string {
  if (!(stderr > 0) || !Number.isFinite(value)) return numberText(value, 4)
  const error = Number(stderr.toPrecision(1))
  const size = Math.max(Math.abs(value), error)
  // The decimal place of the first digit of the error, but at most seven significant digits, which is single precision.
  const place = Math.max(exponentOf(error), exponentOf(size) - 6)
  if (size < 1e-3 || size >= 1e5)
    return `${value.toExponential(Math.max(0, exponentOf(value) - place))} ± ${error.toExponential(0)}`
  const decimals = Math.max(0, -place)
  const rounded = Math.round(value / 10 ** place) * 10 ** place + 0
  return `${rounded.toFixed(decimals)} ± ${place > exponentOf(error) ? numberText(error, 1) : error.toFixed(decimals)}`
}

const exponentOf = (x: number) => (x === 0 ? 0 : Number(x.toExponential().split('e')[1]))
