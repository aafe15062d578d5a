import type { TensorQuestion } from '../../experiment'
import { quoted, Unreadable } from '../fault'
import type { Place, Position, Tree } from './tree'

/** The largest number of characters of an answer, and of parentheses inside each other. */
const LONGEST = 300
const DEEPEST = 12

type Token = Place &
  (
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'name'; readonly text: string }
    | { readonly kind: '+' | '-' | '*' | '/' | '(' | ')' | '[' | ']' | ',' }
  )

const SIGNS: Readonly<Record<string, '+' | '-' | '*' | '/' | '(' | ')' | '[' | ']' | ','>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '—': '-',
  '*': '*',
  '·': '*',
  '⋅': '*',
  '×': '*',
  '∙': '*',
  '•': '*',
  '/': '/',
  '(': '(',
  ')': ')',
  '{': '(',
  '}': ')',
  '[': '[',
  ']': ']',
  ',': ',',
  ';': ',',
}

const SPACING = /\\(?:(?:left|right|big|Big|quad|qquad|displaystyle)(?![a-z])|[,;:! ])|[\s$\u200b-\u200f\u2060\ufeff]/uy
/** A name with its index: W, W_n, L_{n-1}, h_\ell, W^{h,h}_{l+1}, σ, \sigma. */
const NAME = /\\?\p{L}+(?:[_^](?:\{[^{}]*\}|\\?[\p{L}\d]+(?:[+\-−]\d+(?=\[))?))*/uy

/** A sum that is written out: sum_i, Σ_i, \sum_{i=1}^{N}. Its index is one letter, so that W in Σ_iW is none. */
const SUM = /(?:\\?sum|[Σ∑])_\s*(?:[A-Za-z]|\{\s*[A-Za-z][^{}]*\})(?:\^(?:\{[^{}]*\}|\w))?/uy

/** A name as spellings are compared: without spaces, braces and backslashes. */
export const bareName = (text: string) =>
  text
    .replaceAll(/[\s{}\\]/g, '')
    .replaceAll(/[−–]/g, '-')
    .replaceAll('ℓ', 'l')
    .replaceAll('ell', 'l')

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  const matched = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0] ?? ''
  }
  const push = (token: Token) => {
    tokens.push(token)
    at += token.length
  }
  while (at < text.length) {
    const space = matched(SPACING).length
    const number = matched(/\d+(?:\.\d+)?|\.\d+/y)
    const times = matched(/\\(?:cdot|times|ast)(?![a-z])/y)
    const name = matched(SUM) || matched(NAME)
    const sign = SIGNS[text[at] ?? '']
    if (space > 0) at += space
    else if (number !== '')
      push({ kind: 'number', text: number.startsWith('.') ? `0${number}` : number, at, length: number.length })
    else if (times !== '') push({ kind: '*', at, length: times.length })
    else if (name !== '') push({ kind: 'name', text: name, at, length: name.length })
    else if (sign) push({ kind: sign, at, length: 1 })
    else throw strange(text, at)
  }
  return tokens
}

function strange(text: string, at: number): Unreadable {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  if (/[\u202a-\u202e\u2066-\u2069]/u.test(character))
    return new Unreadable('Here is an invisible mark that changes the direction of writing. Delete it.', at, 1)
  if (/[.@∘]/u.test(character)) return new Unreadable('For a product write its factors side by side.', at, 1)
  if (character === ':') return new Unreadable('A whole slice is a capital index here, such as K.', at, 1)
  const shown = quoted(character)
  return new Unreadable(
    `${shown === '“”' ? 'An invisible character' : shown} has no meaning here.`,
    at,
    character.length,
  )
}

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
  if (text.length > LONGEST)
    throw new Unreadable(`An answer has at most ${LONGEST} characters.`, LONGEST, text.length - LONGEST)
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
    if (this.depth > DEEPEST) throw new Unreadable('Too many parentheses are inside each other.', open.at, open.length)
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
    throw this.unknown(token)
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

  private position(): Position {
    const token = this.take()
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
