// @vitest-environment jsdom
import { act, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it } from 'vitest'
import { number } from '../../../../src/experiment'
import { NumberControl } from '../../../../src/ui/controls/NumberControl'

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
