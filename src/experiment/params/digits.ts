const DIGIT = /\p{Nd}/u

/**
 * Writes the digits of every script as 0 to 9, and the Arabic decimal, thousands and percent signs as ".", "’" and "%". Positions are kept: a digit
 * of two code units is followed by a zero-width space.
 */
export const latinDigits = (text: string): string =>
  text
    .replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => `${digitValue(digit)}${'\u200b'.repeat(digit.length - 1)}`)
    .replaceAll('٫', '.')
    .replaceAll('٬', '’')
    .replaceAll('٪', '%')

/** Unicode has decimal digits in runs of ten, from zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let first = code
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--
  return (code - first) % 10
}
