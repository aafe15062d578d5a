// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { relayedKey } from '../../../../src/client/embed/relayedKey'

/** What is relayed of a key that is pressed on an element. */
function pressed(html: string, key: string, more: KeyboardEventInit = {}): string | undefined {
  document.body.innerHTML = html
  let relayed: string | undefined
  const hear = (event: KeyboardEvent) => {
    relayed = relayedKey(event)
  }
  addEventListener('keydown', hear)
  const target = document.body.firstElementChild ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  removeEventListener('keydown', hear)
  return relayed
}

const CLICKER = ['PageUp', 'PageDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'b', 'Escape']

describe('the keys of a clicker', () => {
  it.each(CLICKER)('%s goes to the page around from wherever it belongs to nothing', (key) => {
    for (const html of ['', '<button>Play</button>', '<input type="checkbox">']) expect(pressed(html, key)).toBe(key)
  })

  it.each(CLICKER)('%s stays in a field that takes text, and in a menu', (key) => {
    for (const html of ['<textarea></textarea>', '<input type="text">', '<input type="number">', '<select></select>'])
      expect(pressed(html, key)).toBeUndefined()
  })

  it('belong to the slider that has the focus, except those that do not move it', () => {
    for (const key of CLICKER)
      expect(pressed('<input type="range">', key)).toBe(/^(b|Escape)$/.test(key) ? key : undefined)
  })

  it('are no others, and none with a modifier', () => {
    for (const key of ['a', '1', 'Tab', 'Enter', ' ', 'Home']) expect(pressed('', key)).toBeUndefined()
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey'])
      expect(pressed('', 'ArrowLeft', { [modifier]: true })).toBeUndefined()
    expect(pressed('', 'B', { shiftKey: true })).toBe('B')
  })
})
