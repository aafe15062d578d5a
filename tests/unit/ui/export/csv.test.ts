import { expect, it } from 'vitest'
import {
  choice,
  exactSeries,
  formula,
  number,
  scalar,
  scalarReading,
  series,
  seriesReading,
  text,
  textReading,
} from '../../../../src/experiment'
import { csvOf } from '../../../../src/ui/export/csv'

const measures = {
  mean: scalar({ label: 'mean, "raw"' }),
  growth: series({ label: 'growth', over: 'layer', stored: 'log10' }),
  sample: text({ label: 'sample' }),
}
const reading = {
  mean: scalarReading({ value: 1.23456789, stderr: 0.01 }),
  growth: seriesReading({ at: [1, 2], value: [-1, Number.NEGATIVE_INFINITY], stderr: [0.1, 0.1], floor: [-7, -7] }),
  sample: textReading('=1+1,\n"to be"'),
}
const params = {
  width: number({ label: 'width', min: 1, max: 64, initial: 32, step: 1, scale: 'linear', says: '' }),
  kind: choice({ label: 'kind', options: { one: 'One', two: 'Two' }, initial: 'one', says: '' }),
}
const source = { figure: '9-new/figure', params, values: { width: 32, kind: 'two' }, seed: 7 }

/** A reader of RFC 4180. */
function parsed(csv: string): string[][] {
  const cells = csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)
  const lines: string[][] = [[]]
  for (const [, quoted, plain, end] of cells) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') lines.push([])
  }
  return lines.slice(0, -1)
}

const table = parsed(csvOf(measures, reading, { growth: exactSeries([1, 2], [-1, -50]) }, source))
const [header = [], ...rows] = table

it('is one tidy table: every row has figure, measure, index, numbers, setting and seed', () => {
  expect(header.join()).toBe('figure,measure,scale,index,index2,value,stderr,theory,z,note,setting,seed')
  for (const row of rows) {
    expect(row).toHaveLength(header.length)
    expect([row[0], ...row.slice(-2)]).toEqual(['9-new/figure', 'width=32 kind=two', '7'])
  }
})

it('writes numbers in full, says what is a logarithm, and leaves empty what is no finite number', () => {
  expect(rows[0]?.slice(1, 10)).toEqual(['mean', 'linear', '', '', '1.23456789', '0.01', '', '', ''])
  expect(rows[1]?.slice(1, 10)).toEqual(['growth', 'log10', '1', '', '-1', '0.1', '-1', '0', ''])
  expect(rows[2]?.slice(1, 10)).toEqual(['growth', 'log10', '2', '', '', '0.1', '-50', '', 'below rounding'])
})

it('gives a text back whole, and no spreadsheet takes it for a formula', () => {
  expect(rows[3]?.slice(1, 10)).toEqual(['sample', '', '', '', '\'=1+1,\n"to be"', '', '', '', 'text'])
})

it('has a column for each answer of the reader that is shown, and none without', () => {
  const line = (measure: string, scaled = false) => ({
    measure,
    scaled,
    at: (x: number) => (x === 2 ? Number.NaN : 10 * x),
  })
  const answers = [
    { question: 'fall', short: 'your answer', label: '10x', lines: [line('growth')] },
    { question: 'order', short: 'your answer', label: 'x', lines: [line('growth', true)] },
  ]
  const own = { d: formula({ label: 'own', letters: {}, refuses: () => undefined }) }
  const [head = [], ...lines] = parsed(
    csvOf(
      measures,
      reading,
      {},
      { ...source, params: { ...params, ...own }, values: { ...source.values, d: '1 2 /' } },
      answers,
    ),
  )
  expect(head.slice(10)).toEqual(['setting', 'seed', 'answer fall', 'answer order'])
  expect(lines.map((row) => row.slice(10))).toEqual([
    ['width=32 kind=two d=1~2~/~', '7', '', ''],
    // An order passes through the middle of the data: here through 0.1, the one value that is finite.
    ['width=32 kind=two d=1~2~/~', '7', '10', '0.1'],
    ['width=32 kind=two d=1~2~/~', '7', '', ''],
    ['width=32 kind=two d=1~2~/~', '7', '', ''],
  ])
})
