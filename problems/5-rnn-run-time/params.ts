import { type NumberOptions, number, tex } from '../../src/experiment'

/** T: the words of a sentence, and its losses. */
export const lengthParam = (options: Omit<NumberOptions, 'label' | 'symbol' | 'term' | 'integer'>) =>
  number({ label: 'sentence length', symbol: tex`T`, term: 'T', integer: true, ...options })

/** I: the numbers in a state, and in the vector of a word. */
export const sizeParam = (options: Pick<NumberOptions, 'initial' | 'max' | 'says'>) =>
  number({ label: 'state size', symbol: tex`I`, term: 'I', min: 16, scale: 'log2', integer: true, ...options })
