import { type MapCell, type TensorExpression, tensorText } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { type AdapterSetting, type ExpressionNode, SPACE, selection, sizesOf } from './setting'

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
function operandsIn(node: ExpressionNode): ReadonlySet<string> {
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
