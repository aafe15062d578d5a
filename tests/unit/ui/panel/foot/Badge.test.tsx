// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { the, type } from '../../stage'
import { type StagedPanel, stagePanel, WEBGL } from '../staged'

describe('the badge', () => {
  let panel: StagedPanel
  beforeEach(async () => {
    panel = await stagePanel()
  })
  afterEach(() => panel.leave())

  it('says which backend runs, how fast, and why no other, and lets the reader choose another', async () => {
    await panel.put({
      backend: { ...WEBGL, name: 'wasm', software: false, passedOver: ['webgl: no context.'] },
      ms: 12.34,
    })
    const badge = the(HTMLElement, panel.root(), '.badge')
    expect(badge.querySelector('summary')?.textContent).toBe('WebAssembly · float32 · 12 ms a reading')
    expect(badge.textContent).toContain('webgl: no context.')
    await type(the(HTMLSelectElement, badge, 'select[name=backend]'), 'cpu')
    await type(the(HTMLSelectElement, badge, 'select[name=backend]'), 'best')
    expect(panel.figure.orders).toEqual([
      ['chooseBackend', 'cpu'],
      ['chooseBackend', undefined],
    ])
    await panel.put({ backend: WEBGL })
    expect(badge.querySelector('summary')?.textContent).toContain('software')
  })
})
