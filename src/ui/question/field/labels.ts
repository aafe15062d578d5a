import type { Question } from '../../../experiment'

/** The label of the field, by the kind of the question. */
export const LABELS = {
  number: 'Your number',
  formula: 'Your formula',
  order: 'Your order',
  tensor: 'Your expression',
  choice: 'Your choice',
  sketch: 'Your sketch',
  words: 'Your explanation',
} as const satisfies Record<Question['kind'], string>

/** How an answer is given, by the kind of the question. */
export const HOW = {
  number: 'Type a number, a fraction or a root: 0.5, 1/3, 1/sqrt 2, 25 %.',
  formula: 'Type it as you would say it: 2a(b - 1), sqrt(a) or √a, a^2, 1/a.',
  order: 'Up to a constant factor: a, O(a) and 3a + 1 are one answer.',
  tensor: 'A small index is one entry; a capital index that is repeated is summed.',
  choice: '',
  sketch: 'Drag over the axes, or focus a curve and use the arrow keys.',
  words: 'It is kept on this device only. You compare it yourself, with the key points.',
} as const satisfies Record<Question['kind'], string>
