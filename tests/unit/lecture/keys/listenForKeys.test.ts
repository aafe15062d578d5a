// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listenForKeys } from '../../../../src/lecture/keys/listenForKeys'

const pressed = vi.fn()
const heard = vi.fn()
let stop: () => void

beforeEach(() => {
  document.body.innerHTML = `
    <figure><input type="range" id="control"><div role="slider" tabindex="0" id="question"></div></figure>
    <div class="lecture-pad"><div role="slider" tabindex="0" id="pad"></div></div>`
  for (const element of document.querySelectorAll('[id]'))
    element.addEventListener('keydown', (event) => heard(event instanceof KeyboardEvent ? event.key : ''))
  stop = listenForKeys({ press: pressed, isNumberTyped: () => false })
})
afterEach(() => {
  stop()
  vi.restoreAllMocks()
  vi.clearAllMocks()
})

const press = (id: string, key: string) =>
  document.getElementById(id)?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))

/** jsdom does not tell which focus is visible. */
function reach(id: string, how: 'by a key' | 'by the pointer'): void {
  const matches = Element.prototype.matches
  vi.spyOn(Element.prototype, 'matches').mockImplementation(function (this: Element, selector: string) {
    if (!selector.includes(':focus-visible')) return matches.call(this, selector)
    return how === 'by a key' && this.id === id && matches.call(this, selector.replace(':focus-visible', ''))
  })
}

describe('the pad on which a class is drawn', () => {
  const DRAWS = ['ArrowLeft', 'ArrowRight', 'Home', 'End']

  it('keeps the keys that draw, once it was reached by a key', () => {
    reach('pad', 'by a key')
    for (const key of DRAWS) press('pad', key)
    expect(heard.mock.calls.flat()).toEqual(DRAWS)
    expect(pressed).not.toHaveBeenCalled()
  })

  it('leaves Page Up and Page Down to the remote', () => {
    reach('pad', 'by a key')
    for (const key of ['PageDown', 'PageUp']) press('pad', key)
    expect(heard).not.toHaveBeenCalled()
    expect(pressed.mock.calls.map(([{ action }]) => action)).toEqual(['next', 'back'])
  })

  it('leaves all keys to the lecture after it was drawn on with the pointer', () => {
    reach('pad', 'by the pointer')
    for (const key of DRAWS) press('pad', key)
    expect(heard).not.toHaveBeenCalled()
    expect(pressed).toHaveBeenCalledTimes(DRAWS.length)
  })
})

it.each(['control', 'question'])('takes the keys of a lecture from the %s of a page', (id) => {
  reach(id, 'by a key')
  for (const key of ['ArrowRight', 'PageDown', 'Home']) press(id, key)
  expect(heard).not.toHaveBeenCalled()
  expect(pressed.mock.calls.map(([{ action }]) => action)).toEqual(['next', 'next', 'start'])
})
