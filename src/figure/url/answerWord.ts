/** Replaces a space in an answer, because chat programs mangle the plus sign of a query, and the words of a pin are separated by spaces. */
const JOINT = '~'

/** An answer as one word of an address. A joint at the end keeps a bracket from being taken for the end of a sentence around a link. */
export const answerWord = (text: string): string => text.replaceAll(' ', JOINT) + (/\w$/.test(text) ? '' : JOINT)

/** The inverse of `answerWord`. */
export const answerOfWord = (word: string): string => word.replaceAll(JOINT, ' ').trim()
