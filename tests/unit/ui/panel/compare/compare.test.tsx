// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exactly } from '../../../../../src/experiment'
import type { Pin } from '../../../../../src/figure/state'
import { press, reading, the, type } from '../../stage'
import { type StagedPanel, stagePanel } from '../staged'

describe('what a run is compared with', () => {
  let panel: StagedPanel
  beforeEach(async () => {
    panel = await stagePanel()
  })
  afterEach(() => panel.leave())

  describe('the setting before', () => {
    const compare = () => the(HTMLButtonElement, panel.root(), '.compare-button')
    const numbers = () => the(HTMLElement, panel.root(), '.scalars').textContent
    const hold = (type: string) => act(async () => compare().dispatchEvent(new Event(type, { bubbles: true })))

    it('is not offered where nothing was measured before', () => {
      expect(panel.root().querySelector('.compare-button')).toBeNull()
    })

    it('is shown while the button or the key C is held, with its own theory, and the run goes on untouched', async () => {
      const { values } = panel.figure.getState()
      const earlier = { values: { ...values, gain: 2 }, seed: 1, reading: reading(3.25), theory: { mean: exactly(3) } }
      await panel.put({ status: 'done', reading: reading(1), readings: 4, earlier })
      expect(numbers()).toContain('1.00 ±')
      await hold('pointerdown')
      expect(numbers()).toContain('3.25')
      expect(numbers()).not.toContain('1.00 ±')
      await hold('pointerup')
      expect(numbers()).toContain('1.00 ±')
      await press(panel.root(), 'c')
      expect(numbers()).toContain('3.25')
      await act(async () => panel.root().dispatchEvent(new KeyboardEvent('keyup', { key: 'c', bubbles: true })))
      expect(numbers()).toContain('1.00 ±')
      expect(panel.figure.orders).toEqual([])
    })

    it('stays after a tap of a finger, of a key or of a screen reader, until the next one, Escape or another setting', async () => {
      const { values } = panel.figure.getState()
      const earlier = { values: { ...values, gain: 2 }, seed: 1, reading: reading(3.25), theory: { mean: exactly(3) } }
      await panel.put({ status: 'done', reading: reading(1), readings: 4, earlier })
      const isSeen = () => numbers()?.includes('3.25')
      // The test sets the times, because on a busy machine a tap could last as long as a press.
      const fire = (event: Event, timeStamp: number) =>
        act(async () => compare().dispatchEvent(Object.defineProperty(event, 'timeStamp', { value: timeStamp })))
      const pointer = async (...types: readonly string[]) => {
        for (const [i, type] of types.entries())
          await fire(Object.assign(new Event(type, { bubbles: true }), { pointerType: 'touch' }), 1000 + 20 * i)
      }
      const tap = () => pointer('pointerdown', 'pointerup', 'pointerout')
      await tap()
      expect(isSeen()).toBe(true)
      // A touch elsewhere moves the focus.
      await act(async () => compare().dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
      expect(isSeen()).toBe(true)
      await tap()
      expect(isSeen()).toBe(false)
      const key = (type: string, at: number) => fire(new KeyboardEvent(type, { key: 'Enter', bubbles: true }), at)
      await key('keydown', 2000)
      await fire(new MouseEvent('click', { bubbles: true }), 2001)
      await key('keyup', 2100)
      expect(isSeen()).toBe(true)
      await press(panel.root(), 'Escape')
      expect(isSeen()).toBe(false)
      await tap()
      await panel.put({ values: { ...values, gain: 3 } })
      expect(isSeen()).toBe(false)
    })

    it('is told by controls, presets, draw and verdict while it is seen', async () => {
      const { values } = panel.figure.getState()
      const earlier = {
        values: { ...values, gain: 4 },
        seed: 7,
        reading: reading(4),
        theory: { ...panel.figure.getState().theory, mean: exactly(4) },
      }
      await panel.put({ status: 'done', reading: reading(1.2), readings: 4, earlier })
      const told = () => [
        the(HTMLInputElement, panel.root(), '[name=gain-value]').value,
        the(HTMLElement, panel.root(), '.preset[aria-pressed=true]').dataset.preset,
        the(HTMLElement, panel.root(), '.run-seed').textContent,
        the(HTMLElement, panel.root(), '.verdict-words').textContent,
      ]
      const now = ['1', 'usual', 'seed 1', expect.stringMatching(/^1 of 2 disagrees with theory/)]
      expect(told()).toEqual(now)
      await hold('pointerdown')
      expect(told()).toEqual([
        '4',
        'very-loud',
        'seed 7',
        expect.stringMatching(/^The setting before: agrees with theory, 2 of 2/),
      ])
      // The attributes of the figure belong to the present run.
      expect(panel.root().dataset).toMatchObject({ verdict: 'disagrees', compares: '' })
      await hold('pointerup')
      expect(told()).toEqual(now)
    })

    it('goes when a control is moved', async () => {
      const { values } = panel.figure.getState()
      await panel.put({ earlier: { values: { ...values, gain: 4 }, seed: 1, reading: reading(4), theory: {} } })
      await hold('pointerdown')
      await type(the(HTMLInputElement, panel.root(), '[name=gain]'), '2')
      expect(panel.root().dataset.compares).toBeUndefined()
      expect(the(HTMLInputElement, panel.root(), '[name=gain-value]').value).toBe('2')
    })
  })

  describe('pinned runs', () => {
    const pin = (gain: number, seed = 1, more: Partial<Pin> = {}): Pin => ({
      values: { ...panel.figure.getState().values, gain },
      seed,
      reading: reading(1),
      readings: 4,
      expected: 4,
      fault: undefined,
      ...more,
    })
    const names = () => [...panel.root().querySelectorAll('.pin-name')].map((name) => name.textContent)

    it('are made of a run that is done', async () => {
      expect(panel.button('Pin').disabled).toBe(true)
      await panel.put({ status: 'running', readings: 4, reading: reading(1) })
      expect(panel.button('Pin').disabled).toBe(true)
      await panel.put({ status: 'done' })
      await panel.click(panel.button('Pin'))
      expect(panel.figure.orders).toEqual([['pin']])
      await panel.put({ pins: [pin(1)] })
      expect([panel.button('Pin').disabled, panel.button('Pin').title]).toEqual([true, 'This run is pinned'])
      await panel.put({ pins: [pin(2), pin(3), pin(4)] })
      expect([panel.button('Pin').disabled, panel.button('Pin').title]).toEqual([
        true,
        '3 runs are pinned: remove one first',
      ])
    })

    it('are named by what differs from what is set now, and can be removed', async () => {
      expect(panel.root().querySelector('.pins')).toBeNull()
      await panel.put({ pins: [pin(1), pin(2), pin(4, 7)] })
      expect(names()).toEqual(['as set now', 'gain: 2 V', 'gain: 4 V; seed 7'])
      expect(the(HTMLElement, panel.root(), '.stage').textContent).toContain('pinned 3: gain: 4 V; seed 7')
      await panel.put({ values: { ...panel.figure.getState().values, gain: 2, rule: 'b' } })
      expect(names()).toEqual(['gain: 1 V; rule: first', 'rule: first', 'gain: 4 V; rule: first; seed 7'])
      await panel.click(panel.button('Remove the pinned run, rule: first'))
      expect(panel.figure.orders).toEqual([['unpin', 1]])
    })

    it('leave the focus at Pin, and at Remove of the next one', async () => {
      const [a, b, c] = [pin(2), pin(4), pin(1)]
      await panel.put({ status: 'done', reading: reading(8), readings: 4, pins: [a, b] })
      await act(async () => panel.button('Pin').focus())
      await panel.put({ pins: [a, b, c] })
      expect(document.activeElement).toBe(panel.button('Pin'))
      // Off, it is not pressed; it is disabled once the focus has gone elsewhere.
      await panel.click(panel.button('Pin'))
      expect([panel.figure.orders, panel.button('Pin').ariaDisabled]).toEqual([[], 'true'])
      const remove = () => [...panel.root().querySelectorAll<HTMLElement>('.pin button[aria-label^="Remove"]')]
      await act(async () => remove()[1]?.focus())
      expect(panel.button('Pin').disabled).toBe(true)
      await panel.put({ pins: [a, c] })
      expect(document.activeElement).toBe(remove()[1])
      await panel.put({ pins: [a] })
      expect(document.activeElement).toBe(remove()[0])
      await panel.put({ pins: [] })
      expect(document.activeElement).toBe(panel.button('Pin'))
    })

    it('hand the focus to Play where the focused button goes, and Pin is off', async () => {
      await panel.put({ pins: [pin(2)], notices: ['d was moved to 1024.'] })
      the(HTMLButtonElement, panel.root(), '.pin button[aria-label^="Remove"]').focus()
      await panel.put({ pins: [] })
      expect(document.activeElement).toBe(panel.button('Play'))
      the(HTMLButtonElement, panel.root(), '.notices button').focus()
      await panel.put({ notices: [] })
      expect(document.activeElement).toBe(panel.button('Play'))
    })

    it('are seen in every view while their name is held', async () => {
      await panel.put({
        status: 'done',
        reading: reading(1),
        readings: 4,
        pins: [pin(2, 1, { reading: reading(2.5) })],
      })
      const name = the(HTMLButtonElement, panel.root(), '.pin-name')
      const measured = () => the(HTMLElement, panel.root(), '.scalars .is-measured').textContent
      await act(async () => name.dispatchEvent(new Event('pointerdown', { bubbles: true })))
      expect(measured()).toContain('2.50')
      expect(the(HTMLElement, panel.root(), '.scalars .is-theory').textContent).toBe('2')
      expect(the(HTMLElement, panel.root(), '.verdict-words').textContent).toMatch(/^The pinned run: /)
      await act(async () => name.dispatchEvent(new Event('pointerup', { bubbles: true })))
      expect(measured()).toContain('1.00')
    })

    it('say that they are measured again, how far that is, and what came of it', async () => {
      await panel.put({ pins: [pin(2, 1, { reading: null, readings: 3 }), pin(4, 1, { fault: 'growth overflowed.' })] })
      expect(the(HTMLElement, panel.root(), '.pins').textContent).toContain('measured again: 3 of 4 readings')
      expect(the(HTMLElement, panel.root(), '.pins').textContent).toContain('growth overflowed.')
      expect(the(HTMLElement, panel.root(), '.run-bar').textContent).toContain('The pinned runs are measured first.')
    })
  })
})
