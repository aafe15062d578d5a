// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type EarlyInput, watchEarlyInput } from '../../../../src/client/hydration/earlyInput'
import { redoEarly } from '../../../../src/client/hydration/redoEarly'
import { ScriptedFigure } from '../../ui/stage'

const the = (selector: string) => {
  const found = document.querySelector<HTMLInputElement>(selector)
  if (!found) throw new Error(`There is no ${selector}`)
  return found
}
const island = () => the('[data-island]')
const move = (selector: string, value: string) => {
  the(selector).value = value
  the(selector).dispatchEvent(new Event('input', { bubbles: true }))
}
/** What a figure is told that takes what was done. */
async function ordersOf(early: EarlyInput, isHydrated = false) {
  const figure = new ScriptedFigure()
  const note = (notice: string) => void figure.orders.push(['note', notice])
  await redoEarly(early.take(island(), isHydrated), Object.assign(figure, { note }))
  return figure.orders
}

beforeEach(() => {
  document.body.innerHTML = `<div data-island="figure">
    <input type="range" name="d" min="0" max="10" step="1" value="6" />
    <input type="range" name="gain" min="0.25" max="4" step="0.05" value="1" />
    <input type="text" name="gain-value" value="1" />
    <input type="radio" name="rule" value="a" checked /><input type="radio" name="rule" value="b" />
    <select name="law"><option value="gaussian" selected></option><option value="sign"></option></select>
    <input type="checkbox" name="bias" />
    <button data-preset="very-loud"></button><button aria-label="Step"></button><button id="menu"></button></div>`
})
afterEach(() => {
  delete window.takeEarly
})

it('takes what the reader set before the script came, and not what the browser filled in', async () => {
  const early = watchEarlyInput()
  the('[name="gain"]').value = '2'
  expect(await ordersOf(early)).toEqual([])
  move('[name="d"]', '7')
  move('[name="gain-value"]', '3')
  move('[name="gain-value"]', '3,1')
  move('select', 'sign')
  the('[value="b"]').click()
  the('[name="bias"]').click()
  expect(await ordersOf(early)).toEqual([
    ['set', 'd', 128],
    ['set', 'gain', 3.1],
    ['set', 'law', 'sign'],
    ['set', 'rule', 'b'],
    ['set', 'bias', true],
  ])
  expect(await ordersOf(early)).toEqual([])
})

it('does moves and presses again in the order in which they were done', async () => {
  const early = watchEarlyInput()
  move('[name="d"]', '7')
  the('[aria-label="Step"]').click()
  the('[data-preset]').click()
  move('[name="d"]', '8')
  the('[aria-label="Step"]').click()
  expect(document.querySelectorAll('[data-pressed]')).toHaveLength(2)
  expect(await ordersOf(early)).toEqual([
    ['set', 'd', 128],
    ['step'],
    ['apply', 'very-loud'],
    ['set', 'd', 256],
    ['step'],
  ])
  expect(document.querySelectorAll('[data-pressed]')).toHaveLength(0)
})

it('leaves a button that only the live figure knows, and what was done after it, until the figure is alive', async () => {
  const early = watchEarlyInput()
  let pressed = 0
  move('[name="d"]', '7')
  the('#menu').click()
  move('[name="gain"]', '2')
  the('#menu').addEventListener('click', () => pressed++)
  expect(await ordersOf(early)).toEqual([['set', 'd', 128]])
  expect(pressed).toBe(0)
  island().dataset.live = ''
  expect(await ordersOf(early, true)).toEqual([['set', 'gain', 2]])
  expect(pressed).toBe(1)
  expect(await ordersOf(early, true)).toEqual([])
})

it('shows what was moved as it was before a preset, also when all of it came before the script', async () => {
  const heard: Event[] = []
  const hear = (event: Event) => heard.push(event)
  for (const kind of ['input', 'click']) addEventListener(kind, hear)
  move('[name="gain"]', '2')
  the('[value="b"]').click()
  the('[data-preset]').click()
  move('[name="d"]', '8')
  for (const kind of ['input', 'click']) removeEventListener(kind, hear)
  window.takeEarly = () => heard
  const early = watchEarlyInput()
  expect([the('[name="gain"]').value, the('[value="a"]').checked, the('[name="d"]').value]).toEqual(['1', true, '8'])
  expect((await ordersOf(early)).slice(-2)).toEqual([
    ['apply', 'very-loud'],
    ['set', 'd', 256],
  ])
})

it('reads a formula as its field does, before what was done after it', async () => {
  const early = watchEarlyInput()
  move('[name="gain-value"]', '1/')
  move('[name="gain-value"]', '3/sqrt(4)')
  the('[aria-label="Step"]').click()
  expect(await ordersOf(early)).toEqual([['set', 'gain', 1.5], ['step']])
})

it('says what a field would say about what was typed, which does not stand there as if it were the value', async () => {
  const early = watchEarlyInput()
  move('[name="gain-value"]', 'loud')
  expect(await ordersOf(early)).toEqual([['note', 'gain: “loud” is not a number. Type one from 0.25 to 4 V.']])
  expect(the('[name="gain-value"]').value).toBe('1')
  move('[name="gain-value"]', '9')
  expect(await ordersOf(early)).toEqual([
    ['note', 'gain: Set to 4: it runs from 0.25 to 4 V.'],
    ['set', 'gain', 4],
  ])
})

it('says nothing about what is still being typed, until the field is left', async () => {
  const early = watchEarlyInput()
  const field = the('[name="gain-value"]')
  field.focus()
  move('[name="gain-value"]', '9')
  const orders = await ordersOf(early)
  expect([orders, field.value]).toEqual([[], '9'])
  field.blur()
  await vi.waitFor(() => expect(orders.at(-1)).toEqual(['set', 'gain', 4]))
})
