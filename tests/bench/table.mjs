import { wants } from './options.mjs'
import { OWN_BUDGETS } from './ownBudgets.mjs'

/**
 * A row of the table, or a heading. `budget` is the maximum allowed (the minimum with `atLeast`). Without a budget, `beside` is the number that the
 * ratio is relative to. `text` replaces a value that is not a number. `parts` names the budgets that the row belongs to: a budget is compared with the
 * worst of its rows, or with their median if its key ends with "median".
 * @typedef {{ heading: string } | {
 *   what: string, value?: number | undefined, text?: string, unit?: string, budget?: number, atLeast?: true, beside?: number, parts?: readonly string[]
 * }} Row
 */

/**
 * The budgets of the design by key: the quantity, its unit, and the maximum (or minimum) allowed.
 * @type {Readonly<Record<string, { what: string, unit: string, budget: number, atLeast?: true }>>}
 */
const BUDGETS = {
  'bytes.beforeFigure': { what: 'JavaScript before a figure is near, gzip', unit: 'kB', budget: 60 },
  'slider.first.median': { what: 'slider to first new reading, wasm, median over figures', unit: 'ms', budget: 50 },
  'slider.first.worst': { what: 'slider to first new reading, wasm, worst figure', unit: 'ms', budget: 250 },
  'wake.first.median': { what: 'figure in sight to first reading, wasm, median', unit: 'ms', budget: 300 },
  'wake.first.worst': { what: 'figure in sight to first reading, wasm, worst', unit: 'ms', budget: 800 },
  'longtask.sliding': { what: 'longest main-thread task: sliders moving or running, wasm', unit: 'ms', budget: 50 },
  'longtask.waking': { what: 'longest main-thread task: waking, wasm', unit: 'ms', budget: 100 },
  'step.kernelsPerLayer': { what: 'kernels a layer of a training step, worst network', unit: '', budget: 6 },
  'step.webgl.vsLayers': {
    what: 'training step: times as fast as tf.js Layers, WebGL',
    unit: '',
    budget: 4,
    atLeast: true,
  },
  'step.wasm.vsLayers': {
    what: 'training step: times as fast as tf.js Layers, wasm',
    unit: '',
    budget: 4,
    atLeast: true,
  },
  'step.wasm.vsTypedArrays': {
    what: 'one network on wasm: times as fast as typed arrays',
    unit: '',
    budget: 3,
    atLeast: true,
  },
  'draw.gaussian': { what: 'a Gaussian number', unit: 'ns', budget: 10 },
  ...Object.fromEntries(OWN_BUDGETS.map((own) => [own.key, own])),
  readbacks: { what: 'readbacks a reading', unit: '', budget: 1 },
  'chart.update': { what: 'chart update, 100 layers with error band', unit: 'ms', budget: 2 },
}

/** The row of every requested budget, from the rows measured. @param {readonly Row[]} rows */
function summary(rows) {
  return Object.entries(BUDGETS).flatMap(([key, { what, unit, budget, atLeast }]) => {
    const values = rows.flatMap((row) =>
      'heading' in row || row.value === undefined || !row.parts?.includes(key) ? [] : [row.value],
    )
    if (values.length === 0 || !wants(key)) return []
    const sorted = values.sort((a, b) => a - b)
    const worst = atLeast ? sorted[0] : sorted.at(-1)
    const value = (key.endsWith('.median') ? sorted[Math.floor((sorted.length - 1) / 2)] : worst) ?? Number.NaN
    return [{ key, what, value, unit, budget, atLeast, met: atLeast ? value >= budget : value <= budget }]
  })
}

/** Prints one object with a row for each budget that was measured. @param {readonly Row[]} rows */
export function printJson(rows) {
  const found = summary(rows).map(({ key, value, unit, budget, met }) => ({ key, value, unit, budget, met }))
  console.log(JSON.stringify({ rows: found }, null, 2))
}

/** @param {number} x */
const number = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : String(Number(x.toPrecision(3))))

/**
 * Prints all rows in columns: measured value, budget, their ratio, and a mark if the budget is missed. The budgets come last.
 * @param {readonly Row[]} rows
 */
export function printTable(rows) {
  const budgets = summary(rows).map(({ key, what, atLeast, ...row }) => ({
    what: `${key}: ${what}`,
    ...row,
    ...(atLeast ? { atLeast } : {}),
  }))
  /** @type {readonly Row[]} */
  const all = [...rows, { heading: 'Budgets' }, ...budgets]
  const cells = all.map((row) => {
    if ('heading' in row) return ['', row.heading, '', '', '', '']
    const { what, value, text, unit = '', budget, atLeast, beside = budget } = row
    const measured = text ?? (value === undefined ? 'not measured' : `${number(value)} ${unit}`.trim())
    const ratio = value === undefined || beside === undefined ? '' : number(value / beside)
    const missed = value !== undefined && budget !== undefined && (atLeast ? value < budget : value > budget)
    const allowed = budget === undefined ? '' : `${number(budget)} ${unit}`.trim()
    return ['', what, measured, allowed, ratio, missed ? 'MISSED' : '']
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
