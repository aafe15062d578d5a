import type { TensorQuestion } from '../../experiment'
import { Unreadable } from '../fault'
import type { Fault } from '../judgement'
import type { Place, Position, Tree } from './tree'

/** The ranges of the positions of each operand, in the shape that the reader has in mind. */
export type Shapes = Readonly<Record<string, readonly string[]>>

/** An expression in which every sum is written: what `readTensor` reads. */
export interface Bound {
  readonly text: string
  /** Indices that are neither on the left nor summed, each with its range. */
  readonly extra: Readonly<Record<string, string>>
  /** Summed indices that stand once in their term, and are summed by themselves. */
  readonly alone: readonly string[]
  /** The message about the first of them. */
  readonly fault: Fault | undefined
}

/** A place where an index stands, and the range of the position. */
interface Use extends Place {
  readonly range: string
  readonly operand: string
  /** Whether an earlier term of the same sum has the index too: together they are one factor. */
  readonly isAgain?: true
}

/** A part in postfix notation, with the capital indices that are not summed yet. */
interface Part {
  readonly text: string
  readonly open: ReadonlyMap<string, readonly Use[]>
}

const isCapital = (index: string) => index !== index.toLowerCase()

/**
 * Writes the sums of an expression: a capital index is summed over the smallest product in which it stands twice; one that stands alone, over its
 * term. `names` are the indices that the reader calls otherwise, with their names in the question: those of the left side. Throws `Unreadable`.
 */
export function bind(tree: Tree, question: TensorQuestion, shapes: Shapes, names: ReadonlyMap<string, string>): Bound {
  const binder = new Binder(question, shapes, names)
  const text = binder.whole(tree)
  return { text, extra: Object.fromEntries(binder.extra), alone: [...binder.alone], fault: binder.fault }
}

class Binder {
  readonly extra = new Map<string, string>()
  readonly alone = new Set<string>()
  fault: Fault | undefined
  /** Small indices that a written sum is over, around the part that is read. */
  private readonly summed = new Map<string, Use[]>()

  constructor(
    private readonly question: TensorQuestion,
    private readonly shapes: Shapes,
    private readonly names: ReadonlyMap<string, string>,
  ) {}

  /** The whole expression: an index that is not summed yet is summed over its term. */
  whole(tree: Tree): string {
    if (tree.kind !== 'terms') return this.closed(this.part(tree)).text
    return this.joined(tree.terms.map(({ sign, of }) => ({ sign, part: this.closed(this.part(of)) }))).text
  }

  private part(tree: Tree): Part {
    switch (tree.kind) {
      case 'number':
        return { text: tree.text, open: new Map() }
      case 'entry':
        return this.entry(tree)
      case 'call': {
        const { text, open } = this.part(tree.of)
        return { text: `${text} ${tree.name}`, open }
      }
      case 'product':
        return this.product(
          tree.factors.map((factor) => this.part(factor)),
          '*',
        )
      case 'quotient':
        return this.product([this.part(tree.of), this.part(tree.by)], '/')
      case 'terms':
        return this.joined(tree.terms.map(({ sign, of }) => ({ sign, part: this.part(of) })))
      case 'sum':
        return this.sum(tree)
    }
  }

  private joined(terms: readonly { readonly sign: 1 | -1; readonly part: Part }[]): Part {
    const text = terms
      .map(({ sign, part }, k) =>
        k === 0 ? part.text + (sign === 1 ? '' : ' neg') : `${part.text} ${sign === 1 ? '+' : '-'}`,
      )
      .join(' ')
    // An index counts once for the whole sum, even if several terms contain it.
    return { text, open: asOne(merged(terms.map(({ part }) => onceEach(part.open)))) }
  }

  private product(factors: readonly Part[], operator: '*' | '/'): Part {
    const text = factors.map((factor, k) => (k === 0 ? factor.text : `${factor.text} ${operator}`)).join(' ')
    return this.closed({ text, open: merged(factors.map(({ open }) => open)) }, 2)
  }

  /** The part, summed over each index that it contains at least `times` times. */
  private closed({ text, open }: Part, times = 1): Part {
    const ready = [...open].filter(([, uses]) => uses.length >= times)
    for (const [index, uses] of ready) {
      this.checkRange(index, uses)
      if (isAlone(uses)) this.alone.add(index)
    }
    return {
      text: [text, ...ready.map(([index]) => `sum:${index}`)].join(' '),
      open: new Map([...open].filter(([index]) => !ready.some(([name]) => name === index))),
    }
  }

  private checkRange(index: string, uses: readonly Use[]): void {
    const [first] = uses
    const other = uses.find(({ range }) => range !== first?.range)
    if (!first || !other) return
    const says =
      first.operand === other.operand
        ? `${index} stands at two positions of ${other.operand} that do not have the same length: ${first.range} and ${other.range}.`
        : `${index} stands at the position ${first.range} of ${first.operand}, and at the position ${other.range} of ${other.operand}. They do not have the same length.`
    throw new Unreadable(says, other.at, other.length)
  }

  private entry(tree: Extract<Tree, { kind: 'entry' }>): Part {
    const ranges = this.shapes[tree.operand] ?? []
    if (ranges.length !== tree.positions.length) throw wrongCount(tree, ranges)
    const open = new Map<string, readonly Use[]>()
    const written = tree.positions.map((position, k) => {
      const map = position.map === undefined ? undefined : this.question.maps?.[position.map]
      const use: Use = { ...position, range: map?.of ?? ranges[k] ?? '', operand: position.map ?? tree.operand }
      if (map && map.to !== ranges[k])
        throw new Unreadable(
          `${position.map} gives an index for another position than this one.`,
          position.at,
          position.length,
        )
      const index = this.named(position, use)
      if (isCapital(index)) open.set(index, [...(open.get(index) ?? []), use])
      return position.map === undefined ? index : `${position.map}[${index}]`
    })
    const name = this.operandName(tree.operand, ranges)
    const ordered = this.isTurned(tree.operand, ranges)
      ? (this.question.operands[tree.operand]?.indices ?? []).map((range) => written[ranges.indexOf(range)] ?? '')
      : written
    const text = ordered.length === 0 ? name : `${name}[${ordered.join(',')}]`
    return this.closed({ text, open }, 2)
  }

  private isTurned(operand: string, ranges: readonly string[]): boolean {
    const declared = this.question.operands[operand]?.indices ?? []
    return ranges !== declared && [...ranges].sort().join() === [...declared].sort().join()
  }

  /** An operand of another shape has another name: it is another operand. */
  private operandName(operand: string, ranges: readonly string[]): string {
    const isDeclared = ranges === this.question.operands[operand]?.indices || this.isTurned(operand, ranges)
    return isDeclared ? operand : otherOperand(operand, ranges)
  }

  /** The name of an index in the question. A small one that is neither on the left nor summed is noted. */
  private named(position: Position, use: Use): string {
    const index = this.names.get(position.index) ?? position.index
    this.summed.get(index)?.push(use)
    if (isCapital(index) || this.summed.has(index)) return index
    if (!this.question.left.indices.includes(index)) {
      this.extra.set(index, use.range)
      const says = `${position.index} is not on the left: a repeated capital is summed, a small index is not.`
      this.fault ??= { says, at: position.at, length: position.length }
    } else if ((this.question.sizes[index] ?? 0) > (this.question.sizes[use.range] ?? 0))
      throw new Unreadable(
        `Here ${use.operand} has the range ${use.range}, and ${position.index} runs further.`,
        position.at,
        position.length,
      )
    return index
  }

  private sum(tree: Extract<Tree, { kind: 'sum' }>): Part {
    const index = this.names.get(tree.index) ?? tree.index
    if (this.question.left.indices.includes(index))
      throw new Unreadable(`${tree.index} is on the left, so it cannot be summed.`, tree.at, tree.length)
    if (isCapital(index)) {
      const { text, open } = this.part(tree.of)
      return open.has(index) ? this.closed({ text, open: new Map([[index, open.get(index) ?? []]]) }) : { text, open }
    }
    const uses: Use[] = []
    this.summed.set(index, uses)
    const inside = this.part(tree.of)
    this.summed.delete(index)
    if (uses.length === 0)
      throw new Unreadable(`${tree.index} is summed, but it stands nowhere in this term.`, tree.at, tree.length)
    this.checkRange(index, uses)
    if (isAlone(uses)) this.alone.add(index)
    return { text: `${inside.text} sum:${index}`, open: inside.open }
  }
}

/** The name of an operand in a shape that the question does not declare. */
export const otherOperand = (operand: string, ranges: readonly string[]) => `${operand}_${ranges.join('_')}`

const merged = (all: readonly ReadonlyMap<string, readonly Use[]>[]): ReadonlyMap<string, readonly Use[]> => {
  const out = new Map<string, readonly Use[]>()
  for (const open of all) for (const [index, uses] of open) out.set(index, [...(out.get(index) ?? []), ...uses])
  return out
}

const onceEach = (open: ReadonlyMap<string, readonly Use[]>): ReadonlyMap<string, readonly Use[]> =>
  new Map([...open].map(([index, uses]) => [index, uses.slice(0, 1)]))

/** The uses of indices in a sum of terms: all but the first are marked as repeated, because an index counts once for the whole sum. */
const asOne = (open: ReadonlyMap<string, readonly Use[]>): ReadonlyMap<string, readonly Use[]> =>
  new Map(
    [...open].map(([index, uses]) => [
      index,
      uses.map((use, k) => (k === 0 ? use : { ...use, isAgain: true as const })),
    ]),
  )

/** Whether an index is in one factor only. */
const isAlone = (uses: readonly Use[]): boolean => uses.filter(({ isAgain }) => !isAgain).length === 1

const COUNTED = ['no index', 'one index', 'two indices', 'three indices', 'four indices', 'five indices']

function wrongCount(
  { operand, positions, at, length }: Extract<Tree, { kind: 'entry' }>,
  ranges: readonly string[],
): Unreadable {
  const has = COUNTED[ranges.length] ?? `${ranges.length} indices`
  const says =
    positions.length === 0
      ? `${operand} has ${has}: write them in brackets, separated by commas.`
      : `${operand} has ${has}, but here ${positions.length === 1 ? 'is one' : `are ${positions.length}`}.`
  return new Unreadable(says, at, length)
}
