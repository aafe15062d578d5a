// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { press, sampler, the } from '../../stage'
import { ADDRESS, type StagedPanel, stagePanel } from '../staged'

describe('the menu of a figure', () => {
  let panel: StagedPanel
  beforeEach(async () => {
    panel = await stagePanel()
  })
  afterEach(() => panel.leave())

  describe('the link to this setting', () => {
    afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'))
    const copy = () => {
      const found = [...panel.root().querySelectorAll<HTMLButtonElement>('.menu-button')].find((b) =>
        /link/.test(b.textContent),
      )
      if (!found) throw new Error('There is no button that copies the link')
      return panel.click(found)
    }

    it('goes to the clipboard', async () => {
      const writeText = vi.fn().mockResolvedValue(undefined)
      Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
      await copy()
      expect(writeText).toHaveBeenCalledWith(ADDRESS)
      expect(panel.root().textContent).toContain('Copied')
    })

    const byHand = () => panel.root().querySelector<HTMLInputElement>('.menu-by-hand input')

    it('stands in a field to be taken by hand where there is no clipboard', async () => {
      await copy()
      expect(byHand()?.value).toBe(ADDRESS)
      expect(panel.root().textContent).toContain('The browser has not copied it.')
    })

    it('does so where the clipboard does not answer, until it does', async () => {
      vi.useFakeTimers()
      try {
        let answer = () => {}
        const writeText = () => new Promise<void>((resolve) => (answer = resolve))
        Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
        await copy()
        expect(byHand()).toBeNull()
        await act(async () => vi.advanceTimersByTime(1000))
        expect(byHand()?.value).toBe(ADDRESS)
        await act(async () => answer())
        expect(byHand()).toBeNull()
        expect(panel.root().textContent).toContain('Copied')
      } finally {
        vi.useRealTimers()
      }
    })

    it('is also had as a frame for another page', async () => {
      const writeText = vi.fn().mockResolvedValue(undefined)
      Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
      await panel.click(the(HTMLButtonElement, panel.root(), '.export .menu-button'))
      expect(writeText.mock.calls[0]?.[0]).toMatch(
        /^<iframe src="https:[^"]*\?embed=sampler&amp;sampler.d=128" title="Sampler"/,
      )
    })
  })

  describe('alone in the frame of another page', () => {
    const whole = () => panel.root().querySelector<HTMLAnchorElement>('.figure-menu > a')

    it('leads to its whole page with the same setting; on that page there is no such link', async () => {
      expect(whole()).toBeNull()
      await panel.leave()
      panel = await stagePanel(sampler, { view: undefined })
      expect(whole()?.href).toBe(ADDRESS)
      expect(panel.root().querySelector('[data-chosen]')).toBeNull()
    })

    it('gives the stage to the view that is asked for by name', async () => {
      await panel.leave()
      panel = await stagePanel(sampler, { view: 'the-outputs' })
      expect([...panel.root().querySelectorAll<HTMLElement>('[data-chosen]')].map((pane) => pane.dataset.pane)).toEqual(
        ['the-outputs'],
      )
    })
  })

  it('fills the window for a lecture, and Escape brings the page back', async () => {
    await panel.click(the(HTMLButtonElement, panel.root(), '.menu-button[aria-pressed]'))
    expect(panel.root().dataset.projector).toBe('true')
    await press(document.body, 'Escape')
    expect(panel.root().dataset.projector).toBeUndefined()
  })
})
