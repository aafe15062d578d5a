import { expect, it } from 'vitest'
import { cellAnswers } from '../../../../src/charts/answer/cellAnswers'
import { matrix } from '../../../../src/experiment'

const measure = { ...matrix({ label: 'gradient', rows: 't', columns: 's', stored: 'log10' }), name: 'gradient' }
const triangle = {
  kind: 'matrix' as const,
  rows: [1, 2],
  columns: [0, 1],
  value: [
    [0, null],
    [-1, 0],
  ],
  stderr: [
    [0, 0],
    [0, 0],
  ],
}
const says = (at: (s: number, t: number) => number) => {
  const line = { measure: 'gradient', scaled: false, at: (s: number, _: object, t = Number.NaN) => at(s, t) }
  const other = { ...line, measure: 'other' }
  return cellAnswers(
    [{ question: 'past', short: 'your answer', label: '0.5^(t−s)', lines: [line, other] }],
    measure,
    {},
    triangle,
  ).map((one) => one.says)
}

it('an answer over a heat map is told by its largest and its smallest cell, of those that are there', () => {
  expect(says((s, t) => 0.5 ** (t - s))).toEqual([
    'your answer, 0.5^(t−s): largest 0.5 at t = 1, s = 0; smallest 0.25 at t = 2, s = 0',
  ])
})

it('an answer without change, or without a value, is told so', () => {
  expect(says(() => 2)).toEqual(['your answer, 0.5^(t−s), is 2 everywhere'])
  expect(says(() => Number.NaN)).toEqual(['your answer, 0.5^(t−s), has no value here'])
})
