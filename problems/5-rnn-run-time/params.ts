import { type NumberOptions, number, tex } from '../../src/experiment'

/** T: the number of words of a sentence, and of its losses. */
export const lengthParam = (options: Omit<NumberOptions, 'label' | 'symbol' | 'term' | 'integer'>) =>
  number({ label: 'sentence length', symbol: tex`T`, term: 'T', integer: true, ...options })

/** I: the number of entries in a state, and in a word vector. */
export const sizeParam = (options: Pick<NumberOptions, 'initial' | 'max' | 'says'>) =>
  number({ label: 'state size', symbol: tex`I`, term: 'I', min: 16, scale: 'log2', integer: true, ...options })
