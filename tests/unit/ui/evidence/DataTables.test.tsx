// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { matrix, matrixReading } from '../../../../src/experiment'
import { DataTables } from '../../../../src/ui/evidence/DataTables'
import { stage } from '../stage'

const square = (n: number) => {
  const places = Array.from({ length: n }, (_, k) => k)
  const value = places.map((r) => places.map((c) => n * r + c))
  return matrixReading({ rows: places, columns: places, value, stderr: value.map((row) => row.map(() => 0)) })
}

it.each([
  [17, 289, 'heat'],
  [20, 300, 'heat (the first 300 of 400 rows; Export has them all)'],
])('of %d x %d numbers a page lists no more than it can bear, and says so', async (n, rows, caption) => {
  const measures = { heat: matrix({ label: 'heat', rows: 'y', columns: 'x' }) }
  const staged = await stage(<DataTables measures={measures} reading={{ heat: square(n) }} theory={{}} />)
  expect(staged.host.querySelectorAll('tbody tr')).toHaveLength(rows)
  expect(staged.host.querySelector('caption')?.textContent).toBe(caption)
  await staged.leave()
})
