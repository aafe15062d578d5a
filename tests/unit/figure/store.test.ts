import { afterEach, expect, it, vi } from 'vitest'
import type { FigureState } from '../../../src/figure/state'
import { FigureStore } from '../../../src/figure/store'

afterEach(() => vi.restoreAllMocks())

it('notifies every listener, also after one that throws, and reports what was thrown', () => {
  const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
  const store = new FigureStore({ readings: 0 } as FigureState)
  const broken = new Error('closed')
  const heard: number[] = []
  store.subscribe(() => {
    throw broken
  })
  store.subscribe(() => heard.push(store.get().readings))
  store.update({ readings: 1 })
  store.update({ readings: 2 })
  expect(heard).toEqual([1, 2])
  expect(reported.mock.calls).toEqual([[broken], [broken]])
})
