import { describe, expect, it } from 'vitest'
import { type Moment, momentsOf } from '../../../../src/lecture/outline/moments'
import type { Outline, Piece, PieceKind } from '../../../../src/lecture/outline/outline'

/** Pieces numbered from `from`, each with more than its kind where that matters. */
function pieces(from: number, ...kinds: readonly (PieceKind | Partial<Piece>)[]): readonly Piece[] {
  return kinds.map((given, i) => {
    const at = from + i
    const words = `Words of piece ${at}`
    return typeof given === 'string' ? { kind: given, at, words } : { kind: 'text', at, words, ...given }
  })
}

const presets = ['narrow', 'wide'].map((name) => ({ name, title: `The ${name} one`, says: `Look at ${name}` }))
const figure = { name: 'depth', title: 'Depth', summary: 'What happens?', presets }
const solves = true

const page = (...parts: readonly (readonly Piece[])[]): Outline => ({
  title: 'Initialization',
  sections: [
    { id: 'title', title: 'Initialization', pieces: pieces(0, 'text', 'text') },
    { id: 'problem', title: 'The problem', head: 10, pieces: pieces(11, 'text', 'formula', 'aside', 'text') },
    ...parts.map((inside, i) => ({
      id: 'abc'[i] ?? '',
      title: 'A part',
      head: 100 * (i + 1),
      pieces: inside,
    })),
  ],
})

const ofPart = (moments: readonly Moment[], part: string) => moments.filter((moment) => moment.part === part)
const at = ({ units }: Moment) => units.map((unit) => unit.at)

describe('the moments of a page', () => {
  it('begin with the title alone, whose text is for the speaker, and the whole problem', () => {
    const [title, problem, ...rest] = momentsOf(page())
    expect(title).toMatchObject({ kind: 'title', part: 'title', number: 1, label: 'Initialization', notes: [1] })
    expect(title && at(title)).toEqual([0])
    expect(problem).toMatchObject({ kind: 'question', part: 'problem', label: 'The problem', head: 10, notes: [13] })
    expect(problem && at(problem)).toEqual([11, 12, 14])
    expect(rest).toEqual([])
  })

  it('are of a part: question, vote, hints, derivation, assumptions, scenes, claims, what to take along', () => {
    const part = pieces(
      101,
      'text',
      { kind: 'question', question: 'scale' },
      'hint',
      'hint',
      { kind: 'text', solves },
      { kind: 'step', solves },
      { kind: 'step', solves },
      { kind: 'assumption', solves },
      { kind: 'assumption', solves },
      { kind: 'figure', figure },
      'claim',
      'claim',
      'takeaway',
    )
    const moments = ofPart(momentsOf(page(part)), 'a')
    expect(moments.map(({ kind }) => kind)).toEqual([
      'question',
      'vote',
      'hint',
      'hint',
      'derivation',
      'assumptions',
      'figure',
      'figure',
      'claims',
      'takeaway',
    ])
    expect(moments.map(({ number }) => number)).toEqual(moments.map((_, i) => i + 1))
    const [question, vote, first, second, derivation, assumptions, narrow, wide, claims] = moments
    expect(vote?.question).toBe('scale')
    expect([first?.label, second?.label]).toEqual(['Hint 1 of 2', 'Hint 2 of 2'])
    expect(second?.above).toEqual(question?.units)
    expect(derivation).toMatchObject({ builds: true, notes: [105] })
    expect(derivation && at(derivation)).toEqual([106, 107])
    expect(assumptions?.builds).toBe(true)
    expect([narrow, wide].map((moment) => moment?.scene?.preset?.name)).toEqual(['narrow', 'wide'])
    expect(narrow?.label).toBe('Depth: The narrow one')
    expect(claims && at(claims)).toEqual([111, 112])
    expect(claims?.builds).toBe(false)
  })

  it('show prose that has a heading or a formula, and leave other prose to the speaker', () => {
    const part = pieces(101, 'text', 'claim', 'text', 'text', 'claim', 'text', 'formula', 'claim', 'heading', 'text')
    const moments = ofPart(momentsOf(page(part)), 'a')
    expect(moments.map(({ kind }) => kind)).toEqual(['question', 'claims', 'claims', 'text', 'claims', 'text'])
    expect(moments.map(({ notes }) => notes)).toEqual([[], [103, 104], [], [], [], []])
    expect(moments.map(at).slice(-1)).toEqual([[109, 110]])
  })

  it('begin a new slide at each heading', () => {
    const moments = ofPart(momentsOf(page(pieces(101, 'text', 'heading', 'text', 'heading', 'formula'))), 'a')
    expect(moments.map(at)).toEqual([[101], [102, 103], [104, 105]])
    expect(moments.map(({ label }) => label)).toEqual(['The question', 'Words of piece 102', 'Words of piece 104'])
  })

  it('have the notes that stand after a question, and not those after the next', () => {
    const one = { kind: 'question', question: 'one' } as const
    const moments = ofPart(momentsOf(page(pieces(101, 'text', one, 'notes', { ...one, question: 'two' }, one))), 'a')
    expect(moments.map(({ kind, notes }) => [kind, notes])).toEqual([
      ['question', []],
      ['vote', [103]],
      ['vote', []],
      ['vote', []],
    ])
  })

  it('do not break where an aside stands, which goes to the speaker', () => {
    const moments = ofPart(momentsOf(page(pieces(101, 'text', 'aside', 'formula', 'notes', 'text'))), 'a')
    expect(moments.map(at)).toEqual([[101, 103, 105]])
    expect(moments.map(({ notes }) => notes)).toEqual([[102, 104]])
  })

  it('give what is said of a figure to each of its scenes', () => {
    const moments = ofPart(
      momentsOf(page(pieces(101, 'text', { kind: 'figure', figure }, 'text', 'notes', 'claim'))),
      'a',
    )
    expect(moments.map(({ notes }) => notes)).toEqual([[], [103, 104], [103, 104], []])
  })

  it('have one scene of a figure without presets', () => {
    const bare = { ...figure, presets: [] }
    const moments = ofPart(momentsOf(page(pieces(101, 'text', { kind: 'figure', figure: bare }))), 'a')
    expect(moments.map(({ label }) => label)).toEqual(['The question', 'Depth'])
    expect(moments[1]?.scene?.preset).toBeUndefined()
  })

  it('show a scene of the author whatever is in it', () => {
    const inside = pieces(150, 'text', 'text')
    const moments = ofPart(momentsOf(page(pieces(101, 'text', 'claim', { kind: 'scene', inside }, 'claim'))), 'a')
    expect(moments.map(at)).toEqual([[101], [102], [150, 151], [104]])
  })
})
