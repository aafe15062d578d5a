/** Punctuation that touches a formula, and must not be parted from it by the end of a line. */
export const OPENING = /[([“‘]+$/
export const CLOSING = /^[,.;:!?)\]’”]+/
