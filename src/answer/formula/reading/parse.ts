import { create, parseDependencies } from 'mathjs/number'
import { checkLength, Unreadable } from '../../fault'
import { type Operator, PI, type Tree } from '../tree'
import { endsValue, tokensOf } from './tokens'
import type { Letters, Token } from './words'

const { parse } = create({ ...parseDependencies })

/** The largest number of characters of an answer, and of nested parentheses. */
export const LONGEST = 200
const DEEPEST = 20

/**
 * Reads a formula as people type it: 1/√d, d^-0.5, 2NN_b(L-1), \frac{1}{\sqrt{d}}. Letters side by side are multiplied, before a division: 1/NL is
 * 1/(NL). Only a fraction of two numbers is taken first: 1/2 N is N/2. Throws `Unreadable`.
 */
export function parseFormula(answer: string, letters: Letters): Tree {
  checkLength(answer, LONGEST)
  const cubic = /\\sqrt\s*\[/.exec(answer)
  if (cubic)
    throw new Unreadable(
      'Of the roots only the square root is understood. Write a power.',
      cubic.index,
      cubic[0].length,
    )
  const tokens = tokensOf(answer, letters)
  checkOrder(tokens, answer.length, Object.keys(letters).length > 0 ? 'A number or a letter' : 'A number')
  const names = Object.keys(letters)
  const { text, sources } = plain(tokens, names)
  try {
    return treeOf(parse(text), names)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    const char = typeof error === 'object' && error && 'char' in error ? Number(error.char) : 1
    const { at, length } = sources[Math.min(char, sources.length) - 1] ?? { at: 0, length: answer.length }
    throw new Unreadable('The formula cannot be read from here on.', at, length)
  }
}

/** Throws `Unreadable` where a token cannot follow the one before it. `operand` names the missing operand in the message. */
function checkOrder(tokens: readonly Token[], end: number, operand: string): void {
  const open: Token[] = []
  for (const [k, token] of tokens.entries()) {
    const before = tokens[k - 1]
    const place = [token.at, token.length] as const
    const value = endsValue(before)
    if (token.kind === 'number' && value && before && before.kind !== ')') {
      const isApart = token.at > before.at + before.length
      if (before.kind === 'number')
        throw new Unreadable('Two numbers stand side by side. For “times” write *.', ...place)
      if (!isApart) throw new Unreadable('For “times” write *, for a power write ^.', ...place)
    }
    if ((token.kind === '*' || token.kind === '/' || token.kind === '^') && !value)
      throw new Unreadable(`${operand} is missing before ${token.kind}.`, ...place)
    if (token.kind === ')') {
      if (open.pop() === undefined) throw new Unreadable('This parenthesis closes nothing.', ...place)
      if (before?.kind === '(')
        throw new Unreadable(
          'Between these parentheses something is missing.',
          before.at,
          token.at + token.length - before.at,
        )
      if (!value) throw missingAfter(operand, before, token.at)
    }
    if (token.kind === '(') open.push(token)
    if (open.length > DEEPEST) throw new Unreadable('There are too many nested parentheses.', ...place)
  }
  const last = tokens.at(-1)
  if (last === undefined) throw new Unreadable('There is no formula here.', 0, end)
  if (!endsValue(last)) throw missingAfter(operand, last, end)
  const unclosed = open.pop()
  if (unclosed) throw new Unreadable('This parenthesis is not closed.', unclosed.at, unclosed.length)
}

const SAID: Partial<Record<Token['kind'], string>> = { call: 'the function', '(': 'this parenthesis' }

const missingAfter = (operand: string, before: Token | undefined, end: number) =>
  new Unreadable(
    `${operand} is missing after ${before ? (SAID[before.kind] ?? before.kind) : 'this'}.`,
    before?.at ?? end,
    before?.length ?? 0,
  )

interface Plain {
  readonly text: string
  /** The token that each character comes from. */
  readonly sources: readonly Token[]
}

/** The tokens as the parser reads them: letters are (v0), (v1), so that a parenthesis after a letter is no call; each function has parentheses. */
function plain(tokens: readonly Token[], names: readonly string[]): Plain {
  let text = ''
  const sources: Token[] = []
  const write = (part: string, token: Token) => {
    text += part
    for (let k = 0; k < part.length; k += 1) sources.push(token)
  }
  const writeToken = (token: Token) => {
    if (token.kind === 'number') write(` ${token.text} `, token)
    else if (token.kind === 'letter') write(`(v${names.indexOf(token.name)})`, token)
    else if (token.kind === 'euler' || token.kind === 'pi') write(`(${token.kind})`, token)
    else if (token.kind === 'call') write(` ${token.name}${token.base ?? ''}`, token)
    else write(token.kind, token)
  }
  /** Writes a number, a letter, a group or a function with its argument; returns the position after it. */
  const writeValue = (k: number): number => {
    const token = tokens[k]
    if (!token) return k
    // A number after a letter is a factor, which the parser reads in parentheses alone.
    if (token.kind === 'number' && endsValue(tokens[k - 1])) write(`(${token.text})`, token)
    else writeToken(token)
    if (token.kind === 'call') return tokens[k + 1]?.kind === '(' ? writeValue(k + 1) : writeArgument(k + 1, token)
    if (token.kind !== '(') return k + 1
    let next = k + 1
    while (next < tokens.length && tokens[next]?.kind !== ')') next = writeValue(next)
    const close = tokens[next]
    if (close) writeToken(close)
    return next + 1
  }
  /** Writes the argument of a function without parentheses, as in √d or log L^2: a value and its power. */
  const writeArgument = (k: number, call: Token): number => {
    write('(', call)
    let next = writeValue(k)
    if (tokens[next]?.kind === '^') {
      next = writeValue(next)
      while (tokens[next]?.kind === '-' || tokens[next]?.kind === '+') next = writeValue(next)
      next = writeValue(next)
    }
    write(')', call)
    return next
  }
  for (let k = 0; k < tokens.length; ) k = writeValue(k)
  return { text, sources }
}

const OPERATORS: Readonly<Record<string, Operator>> = { add: '+', subtract: '-', multiply: '*', divide: '/', pow: '^' }

/** The properties of the parser's nodes that are used. */
interface Parsed {
  readonly type: string
  readonly content?: Parsed
  readonly value?: unknown
  readonly name?: string
  /** The name of an operation, or the symbol of a function. */
  readonly fn?: string | Parsed
  readonly args?: readonly Parsed[]
}

/** Converts a node of the parser. Throws a `TypeError` for a node that no formula may have. */
function treeOf(node: Parsed, names: readonly string[]): Tree {
  const argument = (k: number): Tree => {
    const part = node.args?.[k]
    if (!part) throw new TypeError(`${node.type} has no argument ${k}`)
    return treeOf(part, names)
  }
  if (node.type === 'ParenthesisNode' && node.content) return treeOf(node.content, names)
  if (node.type === 'ConstantNode' && typeof node.value === 'number')
    return { kind: 'number', text: String(node.value) }
  if (node.type === 'SymbolNode' && node.name === 'euler')
    return { kind: 'call', name: 'exp', of: { kind: 'number', text: '1' } }
  if (node.type === 'SymbolNode' && node.name === 'pi') return { kind: 'number', text: PI }
  const letter = node.type === 'SymbolNode' ? names[Number(node.name?.slice(1))] : undefined
  if (letter !== undefined) return { kind: 'letter', name: letter }
  if (node.type === 'FunctionNode' && typeof node.fn === 'object') return callOf(node.fn.name ?? '', argument(0))
  if (node.type === 'OperatorNode' && typeof node.fn === 'string') {
    if (node.fn === 'unaryMinus') return { kind: 'neg', of: argument(0) }
    if (node.fn === 'unaryPlus') return argument(0)
    const operator = Object.hasOwn(OPERATORS, node.fn) ? OPERATORS[node.fn] : undefined
    if (operator) return { kind: 'operator', operator, left: argument(0), right: argument(1) }
  }
  throw new TypeError(`A formula has no ${node.type} ${node.name ?? node.fn ?? ''}`)
}

/** `log2` and `log10` are quotients of natural logarithms. */
function callOf(name: string, of: Tree): Tree {
  if (name === 'sqrt' || name === 'exp' || name === 'log' || name === 'abs') return { kind: 'call', name, of }
  const base: Tree = { kind: 'number', text: name.replace('log', '') }
  return {
    kind: 'operator',
    operator: '/',
    left: { kind: 'call', name: 'log', of },
    right: { kind: 'call', name: 'log', of: base },
  }
}
