import { describe, expect, it } from 'vitest'
import {
  exactly,
  exactSeries,
  matrix,
  matrixReading,
  scalar,
  scalarReading,
  series,
  seriesReading,
  text,
  textReading,
} from '../../../../src/experiment'
import { tablesOf } from '../../../../src/ui/evidence/tables'

const measures = {
  mean: scalar({ label: 'mean, "raw"' }),
  growth: series({ label: 'growth', over: 'layer', stored: 'log10' }),
  heat: matrix({ label: 'heat', rows: 'head', columns: 'layer' }),
  sample: text({ label: 'sample' }),
}
const reading = {
  mean: scalarReading({ value: 1.23456789, stderr: 0.01 }),
  growth: seriesReading({ at: [1, 2], value: [-1, Number.NEGATIVE_INFINITY], stderr: [0.1, 0.1], floor: [-7, -7] }),
  heat: matrixReading({ rows: [1, 2], columns: [5], value: [[0.1], [0.2]], stderr: [[0.01], [0.01]] }),
  sample: textReading('to be'),
}
const theory = { mean: exactly(1.2), growth: exactSeries([1, 2], [-1, -50]) }

describe('tablesOf', () => {
  const tables = tablesOf(measures, reading, theory)
  const of = (name: string) => tables.find((table) => table.name === name) ?? expect.fail(`no table ${name}`)

  it('has a table for every measure with a number or a text', () => {
    expect(tables.map(({ name }) => name)).toEqual(['mean', 'growth', 'heat', 'sample'])
    expect(tablesOf(measures, null, theory).map(({ name }) => name)).toEqual(['mean', 'growth'])
  })

  it('says that a stored logarithm is one, and which entries are below rounding', () => {
    expect(of('growth').title).toBe('log10 of: growth')
    expect(of('growth').columns).toEqual(['layer', 'measured', 'standard error', 'theory', 'z', 'note'])
    expect(of('growth').rows[1]?.map(({ text }) => text)).toEqual([
      '2',
      'minus infinity',
      '0.1',
      '-50',
      '',
      'below rounding',
    ])
  })

  it('has a row for each cell of a matrix', () => {
    expect(of('heat').rows.map((row) => row.slice(0, 3).map(({ value }) => value))).toEqual([
      [1, 5, 0.1],
      [2, 5, 0.2],
    ])
  })
})
