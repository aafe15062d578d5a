/** Stands for a space in an answer: chat programs mangle the plus sign that a query has for it, and a pin is words. */
const JOINT = '~'

/** An answer as one word of an address. A joint at the end keeps a bracket from being taken for the end of a sentence around a link. */
export const answerWord = (text: string): string => text.replaceAll(' ', JOINT) + (/\w$/.test(text) ? '' : JOINT)

/** The inverse of `answerWord`. */
export const answerOfWord = (word: string): string => word.replaceAll(JOINT, ' ').trim()
