/** A formula in postfix notation: `1 d sqrt /` is 1/sqrt(d). Made by `readPostfix`. */
export interface Formula {
  /** The tokens, separated by one space: what an address and a stored answer contain. */
  readonly text: string
  readonly tokens: readonly (number | string)[]
}

type Operation = (...operands: readonly number[]) => number

/** The operations of a formula by their tokens, with the number of their operands. `log` is the natural logarithm. */
const OPERATIONS: ReadonlyMap<string, { readonly operands: number; readonly apply: Operation }> = new Map([
  ['+', { operands: 2, apply: (a = 0, b = 0) => a + b }],
  ['-', { operands: 2, apply: (a = 0, b = 0) => a - b }],
  ['*', { operands: 2, apply: (a = 0, b = 0) => a * b }],
  ['/', { operands: 2, apply: (a = 0, b = 0) => a / b }],
  ['^', { operands: 2, apply: (a = 0, b = 0) => a ** b }],
  ['neg', { operands: 1, apply: (a = 0) => -a }],
  ['sqrt', { operands: 1, apply: (a = 0) => Math.sqrt(a) }],
  ['exp', { operands: 1, apply: (a = 0) => Math.exp(a) }],
  ['log', { operands: 1, apply: (a = 0) => Math.log(a) }],
])

/** Names that no variable of a formula can have. */
export const RESERVED: readonly string[] = [...OPERATIONS.keys()]

/** The largest number of characters of a postfix text, and of values that wait for their operator. */
const LONGEST = 2000
const DEEPEST = 64

/**
 * Reads an untrusted text: numbers (`0.5`, `1e-3`), the given letters, `+ - * / ^ neg sqrt exp log`. Returns undefined if it is no formula in these
 * letters.
 */
export function readPostfix(text: string, letters: readonly string[]): Formula | undefined {
  if (text.length === 0 || text.length > LONGEST) return undefined
  const tokens: (number | string)[] = []
  let waiting = 0
  for (const token of text.split(' ')) {
    const operation = OPERATIONS.get(token)
    if (operation) {
      if (waiting < operation.operands) return undefined
      waiting -= operation.operands - 1
      tokens.push(token)
    } else if (letters.includes(token) || /^\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,3})?$/.test(token)) {
      waiting += 1
      tokens.push(letters.includes(token) ? token : Number(token))
    } else return undefined
    if (waiting > DEEPEST) return undefined
  }
  return waiting === 1 ? { text, tokens } : undefined
}

/** The value of a formula. It may be infinite or NaN, as 1/0 and sqrt(-1) are. Throws if a variable of the formula has no value. */
export function evaluate(formula: Formula, values: Readonly<Record<string, number>>): number {
  const stack: number[] = []
  for (const token of formula.tokens) {
    const operation = typeof token === 'string' ? OPERATIONS.get(token) : undefined
    if (operation) stack.push(operation.apply(...stack.splice(-operation.operands)))
    else {
      const value = typeof token === 'number' ? token : Object.hasOwn(values, token) ? values[token] : undefined
      if (value === undefined)
        throw new RangeError(`"${formula.text}" needs ${token}, but has ${Object.keys(values).join(', ')}`)
      stack.push(value)
    }
  }
  return stack[0] ?? Number.NaN
}
