import type { TensorQuestion } from '../../experiment'
import { quoted, Unreadable } from '../fault'
import { bareName, type Token, tokensOf } from './tokens'
import type { Position, Tree } from './tree'

/** The largest number of nested parentheses. */
const DEEPEST = 12

/** The names of a question by the ways to type them. */
interface Names {
  readonly operands: ReadonlyMap<string, string>
  readonly maps: ReadonlyMap<string, string>
  readonly functions: ReadonlyMap<string, string>
}

type Named = Readonly<Record<string, { readonly spellings?: readonly string[] }>>

const spelled = (named: Named = {}): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(named).flatMap(([name, { spellings = [] }]) =>
      [name, ...spellings].map((spelling) => [bareName(spelling), name] as const),
    ),
  )

/** Reads the right side of a tensor expression. Throws `Unreadable`. */
export function parseTensor(text: string, { operands, maps, functions }: TensorQuestion): Tree {
  const names = { operands: spelled(operands), maps: spelled(maps), functions: spelled(functions) }
  const reader = new Reader(tokensOf(text), names, operands, text.length)
  return reader.whole()
}

/** A recursive descent over the tokens: a sum has terms, a term has factors. */
class Reader {
  private k = 0
  private depth = 0
  constructor(
    private readonly tokens: readonly Token[],
    private readonly names: Names,
    private readonly indices: TensorQuestion['operands'],
    private readonly end: number,
  ) {}

  private next(): Token | undefined {
    return this.tokens[this.k]
  }

  private take(): Token | undefined {
    this.k += 1
    return this.tokens[this.k - 1]
  }

  /** Takes the token of a kind, or throws what was expected. */
  private expect(kind: Token['kind'], says: string): Token {
    const token = this.next()
    if (token?.kind !== kind) throw new Unreadable(says, token?.at ?? this.end, token?.length ?? 0)
    this.k += 1
    return token
  }

  whole(): Tree {
    if (this.tokens.length === 0) throw new Unreadable('There is no expression here.', 0, this.end)
    const tree = this.terms()
    const rest = this.next()
    if (!rest) return tree
    if (rest.kind === ')' || rest.kind === ']')
      throw new Unreadable(`This ${rest.kind} closes nothing.`, rest.at, rest.length)
    if (rest.kind === ',')
      throw new Unreadable('A comma belongs between the indices, in brackets: L[b,x].', rest.at, rest.length)
    throw new Unreadable('The expression cannot be read from here on.', rest.at, rest.length)
  }

  private terms(): Tree {
    const terms: { sign: 1 | -1; of: Tree }[] = []
    do {
      let sign: 1 | -1 = 1
      while (this.next()?.kind === '+' || this.next()?.kind === '-')
        if (this.take()?.kind === '-') sign = sign === 1 ? -1 : 1
      terms.push({ sign, of: this.term() })
    } while (this.next()?.kind === '+' || this.next()?.kind === '-')
    const [only] = terms
    return only && terms.length === 1 && only.sign === 1 ? only.of : { kind: 'terms', terms }
  }

  private term(): Tree {
    let factors: Tree[] = [this.factor()]
    for (;;) {
      const kind = this.next()?.kind
      if (kind === '*') {
        this.take()
        factors.push(this.factor())
      } else if (kind === '/') {
        this.take()
        factors = [{ kind: 'quotient', of: productOf(factors), by: this.factor() }]
      } else if (kind === 'number' || kind === 'name' || kind === '(') factors.push(this.factor())
      else return productOf(factors)
    }
  }

  private factor(): Tree {
    const token = this.take()
    if (token?.kind === 'number') return { kind: 'number', text: token.text }
    if (token?.kind === '(') return this.group(token)
    if (token?.kind === 'name') return this.named(token)
    const before = this.tokens[this.k - 2]
    throw new Unreadable(
      `An operand is missing ${before ? `after ${before.kind === 'name' ? quoted(before.text) : before.kind}` : 'here'}.`,
      token?.at ?? this.end,
      token?.length ?? 0,
    )
  }

  private group(open: Token): Tree {
    this.depth += 1
    if (this.depth > DEEPEST) throw new Unreadable('There are too many nested parentheses.', open.at, open.length)
    const inside = this.terms()
    if (this.next()?.kind !== ')') throw new Unreadable('This parenthesis is not closed.', open.at, open.length)
    this.take()
    this.depth -= 1
    return inside
  }

  private named(token: Token & { kind: 'name' }): Tree {
    const bare = bareName(token.text)
    const [, index] = /^(?:sum|[Σ∑])_([A-Za-z])(?:=.*)?(?:\^.*)?$/.exec(bare) ?? []
    if (index !== undefined) return { kind: 'sum', index, of: this.term(), at: token.at, length: token.length }
    const called = lookedUp(this.names.functions, bare)
    if (called !== undefined) {
      const open = this.expect('(', `The function ${quoted(token.text)} needs its argument in parentheses.`)
      return { kind: 'call', name: called, of: this.group(open) }
    }
    const operand = lookedUp(this.names.operands, bare)
    if (operand !== undefined) return this.entry(token, operand)
    const subscripted = this.subscripted(token)
    if (subscripted) return subscripted
    throw this.unknown(token)
  }

  /** An operand whose indices are a subscript, as in TeX: W_{ji}, L_{b,x,y,i}. undefined if there are not as many letters as indices. */
  private subscripted(token: Token & { kind: 'name' }): Tree | undefined {
    const [, name = '', letters = ''] = /^(.+?)_([\p{L},]+)$/u.exec(bareName(token.text)) ?? []
    const operand = lookedUp(this.names.operands, name)
    const indices = [...letters.replaceAll(',', '')]
    if (operand === undefined || this.next()?.kind === '[') return undefined
    if (indices.length !== this.indices[operand]?.indices.length) return undefined
    const place = { at: token.at, length: token.length }
    return {
      kind: 'entry',
      operand,
      positions: indices.map((index) => ({ index, map: undefined, ...place })),
      ...place,
    }
  }

  private unknown(token: Token & { kind: 'name' }): Unreadable {
    const place = [token.at, token.length] as const
    if (lookedUp(this.names.maps, bareName(token.text)) !== undefined)
      return new Unreadable(
        `${quoted(token.text)} is a table of indices: it stands inside the brackets of an operand.`,
        ...place,
      )
    const operands = [...new Set(this.names.operands.values())]
    if (operands.some((operand) => bareName(token.text).startsWith(`${operand}_`)))
      return new Unreadable('Indices stand in square brackets, separated by commas.', ...place)
    const functions = [...new Set(this.names.functions.values())]
    const also = functions.length === 0 ? '' : `, and the function ${functions.join(', ')}`
    return new Unreadable(`${quoted(token.text)} is not known here. There is ${operands.join(', ')}${also}.`, ...place)
  }

  private entry(token: Token & { kind: 'name' }, operand: string): Tree {
    const opening = this.next()
    const hasIndices = (this.indices[operand]?.indices.length ?? 0) > 0
    if (opening?.kind === '(' && hasIndices && this.tokens[this.k + 2]?.kind === ',')
      throw new Unreadable('Indices stand in square brackets.', opening.at, 1)
    if (opening?.kind !== '[') return { kind: 'entry', operand, positions: [], at: token.at, length: token.length }
    const open = this.take()
    const positions = [this.position()]
    while (this.next()?.kind === ',') {
      this.take()
      positions.push(this.position())
    }
    const close = this.next()
    if (close?.kind !== ']')
      throw close === undefined
        ? new Unreadable('This bracket is not closed.', open?.at ?? token.at, 1)
        : new Unreadable('Between indices a comma is expected, and ] after the last one.', close.at, close.length)
    this.take()
    const after = this.next()
    if (after?.kind === '[')
      throw new Unreadable('All indices stand in one pair of brackets, separated by commas.', after.at, 1)
    return { kind: 'entry', operand, positions, at: token.at, length: close.at + 1 - token.at }
  }

  /** The message for a position such as 2x. All layers of a question have the same positions, so that 2x leads beyond the end of one. */
  private stepped(times: Token & { kind: 'number' }): Unreadable {
    if (this.next()?.kind === '*') this.take()
    const index = this.next()
    if (index?.kind !== 'name')
      return new Unreadable('An index is a letter here. A number would be one fixed place.', times.at, times.length)
    const says = `${quoted(`${times.text}${index.text}`)} steps over ${index.text}. An index takes every value of its range here: write ${index.text}.`
    return new Unreadable(says, times.at, index.at + index.length - times.at)
  }

  private position(): Position {
    const token = this.take()
    if (token?.kind === 'number') throw this.stepped(token)
    if (token?.kind !== 'name') {
      const says = 'An index is expected here: a letter, or a table at an index, as in S[j].'
      throw new Unreadable(says, token?.at ?? this.end, token?.length ?? 0)
    }
    const bare = bareName(token.text)
    const { at } = token
    const opening = this.next()?.kind
    if (opening === '[' || opening === '(') {
      const map = lookedUp(this.names.maps, bare)
      if (map === undefined)
        throw new Unreadable(`${quoted(token.text)} is no table of indices of this question.`, at, token.length)
      this.take()
      const inner = this.expect('name', 'The index of the table is expected here.')
      const close = this.expect(
        opening === '[' ? ']' : ')',
        'The bracket after the index of the table is expected here.',
      )
      return { index: inner.kind === 'name' ? bareName(inner.text) : '', map, at, length: close.at + 1 - at }
    }
    if (this.names.maps.has(bare)) {
      const says = `${quoted(token.text)} is a table: write the index that it is read at, as in ${token.text}[j].`
      throw new Unreadable(says, at, token.length)
    }
    if (!/^\p{L}$/u.test(bare)) {
      const says = `${quoted(token.text)} is no index: an index is one letter, and indices are separated by commas.`
      throw new Unreadable(says, at, token.length)
    }
    return { index: bare, map: undefined, at, length: token.length }
  }
}

const productOf = (factors: readonly Tree[]): Tree =>
  factors[0] && factors.length === 1 ? factors[0] : { kind: 'product', factors }

/** The name that a spelling stands for; in another case too, if that can be one name alone. */
function lookedUp(spellings: ReadonlyMap<string, string>, bare: string): string | undefined {
  const exact = spellings.get(bare)
  if (exact !== undefined) return exact
  const other = new Set(
    [...spellings].flatMap(([spelling, name]) => (spelling.toLowerCase() === bare.toLowerCase() ? [name] : [])),
  )
  return other.size === 1 ? [...other][0] : undefined
}
