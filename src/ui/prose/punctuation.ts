/** Punctuation that precedes a formula, and must not end a line. */
export const OPENING = /[([“‘]+$/
/** Punctuation that follows a formula, and must not begin a line. */
export const CLOSING = /^[,.;:!?)\]’”]+/
