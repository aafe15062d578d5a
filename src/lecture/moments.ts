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

/** What is shown or left out as a whole: the numbers of its elements. */
export interface Unit {
  readonly at: number
  /** Never the last of a slide: what it introduces stands below it. */
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
  /** What the list of moments calls it. */
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
  /** Notes that wait for the next moment. */
  let waiting: number[] = []
  const add = (draft: Draft) => {
    drafts.push({ ...draft, notes: [...waiting, ...draft.notes] })
    waiting = []
  }
  const groups = grouped(pieces)
  let opening: readonly Unit[] = []
  for (const [i, group] of groups.entries()) {
    const [first] = group
    if (!first) continue
    const told = drafts.at(-1)
    switch (first.kind) {
      case 'notes':
      case 'aside':
        if (told) addNotes(drafts, group)
        else waiting.push(...group.map(({ at }) => at))
        break
      case 'question':
        for (const piece of group) add({ ...plain('vote', 'Vote', [piece]), question: piece.question ?? '' })
        break
      case 'hint': {
        for (const [n, piece] of group.entries()) {
          const label = group.length > 1 ? `Hint ${n + 1} of ${group.length}` : 'Hint'
          add({ ...plain('hint', label, piece.inside ?? [piece]), above: opening })
        }
        break
      }
      case 'step':
        add({ ...plain('derivation', 'Derivation', group), builds: true })
        break
      case 'assumption':
        add({ ...plain('assumptions', group.length > 1 ? 'Assumptions' : 'Assumption', group), builds: true })
        break
      case 'figure':
        for (const piece of group) for (const draft of scenes(piece)) add(draft)
        break
      case 'claim':
        add(plain('claims', group.length > 1 ? 'Claims' : 'Claim', group))
        break
      case 'takeaway':
        for (const piece of group) add(plain('takeaway', 'To take along', piece.inside ?? [piece]))
        break
      case 'scene':
        for (const piece of group) add(plain('text', firstWords(piece.inside ?? [piece]), piece.inside ?? [piece]))
        break
      default: {
        const opens = drafts.length === 0
        if (opens || isShown(group)) {
          const kind = opens ? 'question' : 'text'
          const heading = group.find(({ kind }) => kind === 'heading')
          const label = opens ? (id === 'problem' ? title : 'The question') : (heading?.words ?? firstWords(group))
          add(plain(kind, label, group))
          if (opens) opening = units(group)
        } else if (!first.solves || groups[i + 1]?.[0]?.kind !== 'step') addNotes(drafts, group)
        else waiting.push(...group.map(({ at }) => at))
      }
    }
  }
  return drafts
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
function grouped(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const groups: Piece[][] = []
  for (const piece of pieces) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    if (last && before && belong(before, piece)) last.push(piece)
    else groups.push([piece])
  }
  return groups
}

const belong = (before: Piece, piece: Piece): boolean =>
  PROSE.includes(before.kind) && PROSE.includes(piece.kind)
    ? piece.kind !== 'heading' && before.solves === piece.solves
    : before.kind === piece.kind

/** Whether prose is worth a slide: it has a heading or a displayed formula. */
const isShown = (group: readonly Piece[]): boolean => group.some(({ kind }) => kind === 'heading' || kind === 'formula')

/** Gives notes to the moment before; those of a figure to each of its scenes. */
function addNotes(drafts: readonly Draft[], group: readonly Piece[]): void {
  const last = drafts.at(-1)
  const figure = last?.scene?.figure.name
  const told = figure === undefined ? drafts.slice(-1) : drafts.filter(({ scene }) => scene?.figure.name === figure)
  for (const { notes } of told) notes.push(...group.map(({ at }) => at))
}

const MOST_WORDS = 7

function firstWords(pieces: readonly Piece[]): string {
  const words = (pieces.find(({ kind }) => kind !== 'formula')?.words ?? '').split(/\s+/)
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).join(' ')} …` : words.join(' ')
}
