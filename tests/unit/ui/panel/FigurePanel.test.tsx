// @vitest-environment jsdom
import { act } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Experiment, exactly, seriesReading } from '../../../../src/experiment'
import type { FigureState, Pin } from '../../../../src/figure/state'
import { FigurePanel } from '../../../../src/ui'
import { press, reading, ScriptedFigure, sampler, stage, the, type } from '../stage'

const ADDRESS = 'https://book.example/problems/9-made-up/?sampler.d=128'
const EMBED_ADDRESS = 'https://book.example/problems/9-made-up/?embed=sampler&sampler.d=128'
const panel = (figure: ScriptedFigure) => (
  <FigurePanel
    figure={figure}
    experiment={sampler}
    id="sampler"
    address={() => ADDRESS}
    embedAddress={() => EMBED_ADDRESS}
  />
)
const webgl = { name: 'webgl', renderer: 'SwiftShader', software: true, passedOver: [] } as const

describe('FigurePanel', () => {
  let figure: ScriptedFigure
  let shown: Awaited<ReturnType<typeof stage>>
  const root = () => the(HTMLElement, shown.host, 'figure')
  const put = (next: Partial<FigureState>) => act(async () => figure.put(next))
  const button = (name: string) => the(HTMLButtonElement, root(), `button[aria-label="${name}"]`)
  const click = (element: HTMLElement) => act(async () => element.click())

  beforeEach(async () => {
    figure = new ScriptedFigure()
    shown = await stage(panel(figure))
  })
  afterEach(() => shown.leave())

  describe('what can be observed from outside', () => {
    it('names the experiment, its state and its anchor on the root, and no backend until there is one', () => {
      expect(root().id).toBe('sampler')
      expect({ ...root().dataset }).toEqual({
        experiment: '9-made-up/sampler',
        status: 'idle',
        readings: '0',
        runs: '0',
        verdict: 'none',
      })
    })

    it('follows a run to its verdict', async () => {
      await put({ status: 'running', reading: reading(1.005), readings: 1, backend: webgl })
      expect(root().dataset).toMatchObject({ status: 'running', readings: '1', verdict: 'agrees', backend: 'webgl' })
      await put({ status: 'done', reading: reading(1.2), readings: 4 })
      expect(root().dataset).toMatchObject({ status: 'done', readings: '4', verdict: 'disagrees' })
    })

    it('gives no verdict on a reading of other parameters', async () => {
      await put({ status: 'stale', reading: reading(1), readings: 0 })
      expect(root().dataset).toMatchObject({ status: 'stale', verdict: 'none' })
      expect(root().querySelectorAll('[data-stale]').length).toBeGreaterThan(0)
      await put({ status: 'idle', paused: true })
      expect(root().dataset.verdict).toBe('none')
    })
  })

  describe('controls', () => {
    it('has a native control named after every parameter, each with an accessible name', () => {
      for (const name of Object.keys(sampler.params)) {
        const control = root().querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)
        expect(control?.labels?.[0]?.textContent, name).toBeTruthy()
      }
      expect(root().querySelectorAll('input[type=radio][name=rule]')).toHaveLength(2)
      expect(root().querySelector('select[name=law]')).not.toBeNull()
      expect(the(HTMLInputElement, root(), '[name=d]').type).toBe('range')
    })

    it('runs a slider in its own scale and says the real value', async () => {
      const slider = the(HTMLInputElement, root(), '[name=d]')
      expect([slider.min, slider.max, slider.step, slider.value]).toEqual(['0', '10', '1', '6'])
      expect(slider.getAttribute('aria-valuetext')).toBe('64')
      await type(slider, '9')
      expect(figure.orders).toEqual([['set', 'd', 512]])
      expect(the(HTMLInputElement, root(), '[name=d-value]').value).toBe('512')
      expect(the(HTMLInputElement, root(), '[name=gain]').getAttribute('aria-valuetext')).toBe('1 V')
    })

    it('takes a typed value on Enter and on leaving, and not before', async () => {
      const field = the(HTMLInputElement, root(), '[name=gain-value]')
      await type(field, '2.5')
      expect(figure.orders).toEqual([])
      await press(field, 'Enter')
      expect(figure.orders).toEqual([['set', 'gain', 2.5]])
      await type(field, '3')
      await act(async () => field.dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
      expect(figure.orders.at(-1)).toEqual(['set', 'gain', 3])
    })

    it('keeps junk in the box with a message that the box points to, and changes nothing', async () => {
      const field = the(HTMLInputElement, root(), '[name=gain-value]')
      await type(field, 'loud')
      await press(field, 'Enter')
      expect(figure.orders).toEqual([])
      expect(field.value).toBe('loud')
      expect(field.getAttribute('aria-invalid')).toBe('true')
      const message = document.getElementById(field.getAttribute('aria-describedby') ?? '')
      expect(message?.textContent).toBe('“loud” is not a number. Type one from 0.25 to 4 V.')
      await put({ status: 'done', reading: reading(1), readings: 4 })
      expect(field.value).toBe('loud')
      await press(field, 'Escape')
      expect(field.value).toBe('1')
      expect(message?.textContent).toBe('')
    })

    it('forgets what was half typed when the value is set elsewhere', async () => {
      const field = the(HTMLInputElement, root(), '[name=gain-value]')
      await type(field, 'lou')
      await put({ values: { ...figure.getState().values, gain: 4 } })
      expect(field.value).toBe('4')
    })

    it('moves what is out of range to the end and says so', async () => {
      const field = the(HTMLInputElement, root(), '[name=d-value]')
      await type(field, '5000')
      await press(field, 'Enter')
      expect(figure.orders).toEqual([['set', 'd', 1024]])
      expect(field.value).toBe('1024')
      expect(root().textContent).toContain('Set to 1024: it runs from 1 to 1024.')
    })

    it('sets choices and switches', async () => {
      await click(the(HTMLInputElement, root(), 'input[name=rule][value=b]'))
      await type(the(HTMLSelectElement, root(), 'select[name=law]'), 'sign')
      await click(the(HTMLInputElement, root(), 'input[name=bias]'))
      expect(figure.orders).toEqual([
        ['set', 'rule', 'b'],
        ['set', 'law', 'sign'],
        ['set', 'bias', true],
      ])
    })

    it('turns off what has no effect, with the reason', async () => {
      const law = the(HTMLSelectElement, root(), 'select[name=law]')
      expect(law.disabled).toBe(false)
      await put({ values: { ...figure.getState().values, bias: true } })
      expect(law.disabled).toBe(true)
      expect(document.getElementById(law.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/no effect/)
    })

    it('carries the terms that formulas light up by', () => {
      expect(root().querySelector('.control[data-term=d]')).not.toBeNull()
      expect(root().querySelector('th[data-term=mean-y]')).not.toBeNull()
    })
  })

  it('drives the run', async () => {
    await click(button('Play'))
    await put({ status: 'running' })
    await click(button('Pause'))
    await put({ status: 'idle', paused: true })
    await click(button('Play'))
    for (const name of ['Step', 'Reset', 'New draw']) await click(button(name))
    expect(figure.orders).toEqual([['play'], ['pause'], ['play'], ['step'], ['reset'], ['newDraw']])
  })

  it('shows how far the run is', async () => {
    await put({ status: 'running', readings: 3, reading: reading(1), seed: 7 })
    const progress = the(HTMLProgressElement, root(), 'progress')
    expect([progress.value, progress.max]).toEqual([3, 4])
    expect(the(HTMLElement, root(), '.run-bar').textContent).toContain('3 of 4 readings')
    expect(the(HTMLElement, root(), '.run-bar').textContent).toContain('seed 7')
  })

  describe('of a long run', () => {
    const training: Experiment = { ...sampler, waits: true, progress: { noun: 'step', each: () => 25 } }
    beforeEach(async () => {
      await shown.leave()
      shown = await stage(
        <FigurePanel
          figure={figure}
          experiment={training}
          id="sampler"
          address={() => ADDRESS}
          embedAddress={() => EMBED_ADDRESS}
        />,
      )
    })
    const bar = () => the(HTMLElement, root(), '.run-bar').textContent

    it('counts what the experiment counts, and says what Play will do', async () => {
      await put({ expected: 60 })
      expect(button('Play').title).toBe('Run 1500 steps')
      await put({ status: 'idle', paused: true, readings: 1, reading: reading(1) })
      expect(bar()).toContain('25 of 1500 steps')
      expect(bar()).toContain('Press Play to run 1500 steps.')
      expect(button('Play').title).toBe('Run 1500 steps')
      await put({ readings: 12 })
      expect(button('Play').title).toBe('Run the other 1200 steps')
      expect(bar()).not.toContain('Press Play')
      await put({ status: 'done', paused: false, readings: 60 })
      expect(button('Play').title).toBe('Run 1500 steps again')
    })

    it('counts from zero where the first reading is taken before the first step', async () => {
      const fromZero: Experiment = { ...sampler, progress: { noun: 'step', each: () => 25, fromZero: true } }
      await shown.leave()
      shown = await stage(
        <FigurePanel
          figure={figure}
          experiment={fromZero}
          id="sampler"
          address={() => ADDRESS}
          embedAddress={() => EMBED_ADDRESS}
        />,
      )
      await put({ expected: 61 })
      for (const [readings, steps] of [
        [0, 0],
        [1, 0],
        [2, 25],
        [61, 1500],
      ] as const) {
        await put({ readings, reading: reading(1) })
        expect(bar()).toContain(`${steps} of 1500 steps`)
      }
    })

    it('ends with its fault where it diverges, not with a verdict that agrees', async () => {
      const diverged = {
        ...reading(1),
        growth: seriesReading({ at: [1, 2], value: [0, Number.NaN], stderr: [0.1, Number.NaN] }),
      }
      await put({
        status: 'done',
        readings: 3,
        expected: 60,
        reading: diverged,
        theory: { mean: exactly(1) },
        fault: 'growth is not a number at layer 2.',
      })
      expect(root().dataset).toMatchObject({ status: 'done', verdict: 'none' })
      expect(bar()).toContain('ended at 75 of 1500 steps')
      expect(the(HTMLElement, root(), '.fault').textContent).toContain('growth is not a number at layer 2.')
      expect(the(HTMLElement, root(), '.verdict [role=status]').textContent).toMatch(/^growth is not.* No verdict/)
    })
  })

  describe('the setting before', () => {
    const compare = () => the(HTMLButtonElement, root(), '.compare-button')
    const numbers = () => the(HTMLElement, root(), '.scalars').textContent
    const hold = (type: string) => act(async () => compare().dispatchEvent(new Event(type, { bubbles: true })))

    it('is not offered where nothing was measured before', () => {
      expect(root().querySelector('.compare-button')).toBeNull()
    })

    it('is shown while the button or the key C is held, with its own theory, and the run goes on untouched', async () => {
      const { values } = figure.getState()
      const earlier = { values: { ...values, gain: 2 }, seed: 1, reading: reading(3.25), theory: { mean: exactly(3) } }
      await put({ status: 'done', reading: reading(1), readings: 4, earlier })
      expect(numbers()).toContain('1.00 ±')
      await hold('pointerdown')
      expect(numbers()).toContain('3.25')
      expect(numbers()).not.toContain('1.00 ±')
      await hold('pointerup')
      expect(numbers()).toContain('1.00 ±')
      await press(root(), 'c')
      expect(numbers()).toContain('3.25')
      await act(async () => root().dispatchEvent(new KeyboardEvent('keyup', { key: 'c', bubbles: true })))
      expect(numbers()).toContain('1.00 ±')
      expect(figure.orders).toEqual([])
    })

    it('is told by controls, presets, draw and verdict while it is seen', async () => {
      const { values } = figure.getState()
      const earlier = {
        values: { ...values, gain: 4 },
        seed: 7,
        reading: reading(4),
        theory: { ...figure.getState().theory, mean: exactly(4) },
      }
      await put({ status: 'done', reading: reading(1.2), readings: 4, earlier })
      const told = () => [
        the(HTMLInputElement, root(), '[name=gain-value]').value,
        the(HTMLElement, root(), '.preset[aria-pressed=true]').dataset.preset,
        the(HTMLElement, root(), '.run-seed').textContent,
        the(HTMLElement, root(), '.verdict-words').textContent,
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
      // What stands outside is of the run now.
      expect(root().dataset).toMatchObject({ verdict: 'disagrees', compares: '' })
      await hold('pointerup')
      expect(told()).toEqual(now)
    })

    it('goes when a control is moved', async () => {
      const { values } = figure.getState()
      await put({ earlier: { values: { ...values, gain: 4 }, seed: 1, reading: reading(4), theory: {} } })
      await hold('pointerdown')
      await type(the(HTMLInputElement, root(), '[name=gain]'), '2')
      expect(root().dataset.compares).toBeUndefined()
      expect(the(HTMLInputElement, root(), '[name=gain-value]').value).toBe('2')
    })
  })

  describe('a chart with a theory', () => {
    const residuals = () =>
      the(HTMLButtonElement, root(), '[aria-label="In standard errors from theory: Growth by layer"]')
    const said = () => the(HTMLElement, root(), '[data-view="1"] [role=img]').getAttribute('aria-label')

    it('shows its distance from theory in standard errors on demand', async () => {
      await put({ status: 'done', reading: reading(1), readings: 4 })
      expect(said()).toContain('measured follows theory')
      await click(residuals())
      expect(residuals().getAttribute('aria-pressed')).toBe('true')
      expect(said()).toContain('3 of 3 within 4 standard errors of theory, the farthest at z = −0.5')
      expect(the(HTMLElement, root(), '[data-view="1"] .is-vertical').textContent).toContain('in standard errors')
      await put({ status: 'stale', readings: 0 })
      expect(said()).toContain('No numbers yet')
      await click(residuals())
      expect(said()).not.toContain('standard errors of theory')
    })

    it('offers nothing where there is none', async () => {
      expect(root().querySelectorAll('[aria-label^="In standard errors"]')).toHaveLength(1)
      await put({ theory: {} })
      expect(root().querySelectorAll('[aria-label^="In standard errors"]')).toHaveLength(0)
    })
  })

  describe('pinned runs', () => {
    const pin = (gain: number, seed = 1, more: Partial<Pin> = {}): Pin => ({
      values: { ...figure.getState().values, gain },
      seed,
      reading: reading(1),
      readings: 4,
      expected: 4,
      fault: undefined,
      ...more,
    })
    const names = () => [...root().querySelectorAll('.pin-name')].map((name) => name.textContent)

    it('are made of a run that is done', async () => {
      expect(button('Pin').disabled).toBe(true)
      await put({ status: 'running', readings: 4, reading: reading(1) })
      expect(button('Pin').disabled).toBe(true)
      await put({ status: 'done' })
      await click(button('Pin'))
      expect(figure.orders).toEqual([['pin']])
      await put({ pins: [pin(1)] })
      expect([button('Pin').disabled, button('Pin').title]).toEqual([true, 'This run is pinned'])
      await put({ pins: [pin(2), pin(3), pin(4)] })
      expect([button('Pin').disabled, button('Pin').title]).toEqual([true, '3 runs are pinned: remove one first'])
    })

    it('are named by what differs from what is set now, and can be removed', async () => {
      expect(root().querySelector('.pins')).toBeNull()
      await put({ pins: [pin(1), pin(2), pin(4, 7)] })
      expect(names()).toEqual(['as set now', 'gain: 2 V', 'gain: 4 V; seed 7'])
      expect(the(HTMLElement, root(), '.stage').textContent).toContain('pinned 3: gain: 4 V; seed 7')
      await put({ values: { ...figure.getState().values, gain: 2, rule: 'b' } })
      expect(names()).toEqual(['gain: 1 V; rule: first', 'rule: first', 'gain: 4 V; rule: first; seed 7'])
      await click(button('Remove the pinned run, rule: first'))
      expect(figure.orders).toEqual([['unpin', 1]])
    })

    it('hands the focus to Play where the focused button goes', async () => {
      const pin = { ...figure.getState(), seed: 2, reading: reading(1), readings: 4, expected: 4, fault: undefined }
      await put({ pins: [pin], notices: ['d was moved to 1024.'] })
      the(HTMLButtonElement, root(), '.pin button[aria-label^="Remove"]').focus()
      await put({ pins: [] })
      expect(document.activeElement).toBe(button('Play'))
      the(HTMLButtonElement, root(), '.notices button').focus()
      await put({ notices: [] })
      expect(document.activeElement).toBe(button('Play'))
    })

    it('are seen in every view while their name is held', async () => {
      await put({ status: 'done', reading: reading(1), readings: 4, pins: [pin(2, 1, { reading: reading(2.5) })] })
      const name = the(HTMLButtonElement, root(), '.pin-name')
      const measured = () => the(HTMLElement, root(), '.scalars .is-measured').textContent
      await act(async () => name.dispatchEvent(new Event('pointerdown', { bubbles: true })))
      expect(measured()).toContain('2.50')
      expect(the(HTMLElement, root(), '.scalars .is-theory').textContent).toBe('2')
      expect(the(HTMLElement, root(), '.verdict-words').textContent).toMatch(/^The pinned run: /)
      await act(async () => name.dispatchEvent(new Event('pointerup', { bubbles: true })))
      expect(measured()).toContain('1.00')
    })

    it('say that they are measured again, how far that is, and what came of it', async () => {
      await put({ pins: [pin(2, 1, { reading: null, readings: 3 }), pin(4, 1, { fault: 'growth overflowed.' })] })
      expect(the(HTMLElement, root(), '.pins').textContent).toContain('measured again: 3 of 4 readings')
      expect(the(HTMLElement, root(), '.pins').textContent).toContain('growth overflowed.')
      expect(the(HTMLElement, root(), '.run-bar').textContent).toContain('The pinned runs are measured first.')
    })
  })

  it('marks the preset that is set, and applies another', async () => {
    const presets = () => [...root().querySelectorAll('[data-preset]')].map((p) => p.getAttribute('aria-pressed'))
    expect(presets()).toEqual(['true', 'false'])
    expect(the(HTMLElement, root(), '.presets').textContent).toContain('As it starts.')
    await click(the(HTMLButtonElement, root(), '[data-preset=very-loud]'))
    expect(figure.orders).toEqual([['apply', 'very-loud']])
    await put({ preset: undefined })
    expect(presets()).toEqual(['false', 'false'])
  })

  it('speaks of the verdict when a run has ended, and is silent before', async () => {
    const said = () => the(HTMLElement, root(), '.verdict [role=status]').textContent
    await put({ status: 'running', reading: reading(1), readings: 1 })
    expect(said()).toBe('')
    await put({ status: 'done', readings: 4 })
    expect(said()).toContain('Agrees with theory')
    expect(said()).toContain('mean of y: measured 1.00 ± 0.01, theory 1, agrees (z = 0.0).')
  })

  it('states a fault plainly', async () => {
    await put({ status: 'failed', fault: 'growth overflowed at layer 31.' })
    expect(the(HTMLElement, root(), '.fault').textContent).toContain('growth overflowed at layer 31.')
  })

  it('says what runs, how fast, why not something better, and takes another wish', async () => {
    await put({ backend: { ...webgl, name: 'wasm', software: false, passedOver: ['webgl: no context.'] }, ms: 12.34 })
    const badge = the(HTMLElement, root(), '.badge')
    expect(badge.querySelector('summary')?.textContent).toBe('WebAssembly · float32 · 12 ms a reading')
    expect(badge.textContent).toContain('webgl: no context.')
    await type(the(HTMLSelectElement, badge, 'select[name=backend]'), 'cpu')
    await type(the(HTMLSelectElement, badge, 'select[name=backend]'), 'best')
    expect(figure.orders).toEqual([
      ['chooseBackend', 'cpu'],
      ['chooseBackend', undefined],
    ])
    await put({ backend: webgl })
    expect(badge.querySelector('summary')?.textContent).toContain('software')
  })

  it('names what the address held in vain, until that is dismissed', async () => {
    await put({ notices: ['dd was ignored: there is no such parameter.'] })
    expect(root().textContent).toContain('dd was ignored')
    await click(button('Dismiss this note'))
    expect(root().textContent).not.toContain('dd was ignored')
  })

  it('shows the numbers as tables, with the readings once they are opened', async () => {
    await put({ status: 'done', reading: reading(1.005), readings: 4 })
    const data = the(HTMLDetailsElement, root(), '.figure-data')
    expect(data.querySelector('summary')?.textContent).toBe('Show data')
    expect(data.textContent).not.toContain('1.005')
    await act(async () => {
      data.open = true
      data.dispatchEvent(new Event('toggle'))
    })
    const heads = [...(data.querySelector('table')?.querySelectorAll('thead th') ?? [])].map((th) => th.textContent)
    expect(heads).toEqual(['measured', 'standard error', 'theory', 'z'])
    expect(data.querySelector('tbody data')?.getAttribute('value')).toBe('1.005')
    expect(data.querySelectorAll('table')).toHaveLength(3)
  })

  describe('the link to this setting', () => {
    afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'))
    const copy = () => {
      const found = [...root().querySelectorAll<HTMLButtonElement>('.menu-button')].find((b) =>
        /link/.test(b.textContent),
      )
      if (!found) throw new Error('There is no button that copies the link')
      return click(found)
    }

    it('goes to the clipboard', async () => {
      const writeText = vi.fn().mockResolvedValue(undefined)
      Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
      await copy()
      expect(writeText).toHaveBeenCalledWith(ADDRESS)
      expect(root().textContent).toContain('Copied')
    })

    it('stands in a field to be taken by hand where there is no clipboard', async () => {
      await copy()
      expect(the(HTMLInputElement, root(), '.menu-link').value).toBe(ADDRESS)
    })

    it('is also had as a frame for another page', async () => {
      const writeText = vi.fn().mockResolvedValue(undefined)
      Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
      await click(the(HTMLButtonElement, root(), '.export .menu-button'))
      expect(writeText.mock.calls[0]?.[0]).toMatch(
        /^<iframe src="https:[^"]*\?embed=sampler&amp;sampler.d=128" title="Sampler"/,
      )
    })
  })

  describe('alone in the frame of another page', () => {
    const embedded = (view: string | undefined) => (
      <FigurePanel
        figure={figure}
        experiment={sampler}
        id="sampler"
        address={() => ADDRESS}
        embedAddress={() => EMBED_ADDRESS}
        embedded={{ view }}
      />
    )
    const whole = () => root().querySelector<HTMLAnchorElement>('.figure-menu > a')

    it('leads to its whole page with the same setting; on that page there is no such link', async () => {
      expect(whole()).toBeNull()
      await shown.leave()
      shown = await stage(embedded(undefined))
      expect(whole()?.href).toBe(ADDRESS)
      expect(root().querySelector('[data-chosen]')).toBeNull()
    })

    it('gives the stage to the view that is asked for by name', async () => {
      await shown.leave()
      shown = await stage(embedded('the-outputs'))
      expect([...root().querySelectorAll<HTMLElement>('[data-chosen]')].map((pane) => pane.dataset.pane)).toEqual([
        'the-outputs',
      ])
    })
  })

  it('fills the window for a lecture, and Escape brings the page back', async () => {
    await click(the(HTMLButtonElement, root(), '.menu-button[aria-pressed]'))
    expect(root().dataset.projector).toBe('true')
    await press(document.body, 'Escape')
    expect(root().dataset.projector).toBeUndefined()
  })
})

describe('FigurePanel on the server', () => {
  const html = () => renderToString(panel(new ScriptedFigure()))

  it('holds caption, network, controls and the theory in numbers', () => {
    const host = document.createElement('div')
    host.innerHTML = html()
    expect(host.querySelector('.figure-heading')?.textContent).toContain('One of everything.')
    expect(host.querySelectorAll('.network-units')).toHaveLength(2)
    expect(host.querySelector('[name=gain]')).not.toBeNull()
    const theory = [...host.querySelectorAll('.figure-data tbody td:last-of-type')]
    expect(theory.length).toBeGreaterThan(0)
    expect(host.querySelector('.figure-data')?.textContent).toContain('log10 of: growth')
    for (const box of host.querySelectorAll('.chart-box')) expect(box.getAttribute('aria-label')).toBeTruthy()
  })

  it('is taken over on a machine whose arithmetic rounds the last digit another way', async () => {
    const complaints = vi.spyOn(console, 'error')
    const host = document.createElement('div')
    const theory = (mean: number) => ({ theory: { ...new ScriptedFigure().getState().theory, mean: exactly(mean) } })
    host.innerHTML = renderToString(panel(new ScriptedFigure(theory(1.2345))))
    document.body.append(host)
    const mismatches: unknown[] = []
    const root = await act(async () =>
      hydrateRoot(host, panel(new ScriptedFigure(theory(1.2346))), { onRecoverableError: (e) => mismatches.push(e) }),
    )
    expect([mismatches, complaints.mock.calls]).toEqual([[], []])
    await act(async () => root.unmount())
    host.remove()
    complaints.mockRestore()
  })

  it('is taken over without a word from React', async () => {
    const complaints = vi.spyOn(console, 'error')
    const host = document.createElement('div')
    host.innerHTML = html()
    document.body.append(host)
    const mismatches: unknown[] = []
    const figure = new ScriptedFigure()
    const root = await act(async () =>
      hydrateRoot(host, panel(figure), { onRecoverableError: (error) => mismatches.push(error) }),
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
