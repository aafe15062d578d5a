import { describe, expect, it } from 'vitest'
import { KEY_LIST, keyOf, type Pressed } from '../../../../src/lecture/keys/keys'

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
})

describe('the keys of a lecture', () => {
  it.each([
    ['PageDown', 'next'],
    ['ArrowRight', 'next'],
    [' ', 'next'],
    ['PageUp', 'back'],
    ['ArrowLeft', 'back'],
    ['b', 'black'],
    ['B', 'black'],
    ['.', 'black'],
    ['F5', 'start'],
    ['Home', 'start'],
    ['End', 'end'],
    ['o', 'overview'],
    ['t', 'enlarge'],
    ['c', 'controls'],
    ['r', 'reveal'],
    ['q', 'qr'],
    ['s', 'speaker'],
    ['l', 'leave'],
    ['Escape', 'leave'],
    ['Enter', 'enter'],
    ['?', 'keys'],
  ])('%s: %s', (key, action) => {
    expect(keyOf(pressed(key))).toEqual({ kind: 'action', action })
  })

  it('are the browser’s with Ctrl, Alt or the Windows key, and while a character is composed', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'isComposing'] as const)
      for (const key of ['b', 'PageDown', 'F5', '1']) expect(keyOf(pressed(key, { [modifier]: true }))).toBeUndefined()
    expect(keyOf(pressed('F5', { shiftKey: true }))).toBeUndefined()
  })

  it('leave other keys alone: arrows up and down, tab, letters without a meaning', () => {
    for (const key of ['ArrowUp', 'ArrowDown', 'Tab', 'x', 'F11', 'constructor'])
      expect(keyOf(pressed(key))).toBeUndefined()
  })

  it('read a digit by its place on the keyboard, with Shift or without, and by itself where no place is told', () => {
    expect(keyOf(pressed('1', { code: 'Digit1' }))).toEqual({ kind: 'digit', digit: 1, shift: false })
    expect(keyOf(pressed('!', { code: 'Digit1', shiftKey: true }))).toEqual({ kind: 'digit', digit: 1, shift: true })
    // A French keyboard has its digits above Shift.
    expect(keyOf(pressed('&', { code: 'Digit1' }))).toEqual({ kind: 'digit', digit: 1, shift: false })
    expect(keyOf(pressed('7', { code: 'Numpad7' }))).toEqual({ kind: 'digit', digit: 7, shift: false })
    expect(keyOf(pressed('4'))).toEqual({ kind: 'digit', digit: 4, shift: false })
  })

  it('are all in the list', () => {
    const list = KEY_LIST.map(([keys]) => keys).join(' ')
    for (const key of [
      'Page Down',
      'Page Up',
      'space',
      'B',
      'F5',
      'Home',
      'End',
      'Enter',
      'O',
      'T',
      'C',
      'R',
      'Q',
      'S',
      'L',
      '?',
    ])
      expect(list).toContain(key)
  })
})
