import type { TensorExpression } from './tensor'

/** How tightly an operation binds; an entry or a number binds tightest. */
const PRECEDENCE: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2 }
const [NEGATED, ATOM] = [2, 3]

interface Part {
  readonly text: string
  readonly binds: number
}

/** A tensor expression in the notation of the book, where a repeated capital index is summed: "W[j,I] L[b,x,y,I]". */
export function tensorText({ root }: TensorExpression): string {
  return partOf(root).text
}

function partOf(node: TensorExpression['root']): Part {
  switch (node.kind) {
    case 'number':
      return { text: String(node.value), binds: ATOM }
    case 'entry': {
      const at = node.at.map(({ index, map }) => (map === undefined ? index : `${map}[${index}]`))
      return { text: at.length === 0 ? node.operand : `${node.operand}[${at.join(',')}]`, binds: ATOM }
    }
    // The convention sums a capital index; another index needs its sign.
    case 'sum': {
      const of = partOf(node.of)
      return /^[A-Z]/.test(node.index) ? of : { text: `Σ_${node.index} ${within(of, 2)}`, binds: 2 }
    }
    case 'apply': {
      const [first, second] = node.of.map(partOf)
      const binds = PRECEDENCE[node.name]
      if (!first) throw new RangeError(`"${node.name}" lacks an operand`)
      if (node.name === 'neg') return { text: `−${within(first, ATOM)}`, binds: NEGATED }
      if (!second || binds === undefined) return { text: `${node.name}(${first.text})`, binds: ATOM }
      const sign = { '+': ' + ', '-': ' − ', '*': ' ', '/': ' / ' }[node.name] ?? node.name
      const right = within(second, node.name === '-' || node.name === '/' ? binds + 1 : binds)
      return { text: `${within(first, binds)}${sign}${right}`, binds }
    }
  }
}

const within = ({ text, binds }: Part, least: number): string => (binds >= least ? text : `(${text})`)
