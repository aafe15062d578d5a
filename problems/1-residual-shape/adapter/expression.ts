import {
  type MapCell,
  readTensor,
  type TensorExpression,
  type TensorSpace,
  tensor,
  tensorText,
} from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { type AdapterSetting, FEATURES, SIZE, selection } from './setting'

/** What the reader's expression may contain. Its value is A(L)[b,x,y,j], and S(j) is the selection of the figure. */
export const SPACE = {
  left: ['b', 'x', 'y', 'j'],
  operands: { W: ['j', 'i'], L: ['b', 'x', 'y', 'i'], S: ['j'] },
  maps: { S: { of: 'j', to: 'i' } },
} as const satisfies TensorSpace

/** The parameter of the reader's expression, which is computed in place of the matrix or the selection. */
export const expressionParam = tensor({
  label: 'your expression',
  term: 'A',
  says: 'Computed on the layer L in place of the adapter that is chosen, with its matrix W and its selection S.',
  space: SPACE,
})

/** The expression that the figure computes; undefined if it computes the adapter: space shrinks, or the reader has none. */
export function expressionOf({ adapter, expression }: AdapterSetting): TensorExpression | undefined {
  if (expression === '' || (adapter !== 'matrix' && adapter !== 'select')) return undefined
  const read = readTensor(expression, SPACE)
  if (!read) throw new RangeError(`"${expression}" is no expression in W, L and S`)
  return read
}

/** The number of values of each index. */
export const sizesOf = ({ kept }: Pick<AdapterSetting, 'kept'>): Readonly<Record<string, number>> => ({
  b: 1,
  x: SIZE,
  y: SIZE,
  i: FEATURES,
  j: kept,
})

export type ExpressionNode = TensorExpression['root']

/** The expression with its left side, as it is written. */
export const written = (expression: TensorExpression): string => `A(L)[b,x,y,j] = ${tensorText(expression)}`

/** The shapes of the operands that an expression contains, in words: "W: 3 × 6, L: 1 × 16 × 16 × 6". */
export function operandShapes({ root }: TensorExpression, p: AdapterSetting): string {
  const used = operandsIn(root)
  const sizes = sizesOf(p)
  return Object.entries(SPACE.operands)
    .filter(([name]) => used.has(name))
    .map(([name, ranges]) => `${name}: ${ranges.map((range) => sizes[range]).join(' × ')}`)
    .join(', ')
}

/** The operands that an expression contains. */
export function operandsIn(node: ExpressionNode): ReadonlySet<string> {
  if (node.kind === 'entry') return new Set([node.operand])
  if (node.kind === 'sum') return operandsIn(node.of)
  return new Set(node.kind === 'apply' ? node.of.flatMap((part) => [...operandsIn(part)]) : [])
}

/** The pixels of L from which an expression computes one output pixel, each once. */
export function pixelsRead(
  { root }: TensorExpression,
  p: AdapterSetting,
  { feature, x, y }: MapCell,
): readonly MapCell[] {
  const sizes = sizesOf(p)
  const from = selection(p)
  const found = new Map<string, MapCell>()
  const walk = (node: ExpressionNode, at: Readonly<Record<string, number>>): void => {
    if (node.kind === 'sum') {
      for (const k of upTo(sizes[node.range] ?? 0)) walk(node.of, { ...at, [node.index]: k })
    } else if (node.kind === 'apply') {
      for (const part of node.of) walk(part, at)
    } else if (node.kind === 'entry' && node.operand === 'L') {
      const place = node.at.map(({ index, map }) => {
        const k = at[index] ?? Number.NaN
        return map === undefined ? k : (from[k] ?? Number.NaN)
      })
      const [, column = 0, row = 0, i = 0] = place
      found.set(place.join(), { feature: i, x: column, y: row })
    }
  }
  walk(root, { b: 0, x, y, j: feature })
  return [...found.values()]
}
