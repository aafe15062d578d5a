// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { offerPrint, readSheet } from '../../../../src/client/reading/print'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  for (const name of ['print', 'printReady']) delete document.documentElement.dataset[name]
})

it('reads which sheet an address asks for', () => {
  expect(readSheet('?print=worksheet&variance.d=4')).toBe('worksheet')
  expect(['', '?print', '?print=notes'].map(readSheet)).toEqual([undefined, undefined, undefined])
})

it('prints without the figures and codes that could not be loaded, and reports them', async () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  const printed = vi.fn()
  vi.stubGlobal('print', printed)
  Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve() } })
  document.body.innerHTML = '<button data-print-sheet="all"></button>'
  const faults = [new Error('no figures'), new Error('no codes')]
  offerPrint(
    () => Promise.reject(faults[0]),
    () => Promise.reject(faults[1]),
  )
  document.querySelector('button')?.click()
  await vi.waitFor(() => expect(printed).toHaveBeenCalledOnce())
  expect(report.mock.calls).toEqual(faults.map((fault) => [fault]))
  expect(document.documentElement.dataset.print).toBe('all')
  dispatchEvent(new Event('afterprint'))
  expect(document.documentElement.dataset.print).toBeUndefined()
})
