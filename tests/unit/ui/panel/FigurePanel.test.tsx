// @vitest-environment jsdom
import { act } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { exactly } from '../../../../src/experiment'
import { reading, ScriptedFigure, the } from '../stage'
import { panelOf, type StagedPanel, stagePanel, WEBGL } from './staged'

describe('FigurePanel', () => {
  let panel: StagedPanel
  beforeEach(async () => {
    panel = await stagePanel()
  })
  afterEach(() => panel.leave())

  describe('what can be observed from outside', () => {
    it('names the experiment, its state and its anchor on the root, and no backend until there is one', () => {
      expect(panel.root().id).toBe('sampler')
      expect({ ...panel.root().dataset }).toEqual({
        experiment: '9-made-up/sampler',
        status: 'idle',
        readings: '0',
        runs: '0',
        verdict: 'none',
      })
    })

    it('follows a run to its verdict', async () => {
      await panel.put({ status: 'running', reading: reading(1.005), readings: 1, backend: WEBGL })
      expect(panel.root().dataset).toMatchObject({
        status: 'running',
        readings: '1',
        verdict: 'agrees',
        backend: 'webgl',
      })
      await panel.put({ status: 'done', reading: reading(1.2), readings: 4 })
      expect(panel.root().dataset).toMatchObject({ status: 'done', readings: '4', verdict: 'disagrees' })
    })

    it('gives no verdict on a reading of other parameters', async () => {
      await panel.put({ status: 'stale', reading: reading(1), readings: 0 })
      expect(panel.root().dataset).toMatchObject({ status: 'stale', verdict: 'none' })
      expect(panel.root().querySelectorAll('[data-stale]').length).toBeGreaterThan(0)
      await panel.put({ status: 'idle', paused: true })
      expect(panel.root().dataset.verdict).toBe('none')
    })
  })

  it('marks the preset that is set, and applies another', async () => {
    const presets = () => [...panel.root().querySelectorAll('[data-preset]')].map((p) => p.getAttribute('aria-pressed'))
    expect(presets()).toEqual(['true', 'false'])
    expect(the(HTMLElement, panel.root(), '.presets').textContent).toContain('As it starts.')
    await panel.click(the(HTMLButtonElement, panel.root(), '[data-preset=very-loud]'))
    expect(panel.figure.orders).toEqual([['apply', 'very-loud']])
    await panel.put({ preset: undefined })
    expect(presets()).toEqual(['false', 'false'])
  })

  it('speaks of the verdict when a run has ended, and is silent before', async () => {
    const said = () => the(HTMLElement, panel.root(), '.verdict [role=status]').textContent
    await panel.put({ status: 'running', reading: reading(1), readings: 1 })
    expect(said()).toBe('')
    await panel.put({ status: 'done', readings: 4 })
    expect(said()).toContain('Agrees with theory')
    expect(said()).toContain('mean of y: measured 1.00 ± 0.01, theory 1, agrees (z = 0.0).')
  })

  it('offers to measure again what failed, and not what overflowed', async () => {
    const again = () => panel.root().querySelector<HTMLButtonElement>('.fault button')
    await panel.put({ status: 'done', reading: reading(1), readings: 4, fault: 'growth overflowed at layer 31.' })
    expect(again()).toBeNull()
    await panel.put({ status: 'failed', fault: 'A file of the book could not be loaded.' })
    await panel.click(the(HTMLButtonElement, panel.root(), '.fault button'))
    expect(panel.figure.orders).toEqual([['play']])
  })

  it('states a fault plainly', async () => {
    await panel.put({ status: 'failed', fault: 'growth overflowed at layer 31.' })
    expect(the(HTMLElement, panel.root(), '.fault').textContent).toContain('growth overflowed at layer 31.')
  })

  it('names the ignored parts of the address, until the notice is dismissed', async () => {
    await panel.put({ notices: ['dd was ignored: there is no such parameter.'] })
    expect(panel.root().textContent).toContain('dd was ignored')
    await panel.click(panel.button('Dismiss this note'))
    expect(panel.root().textContent).not.toContain('dd was ignored')
  })

  it('shows the numbers as tables, with the readings once they are opened', async () => {
    await panel.put({ status: 'done', reading: reading(1.005), readings: 4 })
    const data = the(HTMLDetailsElement, panel.root(), '.figure-data')
    expect(data.querySelector('summary')?.textContent).toBe('Show data')
    expect(data.querySelector('table')).toBeNull()
    await act(async () => {
      data.open = true
      data.dispatchEvent(new Event('toggle'))
    })
    const heads = [...(data.querySelector('table')?.querySelectorAll('thead th') ?? [])].map((th) => th.textContent)
    expect(heads).toEqual(['measured', 'standard error', 'theory', 'z'])
    expect(data.querySelector('tbody data')?.getAttribute('value')).toBe('1.005')
    expect(data.querySelectorAll('table')).toHaveLength(3)
  })
})

describe('FigurePanel on the server', () => {
  const html = () => renderToString(panelOf(new ScriptedFigure()))

  it('holds caption, network, controls and the theory in numbers', () => {
    const host = document.createElement('div')
    host.innerHTML = html()
    expect(host.querySelector('.figure-heading')?.textContent).toContain('One of everything.')
    expect(host.querySelector('[role="heading"]')?.id).toBe(
      host.querySelector('figure')?.getAttribute('aria-labelledby'),
    )
    expect(host.querySelectorAll('.network-units')).toHaveLength(2)
    expect(host.querySelector('[name=gain]')).not.toBeNull()
    expect(host.querySelectorAll('.is-numbers td.is-theory').length).toBeGreaterThan(0)
    expect(host.querySelectorAll('.figure-data tr')).toHaveLength(0)
    for (const box of host.querySelectorAll('.chart-box')) expect(box.getAttribute('aria-label')).toBeTruthy()
  })

  it('hydrates on a machine whose arithmetic rounds the last digit differently', async () => {
    const complaints = vi.spyOn(console, 'error')
    const host = document.createElement('div')
    const theory = (mean: number) => ({ theory: { ...new ScriptedFigure().getState().theory, mean: exactly(mean) } })
    host.innerHTML = renderToString(panelOf(new ScriptedFigure(theory(1.2345))))
    document.body.append(host)
    const mismatches: unknown[] = []
    const root = await act(async () =>
      hydrateRoot(host, panelOf(new ScriptedFigure(theory(1.2346))), { onRecoverableError: (e) => mismatches.push(e) }),
    )
    expect([mismatches, complaints.mock.calls]).toEqual([[], []])
    await act(async () => root.unmount())
    host.remove()
    complaints.mockRestore()
  })

  it('hydrates without a warning of React', async () => {
    const complaints = vi.spyOn(console, 'error')
    const host = document.createElement('div')
    host.innerHTML = html()
    document.body.append(host)
    const mismatches: unknown[] = []
    const figure = new ScriptedFigure()
    const root = await act(async () =>
      hydrateRoot(host, panelOf(figure), { onRecoverableError: (error) => mismatches.push(error) }),
    )
    expect(mismatches).toEqual([])
    expect(complaints).not.toHaveBeenCalled()
    await act(async () => figure.put({ status: 'running', reading: reading(1), readings: 1 }))
    expect(host.querySelector('figure')?.dataset.readings).toBe('1')
    await act(async () => root.unmount())
    host.remove()
    complaints.mockRestore()
  })
})
