import type { TensorQuestion } from '../../experiment'
import type { Tree } from './tree'

/** TeX of a tensor expression as the reader wrote it: the sums that the capital indices stand for are not written out. */
export function texOf(tree: Tree, question: TensorQuestion): string {
  const part = (inner: Tree) =>
    inner.kind === 'terms' ? `\\left(${texOf(inner, question)}\\right)` : texOf(inner, question)
  switch (tree.kind) {
    case 'number':
      return tree.text
    case 'entry': {
      const symbol = question.operands[tree.operand]?.symbol?.source ?? tree.operand
      const positions = tree.positions.map(({ index, map }) => (map === undefined ? index : `${map}[${index}]`))
      return positions.length === 0 ? symbol : `${symbol}[${positions.join(', ')}]`
    }
    case 'call':
      return `${question.functions?.[tree.name]?.symbol.source ?? tree.name}\\left(${texOf(tree.of, question)}\\right)`
    case 'product':
      return tree.factors.map(part).join('\\,')
    case 'quotient':
      return `\\frac{${texOf(tree.of, question)}}{${texOf(tree.by, question)}}`
    case 'terms':
      return tree.terms
        .map(({ sign, of }, k) => `${sign === -1 ? '-' : k === 0 ? '' : '+'} ${part(of)}`.trim())
        .join(' ')
    case 'sum':
      return `\\sum_{${tree.index}} ${part(tree.of)}`
  }
}
