// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { press, reading, sampler, the, type } from '../stage'
import { type StagedPanel, stagePanel } from './staged'

describe('the controls of a figure', () => {
  let panel: StagedPanel
  beforeEach(async () => {
    panel = await stagePanel()
  })
  afterEach(() => panel.leave())

  it('has a native control named after every parameter, each with an accessible name', () => {
    for (const name of Object.keys(sampler.params)) {
      const control = panel.root().querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)
      expect(control?.labels?.[0]?.textContent, name).toBeTruthy()
    }
    expect(panel.root().querySelectorAll('input[type=radio][name=rule]')).toHaveLength(2)
    expect(panel.root().querySelector('select[name=law]')).not.toBeNull()
    expect(the(HTMLInputElement, panel.root(), '[name=d]').type).toBe('range')
  })

  it('runs a slider in its own scale and says the real value', async () => {
    const slider = the(HTMLInputElement, panel.root(), '[name=d]')
    expect([slider.min, slider.max, slider.step, slider.value]).toEqual(['0', '10', '1', '6'])
    expect(slider.getAttribute('aria-valuetext')).toBe('64')
    await type(slider, '9')
    expect(panel.figure.orders).toEqual([['set', 'd', 512]])
    expect(the(HTMLInputElement, panel.root(), '[name=d-value]').value).toBe('512')
    expect(the(HTMLInputElement, panel.root(), '[name=gain]').getAttribute('aria-valuetext')).toBe('1 V')
  })

  it('takes a typed value on Enter and on leaving, and not before', async () => {
    const field = the(HTMLInputElement, panel.root(), '[name=gain-value]')
    await type(field, '2.5')
    expect(panel.figure.orders).toEqual([])
    await press(field, 'Enter')
    expect(panel.figure.orders).toEqual([['set', 'gain', 2.5]])
    await type(field, '3')
    await act(async () => field.dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
    expect(panel.figure.orders.at(-1)).toEqual(['set', 'gain', 3])
  })

  it('keeps junk in the box with a message that the box points to, and changes nothing', async () => {
    const field = the(HTMLInputElement, panel.root(), '[name=gain-value]')
    await type(field, 'loud')
    await press(field, 'Enter')
    expect(panel.figure.orders).toEqual([])
    expect(field.value).toBe('loud')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    const message = document.getElementById(field.getAttribute('aria-describedby') ?? '')
    expect(message?.textContent).toBe('“loud” is not a number. Type one from 0.25 to 4 V.')
    await panel.put({ status: 'done', reading: reading(1), readings: 4 })
    expect(field.value).toBe('loud')
    await press(field, 'Escape')
    expect(field.value).toBe('1')
    expect(message?.textContent).toBe('')
  })

  it('forgets what was half typed when the value is set elsewhere', async () => {
    const field = the(HTMLInputElement, panel.root(), '[name=gain-value]')
    await type(field, 'lou')
    await panel.put({ values: { ...panel.figure.getState().values, gain: 4 } })
    expect(field.value).toBe('4')
  })

  it('moves what is out of range to the end and says so', async () => {
    const field = the(HTMLInputElement, panel.root(), '[name=d-value]')
    await type(field, '5000')
    await press(field, 'Enter')
    expect(panel.figure.orders).toEqual([['set', 'd', 1024]])
    expect(field.value).toBe('1024')
    expect(panel.root().textContent).toContain('Set to 1024: it runs from 1 to 1024.')
  })

  it('sets choices and switches', async () => {
    await panel.click(the(HTMLInputElement, panel.root(), 'input[name=rule][value=b]'))
    await type(the(HTMLSelectElement, panel.root(), 'select[name=law]'), 'sign')
    await panel.click(the(HTMLInputElement, panel.root(), 'input[name=bias]'))
    expect(panel.figure.orders).toEqual([
      ['set', 'rule', 'b'],
      ['set', 'law', 'sign'],
      ['set', 'bias', true],
    ])
  })

  it('turns off what has no effect, with the reason', async () => {
    const law = the(HTMLSelectElement, panel.root(), 'select[name=law]')
    expect(law.disabled).toBe(false)
    await panel.put({ values: { ...panel.figure.getState().values, bias: true } })
    expect(law.disabled).toBe(true)
    expect(document.getElementById(law.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/no effect/)
  })

  it('carries the terms that formulas light up by', () => {
    expect(panel.root().querySelector('.control[data-term=d]')).not.toBeNull()
    expect(panel.root().querySelector('th[data-term=mean-y]')).not.toBeNull()
  })
})
