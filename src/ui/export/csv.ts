import { answerFactor, asSeries, type ChartAnswer, rowsOf, storageOf } from '../../charts'
import { type Measures, type Params, type Reading, type Value, valueText } from '../../experiment'
import { answerWord } from '../../figure/url/answerWord'

/** The figure and the setting whose numbers a table contains. */
export interface Source {
  /** "3-weight-initialization/variance". */
  readonly figure: string
  readonly params: Params
  readonly values: Readonly<Record<string, Value>>
  readonly seed: number
}

const COLUMNS = ['figure', 'measure', 'scale', 'index', 'index2', 'value', 'stderr', 'theory', 'z', 'note']

/**
 * Everything that a figure has measured as one tidy table: a row a number, the columns `COLUMNS`, `setting` and `seed`. `scale` is
 * "log10" where value, stderr and theory are decimal logarithms. `index` is the point of a series, the row of a matrix or the left edge
 * of a bin; `index2` is the column of a matrix or the right edge of a bin. A number that is not finite is left empty, with the reason in `note`.
 * Each answer of the reader that is shown adds a column, `answer <question>`, never a logarithm; an order passes through the middle of the data, as
 * in the chart.
 */
export function csvOf(
  measures: Measures,
  reading: Reading<Measures> | null,
  theory: Partial<Reading<Measures>>,
  { figure, params, values, seed }: Source,
  answers: readonly ChartAnswer[] = [],
): string {
  const setting = Object.entries(params)
    .flatMap(([name, { kind }]) => {
      const value = values[name]
      // A text or a picture of the reader is no setting that fits a cell; nor is an answer that is not there.
      if (value === undefined || kind === 'passage' || kind === 'picture') return []
      if (kind === 'formula' || kind === 'tensor') return value === '' ? [] : [`${name}=${answerWord(String(value))}`]
      return [`${name}=${valueText(value)}`]
    })
    .join(' ')
  const lines = Object.entries(measures).flatMap(([name, measure]) => {
    const taken = reading?.[name]
    const drawn = answers.map(({ lines }) => {
      const line = lines.find((one) => one.measure === name)
      return line && { line, factor: answerFactor(line, measure, values, asSeries(taken) ?? asSeries(theory[name])) }
    })
    const answered = (at = Number.NaN, and = Number.NaN) =>
      drawn.map((one) => {
        if (!one) return ''
        const { line, factor } = one
        return finite(factor * (measure.kind === 'matrix' ? line.at(and, values, at) : line.at(at, values)))
      })
    if (taken?.kind === 'text')
      return [{ line: [name, '', '', '', taken.text, '', '', '', 'text'], answered: answers.map(() => '') }]
    const scale = storageOf(measure) === 'log10' ? 'log10' : 'linear'
    return rowsOf(measure, taken, theory[name]).map(({ at, and, measured, theory: expected, z, note }) => ({
      line: [
        ...[name, scale, ...[at, and, measured?.value, measured?.stderr, expected, z].map(finite)],
        note ?? (measured && !Number.isFinite(measured.value) ? String(measured.value) : ''),
      ],
      answered: answered(at, and),
    }))
  })
  const table = [
    [...COLUMNS, 'setting', 'seed', ...answers.map(({ question }) => `answer ${question}`)],
    ...lines.map(({ line, answered }) => [figure, ...line, setting, String(seed), ...answered]),
  ]
  return table.map((line) => `${line.map(cell).join(',')}\r\n`).join('')
}

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? String(value) : '')

/** A cell as RFC 4180 has it. A text that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
