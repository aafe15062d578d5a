import { readTensor, type TensorExpression, type TensorQuestion, type TensorSpace } from '../../experiment'
import { attempted, checkLength, quoted, Unreadable } from '../fault'
import type { Fault } from '../judgement'
import { bind, otherOperand, type Shapes } from './bind'
import { parseTensor } from './parse'
import { texOf } from './tex'
import { bareName } from './tokens'
import type { Tree } from './tree'

/** The largest number of characters of an answer. */
const LONGEST = 300

/** A tensor expression as it was understood. */
export interface Expression {
  readonly tex: string
  readonly expression: TensorExpression
  /** The space in which the expression is evaluated: the left side of the question, and the free indices. */
  readonly space: TensorSpace
  /** The size of each range, those of free indices included. */
  readonly sizes: Readonly<Record<string, number>>
  /** Whether it can be run in place of the right answer. */
  readonly isWhole: boolean
  /** Whether an operand has its indices in another order than the question says. */
  readonly isTurned: boolean
  /** Summed indices that stand once in their term, and are summed by themselves. */
  readonly alone: readonly string[]
  /** The message about a free index; undefined if no index is free. */
  readonly fault: Fault | undefined
}

/** Reads a tensor expression, with or without its left side. Throws `Unreadable`. */
export function readExpression(question: TensorQuestion, answer: string): Expression {
  checkLength(answer, LONGEST)
  const { text, names } = withoutLeft(answer, question)
  const tree = parseTensor(text, question)
  const declared = Object.fromEntries(Object.entries(question.operands).map(([name, { indices }]) => [name, indices]))
  const first = attempted(() => understood(tree, question, declared, names, answer.length))
  if ('done' in first) return first.done
  for (const [name, { alternatives = [] }] of Object.entries(question.operands))
    for (const indices of alternatives) {
      const other = attempted(() => understood(tree, question, { ...declared, [name]: indices }, names, answer.length))
      if ('done' in other) return other.done
    }
  throw new Unreadable(first.fault.says, first.fault.at, first.fault.length)
}

function understood(
  tree: Tree,
  question: TensorQuestion,
  shapes: Shapes,
  names: ReadonlyMap<string, string>,
  length: number,
): Expression {
  const { text, extra, alone, fault } = bind(tree, question, shapes, names)
  const { operands, left, sizes } = question
  const others = Object.entries(shapes).filter(([name, indices]) => indices !== operands[name]?.indices)
  const space: TensorSpace = {
    left: [...left.indices, ...Object.keys(extra)],
    operands: {
      ...Object.fromEntries(Object.entries(operands).map(([name, { indices }]) => [name, indices])),
      ...Object.fromEntries(others.map(([name, indices]) => [otherOperand(name, indices), indices])),
    },
    ...(question.maps ? { maps: question.maps } : {}),
    functions: Object.keys(question.functions ?? {}),
  }
  const expression = readTensor(text, space)
  if (!expression)
    throw new Unreadable(
      `This is too long, or has too many sums. A capital index is summed; those of the left side are small: ${left.indices.join(', ')}.`,
      0,
      length,
    )
  const isOther = others.some(([name, indices]) => text.includes(`${otherOperand(name, indices)}[`))
  return {
    tex: texOf(tree, question),
    expression,
    space,
    sizes: {
      ...sizes,
      ...Object.fromEntries(Object.entries(extra).map(([index, range]) => [index, sizes[range] ?? 1])),
    },
    isWhole: !isOther && fault === undefined,
    isTurned: others.length > 0 && !isOther,
    alone,
    fault,
  }
}

/** Blanks out a left side, and takes the names of its indices from it: A[b,x,y,k] = W[k,I] L[b,x,y,I]. */
function withoutLeft(
  answer: string,
  { left }: TensorQuestion,
): { readonly text: string; readonly names: ReadonlyMap<string, string> } {
  // An equals sign in an index belongs to a sum: \sum_{i=1}.
  const sign = /:?[=＝]/.exec(answer.replaceAll(/_\{[^{}]*\}/g, (index) => ' '.repeat(index.length)))
  if (!sign) return { text: answer, names: new Map() }
  const end = sign.index + sign[0].length
  const given = answer.slice(0, sign.index).trim()
  const [, name = '', list] =
    /^([^[\]()]*(?:\([^()]*\))?[^[\]()]*)(?:\[([^[\]]*)\])?\s*(?:\\?[,;:]\s*)?$/.exec(given) ?? []
  const isNamed = bareName(name).toLowerCase().startsWith(bareName(left.name).slice(0, 1).toLowerCase())
  const side = `${left.name}[${left.indices.join(',')}]`
  if (given !== '' && !isNamed && list === undefined)
    throw new Unreadable(
      `The left side is ${side}, and here is ${quoted(given)}. The right side alone will do.`,
      0,
      end,
    )
  const indices = list?.split(',').map(bareName) ?? []
  if (list !== undefined && (indices.length !== left.indices.length || new Set(indices).size !== indices.length))
    throw new Unreadable(`The left side has the indices ${left.indices.join(', ')}.`, 0, end)
  const names = new Map(indices.map((index, k) => [index, left.indices[k] ?? index]))
  return { text: ' '.repeat(end) + answer.slice(end), names }
}
