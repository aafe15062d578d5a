/**
 * One line of the table, or a heading. `budget` is the most that is allowed, `beside` what the ratio is to where nothing is; `text` stands
 * for a value that is no number.
 * @typedef {{ heading: string } | { what: string, value?: number | undefined, text?: string, unit?: string, budget?: number, beside?: number }} Row
 */

/** @param {number} x */
const number = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : String(Number(x.toPrecision(3))))

/** Prints rows, aligned: measured, budget, their ratio, and a mark where the budget is missed. @param {readonly Row[]} rows */
export function print(rows) {
  const cells = rows.map((row) => {
    if ('heading' in row) return ['', row.heading, '', '', '', '']
    const { what, value, text, unit = '', budget, beside = budget } = row
    const measured = text ?? (value === undefined ? 'not measured' : `${number(value)} ${unit}`.trim())
    const ratio = value === undefined || beside === undefined ? '' : number(value / beside)
    const missed = value !== undefined && budget !== undefined && value > budget
    return [
      '',
      what,
      measured,
      budget === undefined ? '' : `${number(budget)} ${unit}`.trim(),
      ratio,
      missed ? 'MISSED' : '',
    ]
  })
  const head = ['', 'what', 'measured', 'budget', 'ratio', '']
  const widths = head.map((_, i) =>
    Math.max(...[head, ...cells].map((row) => (row[2] === '' && i === 1 ? 0 : (row[i]?.length ?? 0)))),
  )
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart((widths[i] ?? 0) + 2)))
      .join('')
      .trimEnd()
  console.log(`\n${line(head)}`)
  for (const row of cells) console.log(row[2] === '' ? `\n${row[1]}` : line(row))
}
