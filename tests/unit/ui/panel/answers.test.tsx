// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Experiment, equals, formula } from '../../../../src/experiment'
import type { FigureAnswer, FigureState } from '../../../../src/figure/state'
import { FigurePanel } from '../../../../src/ui'
import { settingText } from '../../../../src/ui/panel/compare/settingText'
import { reading, ScriptedFigure, sampler, stage, the } from '../stage'

const asked: Experiment = {
  ...sampler,
  params: {
    ...sampler.params,
    own: formula({ label: 'your answer', letters: { d: 'inputs' }, refuses: () => undefined }),
  },
  ownClaims: {
    own: {
      name: 'your σ',
      says: 'the growth is 1 at every layer',
      when: ({ bias }) => bias === false,
      checks: [equals('growth', 1)],
    },
  },
}
const answer: FigureAnswer = {
  question: 'scale',
  text: '1 d /',
  label: '1/d',
  shown: true,
  lines: [
    { measure: 'growth', scaled: false, at: (x) => 10 ** -x },
    { measure: 'mean', scaled: false, at: () => 0.5 },
    { measure: 'outputs', scaled: false, at: () => 0 },
  ],
}

let figure: ScriptedFigure
let on: Awaited<ReturnType<typeof stage>>
const root = () => the(HTMLElement, on.host, 'figure')
const put = (next: Partial<FigureState>) => act(async () => figure.put(next))
const values = (own: string) => ({ ...figure.getState().values, own })
const verdict = () => root().querySelector('.verdict-words')?.textContent

beforeEach(async () => {
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(300)
  figure = new ScriptedFigure()
  figure.put({ values: values('') })
  on = await stage(
    <FigurePanel figure={figure} experiment={asked} id="asked" address={() => ''} embedAddress={() => ''} />,
  )
})
afterEach(async () => {
  await on.leave()
  vi.restoreAllMocks()
})

describe('a figure without an answer', () => {
  it('shows nothing of answers: no control, no line, no entry of the key, no word in its setting', async () => {
    await put({ status: 'done', readings: 4, reading: reading(1) })
    expect(root().querySelector('[name="own"], .mark-answer, .key-answer, .is-answer')).toBeNull()
    expect(root().dataset.own).toBeUndefined()
    expect(verdict()).toMatch(/^Agrees with theory/)
    expect(settingText(asked.params, values(''))).not.toContain('answer')
  })
})

describe('an answer that runs', () => {
  it('has a control with a switch that takes it out and puts it back', async () => {
    await put({ values: values('1 d sqrt /') })
    const control = the(HTMLInputElement, root(), 'input[name="own"]')
    expect(control.checked).toBe(true)
    expect(control.labels?.[0]?.textContent).toBe('your answer')
    expect(root().querySelector('.answer-formula')?.textContent).toBe('= 1/√d')
    await act(async () => control.click())
    expect(figure.orders.at(-1)).toEqual(['set', 'own', ''])
    expect(the(HTMLInputElement, root(), 'input[name="own"]').checked).toBe(false)
    await act(async () => the(HTMLInputElement, root(), 'input[name="own"]').click())
    expect(figure.orders.at(-1)).toEqual(['set', 'own', '1 d sqrt /'])
    expect(settingText(asked.params, values('1 d sqrt /'))).toContain('your answer: 1/√d')
  })

  it('is judged before the theory is: the line says whose claim it is and where it fails', async () => {
    await put({ values: values('1'), status: 'running', readings: 0 })
    expect(verdict()).toMatch(/^Your σ: the growth is 1 at every layer: measuring…/)
    await put({ status: 'done', readings: 4, reading: reading(1) })
    expect(verdict()).toMatch(
      /^Your σ is refuted: “the growth is 1 at every layer” fails at layer 3 \(z = −\d+\), as theory predicts for it\.$/,
    )
    expect(root().dataset).toMatchObject({ verdict: 'agrees', own: 'refuted' })
    expect(root().querySelector('.verdict-whole')?.getAttribute('data-verdict-of')).toBe('disagrees')
    expect(root().querySelector('.verdict [role="status"]')?.textContent).toContain('fails at layer 3')
    await put({ values: { ...values('1'), bias: true } })
    expect(root().dataset.own).toBeUndefined()
  })
})

describe('an answer that is drawn', () => {
  const lines = () => root().querySelectorAll('[data-view] .mark-answer')

  it('is a dotted line in each view of its measures, once in the key, and told to those who do not see it', async () => {
    await put({ status: 'done', readings: 4, reading: reading(1), answers: [answer] })
    expect(lines().length).toBeGreaterThan(0)
    expect(root().querySelectorAll('.key-answer')).toHaveLength(1)
    expect(root().querySelector('.key-answer')?.textContent).toBe('dotted: your answer, 1/d')
    const said = [...root().querySelectorAll('[role="img"]')].map((image) => image.getAttribute('aria-label'))
    expect(said.join()).toMatch(/Your answer falls 10-fold a layer/)
    expect(said.join()).toMatch(/Your answer: 0\./)
    const cells = [...root().querySelectorAll('.scalars .is-answer')].map(({ textContent }) => textContent)
    expect(cells).toEqual(['your answer', '0.5'])
  })

  it('has the first answer of the reader behind it, paler, in charts, tables, key and words', async () => {
    const first = { ...answer, label: '1/√d', lines: [{ measure: 'mean', scaled: false, at: () => 0.25 }] }
    await put({ status: 'done', readings: 4, reading: reading(1), answers: [{ ...answer, predicted: first }] })
    expect(root().querySelector('.key-answer')?.textContent).toBe('dotted: your answer, 1/d; paler: your first, 1/√d')
    expect(root().querySelectorAll('[data-view] .mark-answer.is-first').length).toBeGreaterThan(0)
    const cells = [...root().querySelectorAll('.scalars .is-answer')].map(({ textContent }) => textContent)
    expect(cells).toEqual(['first answer', 'your answer', '0.25', '0.5'])
  })

  it('gives way to the sketches of a class, each with its number, and comes back', async () => {
    const lineAt = (value: number) => [{ measure: 'mean', scaled: false, at: () => value }]
    const sketches = [1, 2].map((number) => ({ question: 'scale', number, lines: lineAt(0.1 * number) }))
    await put({ status: 'done', readings: 4, reading: reading(1), answers: [answer], classSketches: sketches })
    expect(root().querySelectorAll('.key-answer')).toHaveLength(0)
    expect(root().querySelector('.figure-key')?.textContent).toContain('dotted: what the class sketched')
    const cells = [...root().querySelectorAll('.scalars .is-answer')].map(({ textContent }) => textContent)
    expect(cells).toEqual(['class 1', 'class 2', '0.1', '0.2'])
    await put({ classSketches: undefined })
    expect(root().querySelectorAll('.key-answer')).toHaveLength(1)
  })

  it('is not shown to a class that has sketched nothing', async () => {
    await put({ status: 'done', readings: 4, reading: reading(1), answers: [answer], classSketches: [] })
    expect(lines()).toHaveLength(0)
    expect(root().querySelectorAll('.key-answer, .scalars .is-answer')).toHaveLength(0)
    expect(root().querySelector('.figure-key')?.textContent).not.toContain('dotted')
  })

  it('is switched off and on in the key', async () => {
    await put({ answers: [answer] })
    const box = the(HTMLInputElement, root(), '.key-answer input')
    await act(async () => box.click())
    expect(figure.orders.at(-1)).toEqual(['showAnswer', 'scale', false])
    await put({ answers: [{ ...answer, shown: false }] })
    expect(lines()).toHaveLength(0)
    expect(root().querySelectorAll('.key-answer')).toHaveLength(1)
  })

  it('that only runs has no line and no entry of the key', async () => {
    await put({ answers: [{ ...answer, lines: [], sets: { param: 'gain', value: 1 } }] })
    expect(root().querySelector('.key-answer')).toBeNull()
  })
})
