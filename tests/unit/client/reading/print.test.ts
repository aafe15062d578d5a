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
  vi.stubGlobal('scrollTo', vi.fn())
  dispatchEvent(new Event('afterprint'))
  await vi.waitFor(() => expect(document.documentElement.dataset.print).toBeUndefined())
})

it('holds back again after printing what it showed for paper, unless the address asks for the sheet', async () => {
  const holdBack = vi.fn()
  vi.stubGlobal('print', () => dispatchEvent(new Event('afterprint')))
  vi.stubGlobal('scrollTo', vi.fn())
  Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve() } })
  document.body.innerHTML = '<button data-print-sheet="all"></button>'
  offerPrint(
    async () => holdBack,
    async () => undefined,
  )
  document.querySelector('button')?.click()
  await vi.waitFor(() => expect(holdBack).toHaveBeenCalledOnce())
  expect(document.documentElement.dataset.print).toBeUndefined()
})

it('leaves nothing of a worksheet to the sheet after it', async () => {
  const printed = vi.fn()
  vi.stubGlobal('print', () => {
    const { dataset, style } = document.documentElement
    printed(dataset.print, style.getPropertyValue('--sheet-zoom') !== '', style.getPropertyValue('--room') !== '')
    dispatchEvent(new Event('afterprint'))
  })
  vi.stubGlobal('scrollTo', vi.fn())
  Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve() } })
  document.body.innerHTML = '<button data-print-sheet="worksheet"></button><button data-print-sheet="hints"></button>'
  offerPrint(
    async () => undefined,
    async () => undefined,
  )
  const [worksheet, hints] = document.querySelectorAll('button')
  worksheet?.click()
  await vi.waitFor(() => expect(document.documentElement.dataset.print).toBeUndefined())
  expect(printed.mock.calls).toEqual([['worksheet', true, true]])
  hints?.click()
  await vi.waitFor(() => expect(printed).toHaveBeenCalledTimes(2))
  expect(printed.mock.lastCall).toEqual(['hints', false, false])
  expect(document.documentElement.getAttribute('style') ?? '').toBe('')
})

it('prints one sheet at a time, and gives the page back only after it was printed', async () => {
  const printed = vi.fn()
  const holdBack = vi.fn()
  vi.stubGlobal('print', () => {
    printed(document.documentElement.dataset.print)
    dispatchEvent(new Event('afterprint'))
  })
  vi.stubGlobal('scrollTo', vi.fn())
  Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve() } })
  document.body.innerHTML = '<button data-print-sheet="hints"></button><button data-print-sheet="solutions"></button>'
  let loaded: () => void = () => {}
  const loading = new Promise<void>((resolve) => {
    loaded = resolve
  })
  offerPrint(
    async () => {
      await loading
      return holdBack
    },
    async () => undefined,
  )
  const [hints, solutions] = document.querySelectorAll('button')
  hints?.click()
  solutions?.click()
  // The browser's own command, while the figures are loaded.
  dispatchEvent(new Event('afterprint'))
  expect(document.documentElement.dataset.print).toBe('hints')
  loaded()
  await vi.waitFor(() => expect(document.documentElement.dataset.print).toBeUndefined())
  expect(printed.mock.calls).toEqual([['hints']])
  expect(holdBack).toHaveBeenCalledOnce()
  solutions?.click()
  await vi.waitFor(() => expect(holdBack).toHaveBeenCalledTimes(2))
  expect(printed.mock.calls).toEqual([['hints'], ['solutions']])
})
