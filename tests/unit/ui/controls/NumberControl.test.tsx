// @vitest-environment jsdom
import { act, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it } from 'vitest'
import { number } from '../../../../src/experiment'
import { NumberControl } from '../../../../src/ui/controls/NumberControl'
import { parseFormula } from '../../../../src/ui/controls/parseNumber'

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true)

const param = number({ label: 'gain', min: 0, max: 10, initial: 5, step: 1 })
const seen: number[] = []

function Host() {
  const [value, set] = useState(5)
  const take = (next: number) => {
    seen.push(next)
    set(next)
  }
  return <NumberControl name="gain" param={param} value={value} off={undefined} onChange={take} />
}

it('a touch that turns into scrolling leaves the slider where it was', async () => {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  await act(async () => root.render(<Host />))
  const slider = place.querySelector<HTMLInputElement>('input[type="range"]') ?? expect.fail('no slider')
  const touch = (kind: string, pointerType = 'touch') =>
    act(async () => {
      slider.dispatchEvent(Object.assign(new Event(kind, { bubbles: true }), { pointerType }))
    })
  const slide = (to: string) =>
    act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(slider, to)
      slider.dispatchEvent(new Event('input', { bubbles: true }))
    })
  await touch('pointerdown')
  await slide('8')
  await touch('pointercancel')
  expect(seen).toEqual([8, 5])
  // A finger that stays on the slider sets it.
  await touch('pointerdown')
  await slide('2')
  await touch('pointerup')
  expect(seen.at(-1)).toBe(2)
  await act(async () => root.unmount())
})

it('reads a formula, once what reads formulas is loaded', async () => {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  await act(async () => root.render(<Host />))
  const field = place.querySelector<HTMLInputElement>('input[type="text"]') ?? expect.fail('no field')
  const message = () => place.querySelector('.control-message')?.textContent
  const enter = async (text: string) => {
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await act(async () => {
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    })
  }
  /** Waits until a formula that was entered is read. */
  const reads = () => act(async () => void (await parseFormula(param, '1')))
  // A plain number waits for nothing.
  await enter('7')
  expect(seen.at(-1)).toBe(7)
  await enter('2^3')
  await reads()
  expect(seen.at(-1)).toBe(8)
  expect(field.value).toBe('8')
  await enter('2^(')
  await reads()
  expect(message()).toMatch(/^“2\^\(” is not a number\. Type one from 0 to 10\./)
  expect(field.value).toBe('2^(')
  expect(seen.at(-1)).toBe(8)
  await act(async () => root.unmount())
})
