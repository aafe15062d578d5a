import type { Formula } from './formula'

/** How tightly an operation binds; a number or a letter binds tightest. */
const PRECEDENCE: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, neg: 2, '^': 3 }
const ATOM = 4

interface Part {
  readonly text: string
  readonly binds: number
}

/** The names of letters in a text where no formula can be set. */
const LETTERS: Readonly<Record<string, string>> = { gamma: 'γ', sigma: 'σ' }

/** A formula in one line of text, as people write it: "1/√d", "γ^(L − 1)". */
export function formulaText({ text, tokens }: Formula): string {
  const stack: Part[] = []
  const pop = (): Part => {
    const part = stack.pop()
    if (!part) throw new RangeError(`"${text}" lacks an operand`)
    return part
  }
  for (const token of tokens) {
    const binds = typeof token === 'string' ? PRECEDENCE[token] : undefined
    if (token === 'sqrt') {
      const { text: under, binds: inner } = pop()
      stack.push({ text: inner === ATOM ? `√${under}` : `√(${under})`, binds: ATOM })
    } else if (token === 'exp' || token === 'log') stack.push({ text: `${token}(${pop().text})`, binds: ATOM })
    else if (token === 'neg') stack.push({ text: `−${within(pop(), 3)}`, binds: 2 })
    else if (binds !== undefined) {
      const right = pop()
      const left = pop()
      stack.push({ text: joined(String(token), left, right, binds), binds })
    } else stack.push({ text: typeof token === 'number' ? String(token) : (LETTERS[token] ?? token), binds: ATOM })
  }
  return pop().text
}

function joined(operation: string, left: Part, right: Part, binds: number): string {
  if (operation === '^') return `${within(left, ATOM)}^${within(right, ATOM)}`
  if (operation === '/') return `${within(left, binds)}/${within(right, binds + 1)}`
  const sign = operation === '-' ? '−' : operation === '*' ? '·' : '+'
  return `${within(left, binds)} ${sign} ${within(right, operation === '-' ? binds + 1 : binds)}`
}

/** A part in brackets, unless it binds at least so tightly. */
const within = ({ text, binds }: Part, least: number): string => (binds >= least ? text : `(${text})`)
