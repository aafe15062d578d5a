import { expect, it, vi } from 'vitest'
import { takeTurn, turnsTaken } from '../../../../src/charts/plot/turns'

it('takes turns in order, without those that were cancelled', async () => {
  const taken: string[] = []
  takeTurn(() => taken.push('first'))
  const giveUp = takeTurn(() => taken.push('given up'))
  takeTurn(() => taken.push('last'))
  giveUp()
  expect(taken).toEqual([])
  await turnsTaken()
  expect(taken).toEqual(['first', 'last'])
})

it('reports a turn that throws, and takes those after it', async () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  const fault = new Error('This chart has no box')
  const taken: string[] = []
  takeTurn(() => {
    throw fault
  })
  takeTurn(() => taken.push('same round'))
  await turnsTaken()
  takeTurn(() => taken.push('next round'))
  await turnsTaken()
  expect(taken).toEqual(['same round', 'next round'])
  expect(report.mock.calls).toEqual([[fault]])
  report.mockRestore()
})
