// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reading, the } from '../../stage'
import { type StagedPanel, stagePanel } from '../staged'

describe('the stage', () => {
  let panel: StagedPanel
  beforeEach(async () => {
    panel = await stagePanel()
  })
  afterEach(() => panel.leave())

  describe('a chart with a theory', () => {
    const residuals = () =>
      the(HTMLButtonElement, panel.root(), '[aria-label="In standard errors from theory: Growth by layer"]')
    const said = () => the(HTMLElement, panel.root(), '[data-view="1"] [role=img]').getAttribute('aria-label')

    it('shows its distance from theory in standard errors on demand', async () => {
      await panel.put({ status: 'done', reading: reading(1), readings: 4 })
      expect(said()).toContain('measured follows theory')
      await panel.click(residuals())
      expect(residuals().getAttribute('aria-pressed')).toBe('true')
      expect(said()).toContain('3 of 3 within 4 standard errors of theory, the farthest at z = −0.5')
      expect(the(HTMLElement, panel.root(), '[data-view="1"] .is-vertical').textContent).toContain('in standard errors')
      await panel.put({ status: 'stale', readings: 0 })
      expect(said()).toContain('No numbers yet')
      await panel.click(residuals())
      expect(said()).not.toContain('standard errors of theory')
    })

    it('offers nothing where there is none', async () => {
      expect(panel.root().querySelectorAll('[aria-label^="In standard errors"]')).toHaveLength(1)
      await panel.put({ theory: {} })
      expect(panel.root().querySelectorAll('[aria-label^="In standard errors"]')).toHaveLength(0)
    })
  })
})
