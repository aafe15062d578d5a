/** What a tensor expression may contain. */
export interface TensorSpace {
  /** The indices of the left side. Each has the name of its range. */
  readonly left: readonly string[]
  /** The ranges of the positions of each operand: `{ L: ['b', 'x', 'y', 'i'] }`; an empty list is a number. */
  readonly operands: Readonly<Record<string, readonly string[]>>
  /** Tables of indices, as S in L[b,x,y,S[j]]: one index of the range `to` for each of the range `of`. */
  readonly maps?: Readonly<Record<string, { readonly of: string; readonly to: string }>>
  /** Functions of one number. */
  readonly functions?: readonly string[]
}

/** A position of an operand: an index, or a table at an index. */
export interface Position {
  readonly index: string
  readonly map: string | undefined
}

/** A part of a tensor expression. */
export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'entry'
      readonly operand: string
      readonly at: readonly Position[]
      readonly ranges: readonly string[]
    }
  | { readonly kind: 'sum'; readonly index: string; readonly range: string; readonly of: Node }
  | { readonly kind: 'apply'; readonly name: string; readonly of: readonly Node[] }

/** A tensor expression in postfix notation, `W[j,I] L[b,x,y,I] * sum:I`. Made by `readTensor`. */
export interface TensorExpression {
  /** The tokens, separated by one space. Every sum is written: `sum:I` is over the range of the positions that I stands at. */
  readonly text: string
  readonly root: Node
}

const OPERATIONS: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
])

/** The largest number of characters of an expression, and of nested sums. */
const LONGEST = 600
const DEEPEST = 3

/** Reads an untrusted text. Returns undefined if it is no expression in this space: an unknown name, an index that is neither on the left nor summed. */
export function readTensor(text: string, space: TensorSpace): TensorExpression | undefined {
  if (text.length > LONGEST) return undefined
  const stack: Node[] = []
  for (const token of text.split(' ')) {
    const node = nodeOf(token, space, stack)
    if (!node) return undefined
    stack.push(node)
  }
  const [root] = stack
  if (!root || stack.length > 1 || sumsIn(root) > DEEPEST) return undefined
  const isBound = [...rangesIn(root, space)].every(([index, ranges]) => space.left.includes(index) && ranges.size > 0)
  return isBound ? { text, root } : undefined
}

/** The node of a token, which takes its operands from the stack. */
function nodeOf(token: string, space: TensorSpace, stack: Node[]): Node | undefined {
  const isUnary = token === 'neg' || (space.functions?.includes(token) ?? false)
  if (isUnary || OPERATIONS.has(token)) {
    const count = isUnary ? 1 : 2
    return stack.length < count ? undefined : { kind: 'apply', name: token, of: stack.splice(-count) }
  }
  if (/^\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,3})?$/.test(token)) return { kind: 'number', value: Number(token) }
  const [, index] = /^sum:([A-Za-z]\w*)$/.exec(token) ?? []
  if (index !== undefined) {
    const of = stack.pop()
    const [range, ...others] = (of && rangesIn(of, space).get(index)) ?? []
    return of && range !== undefined && others.length === 0 ? { kind: 'sum', index, range, of } : undefined
  }
  return entryOf(token, space)
}

function entryOf(token: string, { operands, maps = {} }: TensorSpace): Node | undefined {
  const [, operand = '', , list] = /^(\w+)(\[([\w,[\]]+)\])?$/.exec(token) ?? []
  const ranges = Object.hasOwn(operands, operand) ? operands[operand] : undefined
  if (!ranges) return undefined
  const at = (list?.split(',') ?? []).map((position): Position | undefined => {
    const [, name = '', , index] = /^([A-Za-z]\w*)(\[([A-Za-z]\w*)\])?$/.exec(position) ?? []
    if (name === '') return undefined
    if (index === undefined) return { index: name, map: undefined }
    return Object.hasOwn(maps, name) ? { index, map: name } : undefined
  })
  const known = at.filter((position) => position !== undefined)
  return known.length === ranges.length ? { kind: 'entry', operand, at: known, ranges } : undefined
}

const sumsIn = (node: Node): number => {
  if (node.kind === 'sum') return 1 + sumsIn(node.of)
  return node.kind === 'apply' ? Math.max(...node.of.map(sumsIn)) : 0
}

/** The indices of an expression that no sum is over, each with the ranges of the positions that it stands at. */
function rangesIn(node: Node, space: TensorSpace): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>()
  const add = (index: string, range: string) => all.set(index, (all.get(index) ?? new Set()).add(range))
  if (node.kind === 'entry')
    for (const [k, { index, map }] of node.at.entries())
      add(index, (map === undefined ? node.ranges[k] : space.maps?.[map]?.of) ?? '')
  const parts = node.kind === 'apply' ? node.of : node.kind === 'sum' ? [node.of] : []
  for (const part of parts)
    for (const [index, ranges] of rangesIn(part, space)) for (const range of ranges) add(index, range)
  if (node.kind === 'sum') all.delete(node.index)
  return all
}

/** The numbers that an expression is evaluated on. */
export interface TensorInputs {
  /** The number of values of each range. */
  readonly sizes: Readonly<Record<string, number>>
  /** The entries of each operand, row by row: the last index runs fastest. */
  readonly operands: Readonly<Record<string, ArrayLike<number>>>
  readonly maps?: Readonly<Record<string, ArrayLike<number>>>
  readonly functions?: Readonly<Record<string, (x: number) => number>>
}

type Indices = Record<string, number>

/**
 * The entries of the left side, row by row. An entry that reads beyond the end of an operand is NaN. Throws if a size, an operand, a table or a
 * function is missing, or an operand does not have as many entries as its sizes say.
 */
export function evaluateTensor({ root }: TensorExpression, { left }: TensorSpace, inputs: TensorInputs): Float64Array {
  const value = compiled(root, inputs)
  const sizes = left.map((name) => given('size', inputs.sizes, name))
  const out = new Float64Array(sizes.reduce((count, size) => count * size, 1))
  const at: Indices = {}
  for (let k = 0; k < out.length; k += 1) {
    let rest = k
    for (let axis = left.length - 1; axis >= 0; axis -= 1) {
      const size = sizes[axis] ?? 1
      at[left[axis] ?? ''] = rest % size
      rest = Math.floor(rest / size)
    }
    out[k] = value(at)
  }
  return out
}

function given<T>(what: string, all: Readonly<Record<string, T>> | undefined, name: string): T {
  const found = all && Object.hasOwn(all, name) ? all[name] : undefined
  if (found === undefined)
    throw new RangeError(`The ${what} "${name}" is missing (given: ${Object.keys(all ?? {}).join(', ')})`)
  return found
}

/** An expression as a function of its indices. */
function compiled(node: Node, inputs: TensorInputs): (at: Indices) => number {
  switch (node.kind) {
    case 'number':
      return () => node.value
    case 'entry':
      return compiledEntry(node, inputs)
    case 'sum': {
      const of = compiled(node.of, inputs)
      const size = given('size', inputs.sizes, node.range)
      return (at) => {
        let total = 0
        for (let k = 0; k < size; k += 1) {
          at[node.index] = k
          total += of(at)
        }
        return total
      }
    }
    case 'apply': {
      const [a = () => Number.NaN, b = () => Number.NaN] = node.of.map((part) => compiled(part, inputs))
      if (node.name === 'neg') return (at) => -a(at)
      const operation = OPERATIONS.get(node.name)
      if (operation) return (at) => operation(a(at), b(at))
      const apply = given('function', inputs.functions, node.name)
      return (at) => apply(a(at))
    }
  }
}

function compiledEntry(node: Extract<Node, { kind: 'entry' }>, inputs: TensorInputs): (at: Indices) => number {
  const entries = given('operand', inputs.operands, node.operand)
  const sizes = node.ranges.map((range) => given('size', inputs.sizes, range))
  const count = sizes.reduce((product, size) => product * size, 1)
  if (entries.length !== count)
    throw new RangeError(
      `"${node.operand}" has ${entries.length} entries, not ${count} as [${node.ranges.join(', ')}] says`,
    )
  const positions = node.at.map(({ index, map }, axis) => ({
    index,
    table: map === undefined ? undefined : given('table', inputs.maps, map),
    size: sizes[axis] ?? 1,
  }))
  return (at) => {
    let place = 0
    for (const { index, table, size } of positions) {
      const k = at[index] ?? Number.NaN
      const position = table ? (table[k] ?? Number.NaN) : k
      if (!(position < size)) return Number.NaN
      place = place * size + position
    }
    return entries[place] ?? Number.NaN
  }
}
