import { expect, it } from 'vitest'
import { besideOf } from '../../../../src/charts/plot/beside'
import { probeOf } from '../../../../src/charts/plot/Tip'
import { histogram, histogramReading, series, seriesReading } from '../../../../src/experiment'

const growth = { ...series({ label: 'growth', over: 'layer', short: 'grows' }), name: 'growth' }
const loss = { ...series({ label: 'loss', over: 'layer', stored: 'log10' }), name: 'loss' }
const before = {
  short: 'before',
  label: 'gain 2',
  reading: { growth: seriesReading({ at: [1, 2], value: [3, 5], stderr: [0, 0] }) },
  theory: () => ({}),
}
const answer = (measure: string, at: (place: number) => number) => ({
  question: 'rate',
  measure,
  short: 'your answer',
  label: '2 l',
  first: false,
  at,
  runs: [],
  says: '',
})

it('tells what a kept run and an answer of the reader are at a place', () => {
  const beside = besideOf([growth], [before], [answer('growth', (l) => 2 * l)], 2)
  expect(beside).toMatchObject([
    { who: 'before', says: '5' },
    { who: 'your answer', says: '4' },
  ])
  expect(probeOf(2, 'layer 2', [], beside).says).toBe('layer 2: before 5; your answer 4')
})

it('names the measure where there are several, and leaves out what has no value', () => {
  const answers = [answer('loss', () => 100), answer('growth', () => Number.NaN), answer('elsewhere', () => 1)]
  expect(besideOf([growth, loss], [before], answers, 1)).toMatchObject([
    { who: 'before, grows', says: '3' },
    { who: 'your answer, loss', says: '100' },
  ])
  expect(besideOf([growth], [before], [], 3)).toEqual([])
})

it('tells the bin of a kept histogram', () => {
  const y = { ...histogram({ label: 'y' }), name: 'y' }
  const reading = { y: histogramReading({ edges: [0, 1, 2], density: [0.25, 0.75], stderr: [0, 0] }) }
  expect(besideOf([y], [{ ...before, reading }], [], 1, 2)).toMatchObject([{ who: 'before', says: '0.75' }])
})
