/** The actions of keys and buttons in a lecture. */
export type Action =
  | 'next'
  | 'back'
  | 'start'
  | 'end'
  | 'black'
  | 'overview'
  | 'enlarge'
  | 'controls'
  | 'reveal'
  | 'qr'
  | 'speaker'
  | 'keys'
  | 'fullScreen'
  | 'leave'
  | 'enter'

/** A key as a lecture understands it: an action, or a digit. */
export type Key =
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'digit'; readonly digit: number; readonly shift: boolean }

/** As much of a keyboard event as decides what it means. */
export interface Pressed {
  readonly key: string
  readonly code: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly isComposing: boolean
}

const ACTIONS: Readonly<Record<string, Action>> = {
  PageDown: 'next',
  ArrowRight: 'next',
  ' ': 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  b: 'black',
  '.': 'black',
  F5: 'start',
  Home: 'start',
  End: 'end',
  o: 'overview',
  t: 'enlarge',
  c: 'controls',
  r: 'reveal',
  q: 'qr',
  s: 'speaker',
  f: 'fullScreen',
  l: 'leave',
  Escape: 'leave',
  Enter: 'enter',
  '?': 'keys',
}

/** The entries of the list of keys, in the order of use. */
export const KEY_LIST: readonly (readonly [keys: string, does: string])[] = [
  ['Page Down, right arrow, space', 'next'],
  ['Page Up, left arrow', 'back'],
  ['B or full stop', 'black screen'],
  ['F5 or Home, End', 'first moment, last moment'],
  ['number, then Enter', 'go to this moment (in a vote the number begins with 0)'],
  ['O', 'overview of all moments'],
  ['T', 'enlarge a view of the figure, then the next'],
  ['C', 'show or hide the controls of the figure'],
  ['R', 'reveal the result of a vote; test a claim'],
  ['1 to 9, with Shift', 'in a vote: add a hand, take one away'],
  ['Q', 'QR code of this moment'],
  ['S', 'speaker window'],
  ['F', 'full screen'],
  ['L or Esc', 'leave the lecture'],
  ['?', 'this list'],
]

/** The meaning of a key in a lecture; undefined if it is left to the browser. Digits go by their place on the keyboard, which Shift does not change. */
export function keyOf({ key, code, shiftKey, ctrlKey, metaKey, altKey, isComposing }: Pressed): Key | undefined {
  if (ctrlKey || metaKey || altKey || isComposing) return undefined
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? /^[0-9]$/.exec(key)?.[0]
  if (digit !== undefined) return { kind: 'digit', digit: Number(digit), shift: shiftKey }
  const name = key.length === 1 ? key.toLowerCase() : key
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
  // With Shift a letter is still the letter, but F5 and space are the browser's own commands.
  if (!action || (shiftKey && /^(F5| )$/.test(key))) return undefined
  return { kind: 'action', action }
}

const FIELD = 'textarea, [contenteditable=""], [contenteditable="true"], input'
const NOT_TYPED =
  '[type="range"], [type="radio"], [type="checkbox"], [type="button"], [type="submit"], [type="file"], [readonly]'

/** Whether keys that are pressed there are typed into a field. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches(FIELD) && !target.matches(NOT_TYPED)
