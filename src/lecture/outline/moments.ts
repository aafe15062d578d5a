import type { FigureOutline, Outline, Piece, PresetOutline, SectionOutline } from './outline'

/** What a moment shows. */
export type MomentKind =
  | 'title'
  | 'question'
  | 'vote'
  | 'hint'
  | 'derivation'
  | 'assumptions'
  | 'text'
  | 'figure'
  | 'claims'
  | 'takeaway'

/** A unit of a moment, shown or left out as a whole: the indices of its elements. */
export interface Unit {
  readonly at: number
  /** Never the last unit of a slide, because it introduces the next one. */
  readonly leads: boolean
}

/** A figure in one of its settings. */
export interface Scene {
  readonly figure: FigureOutline
  /** undefined for a figure without presets. */
  readonly preset: PresetOutline | undefined
}

/** One moment of a lecture. */
export interface Moment {
  readonly kind: MomentKind
  /** The part of the page that it comes from, by id, and its number in the part, from 1. */
  readonly part: string
  readonly number: number
  /** Its name in the list of moments. */
  readonly label: string
  /** The number of the element of the part's heading. */
  readonly head?: number
  readonly units: readonly Unit[]
  /** The units come one at a press, and the earlier ones are dimmed. Otherwise they come together, on as many slides as they need. */
  readonly builds: boolean
  /** What stays above while there is room: the question above its hints. */
  readonly above: readonly Unit[]
  /** Elements for the speaker alone. */
  readonly notes: readonly number[]
  readonly scene?: Scene
  readonly question?: string
}

/** The moments of a lecture, derived from the page in the order of the page. Sentences without a displayed formula are what the lecturer says: they become notes. */
export function momentsOf({ title, sections }: Outline): readonly Moment[] {
  return sections.flatMap((section) => momentsOfSection(section, title))
}

/** A moment before its place is known, with its notes still growing. */
type Draft = Omit<Moment, 'part' | 'number' | 'head' | 'notes'> & { readonly notes: number[] }

function momentsOfSection(section: SectionOutline, title: string): readonly Moment[] {
  const { id, head } = section
  const drafts = id === 'title' ? titleDrafts(section, title) : sectionDrafts(section)
  return drafts.map((draft, i) => ({ ...draft, part: id, number: i + 1, ...(head === undefined ? {} : { head }) }))
}

/** The title alone; whatever is said before the problem is the lecturer's to say. */
function titleDrafts({ pieces }: SectionOutline, title: string): readonly Draft[] {
  const [first, ...rest] = pieces
  if (!first) return []
  return [{ ...plain('title', title, [first]), notes: rest.map(({ at }) => at) }]
}

function sectionDrafts({ id, title, pieces }: SectionOutline): readonly Draft[] {
  const drafts: Draft[] = []
  /** Notes that will belong to the next moment. */
  let waiting: readonly number[] = []
  const add = (draft: Draft) => {
    drafts.push({ ...draft, notes: [...waiting, ...draft.notes] })
    waiting = []
  }
  const groups = grouped(pieces)
  let above: readonly Unit[] = []
  for (const [i, { pieces: group, notes }] of groups.entries()) {
    const [first] = group
    const opens = drafts.length === 0 && first !== undefined && PROSE.includes(first.kind)
    if (opens) {
      add(plain('question', id === 'problem' ? title : 'The question', group))
      above = units(group)
    } else if (first && PROSE.includes(first.kind) && !isShown(group)) {
      const said = group.map(({ at }) => at)
      const next = groups[i + 1]?.pieces[0]?.kind
      if (next === 'step' && first.solves) waiting = [...waiting, ...said]
      else addNotes(drafts, said)
    } else for (const draft of draftsOf(group, above)) add(draft)
    if (drafts.length === 0) waiting = [...waiting, ...notes]
    else addNotes(drafts, notes)
  }
  return drafts
}

/** The moments of successive pieces of one kind. */
function draftsOf(group: readonly Piece[], above: readonly Unit[]): readonly Draft[] {
  const [first] = group
  const inside = (piece: Piece) => piece.inside ?? [piece]
  switch (first?.kind) {
    case undefined:
    case 'aside':
    case 'notes':
      return []
    case 'question':
      return group.map((piece) => ({ ...plain('vote', 'Vote', [piece]), question: piece.question ?? '' }))
    case 'hint':
      return group.map((piece, n) => ({
        ...plain('hint', group.length > 1 ? `Hint ${n + 1} of ${group.length}` : 'Hint', inside(piece)),
        above,
      }))
    case 'step':
      return [{ ...plain('derivation', 'Derivation', group), builds: true }]
    case 'assumption':
      return [{ ...plain('assumptions', group.length > 1 ? 'Assumptions' : 'Assumption', group), builds: true }]
    case 'figure':
      return group.flatMap(scenes)
    case 'claim':
      return [plain('claims', group.length > 1 ? 'Claims' : 'Claim', group)]
    case 'takeaway':
      return group.map((piece) => plain('takeaway', 'To take along', inside(piece)))
    case 'scene':
      return group.map((piece) => plain('text', firstWords(inside(piece)), inside(piece)))
    case 'heading':
    case 'text':
    case 'formula':
      return [plain('text', group.find(({ kind }) => kind === 'heading')?.words ?? firstWords(group), group)]
  }
}

const plain = (kind: MomentKind, label: string, pieces: readonly Piece[]): Draft => ({
  kind,
  label,
  units: units(pieces),
  builds: false,
  above: [],
  notes: [],
})

const units = (pieces: readonly Piece[]): readonly Unit[] =>
  pieces.map(({ at, leads }) => ({ at, leads: leads ?? false }))

/** A slide for each setting of a figure. */
function scenes(piece: Piece): readonly Draft[] {
  const { figure } = piece
  if (!figure) throw new Error(`A figure without an outline: "${piece.words}"`)
  const of = (preset: PresetOutline | undefined): Draft => ({
    ...plain('figure', preset ? `${figure.title}: ${preset.title}` : figure.title, [piece]),
    scene: { figure, preset },
  })
  return figure.presets.length === 0 ? [of(undefined)] : figure.presets.map(of)
}

const PROSE: readonly string[] = ['heading', 'text', 'formula']

/** Neighbouring pieces that make up moments together: prose up to the next heading, successive steps, claims, hints. */
interface Group {
  readonly pieces: readonly Piece[]
  /** The elements among them that are for the speaker: asides, and what the author wrote for it. */
  readonly notes: readonly number[]
}

function grouped(pieces: readonly Piece[]): readonly Group[] {
  const groups: { readonly pieces: Piece[]; readonly notes: number[] }[] = []
  for (const piece of pieces) {
    const last = groups.at(-1)
    const before = last?.pieces.at(-1)
    if (piece.kind === 'aside' || piece.kind === 'notes') {
      if (last) last.notes.push(piece.at)
      else groups.push({ pieces: [], notes: [piece.at] })
    } else if (last && before && belong(before, piece)) last.pieces.push(piece)
    else groups.push({ pieces: [piece], notes: [] })
  }
  return groups
}

/** An element that makes moments of its own forms a group alone, so that the notes after it belong to it. */
const ALONE: readonly string[] = ['question', 'figure', 'scene']

const belong = (before: Piece, piece: Piece): boolean =>
  PROSE.includes(before.kind) && PROSE.includes(piece.kind)
    ? piece.kind !== 'heading' && before.solves === piece.solves
    : before.kind === piece.kind && !ALONE.includes(piece.kind)

/** Whether prose is worth a slide: it has a heading or a displayed formula. */
const isShown = (group: readonly Piece[]): boolean => group.some(({ kind }) => kind === 'heading' || kind === 'formula')

/** Adds notes to the last moment; if it shows a figure, to all moments of that figure. */
function addNotes(drafts: readonly Draft[], notes: readonly number[]): void {
  const last = drafts.at(-1)
  const figure = last?.scene?.figure.name
  const told = figure === undefined ? drafts.slice(-1) : drafts.filter(({ scene }) => scene?.figure.name === figure)
  for (const draft of told) draft.notes.push(...notes)
}

const MOST_WORDS = 7

function firstWords(pieces: readonly Piece[]): string {
  const words = (pieces.find(({ kind }) => kind !== 'formula')?.words ?? '').split(/\s+/)
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).join(' ')} …` : words.join(' ')
}
