import type { AnswerRecord, QuestionState } from '../../ui/question/record/record'

/** The place that a reader has reached in a problem. */
export interface Place {
  /** The part of the page, by its id. */
  readonly part: string
  readonly at: number
}

/** A note of the reader to a part of a page. */
export interface Note {
  readonly text: string
  readonly at: number
}

/** Everything that is kept of a reader's work. Keys are ids: "3-weight-initialization/scale". */
export interface Work {
  /** The answer to each question. */
  readonly answers: Readonly<Record<string, AnswerRecord>>
  /** The note on each part of a problem: "3-weight-initialization/a". */
  readonly notes: Readonly<Record<string, Note>>
  /** The place in each problem. */
  readonly places: Readonly<Record<string, Place>>
  /** The figures that the reader wanted to see before answering. */
  readonly shown: readonly string[]
  /** Whether figures hold back what is asked until the reader has answered. */
  readonly askFirst: boolean
}

/** The format that is written. A file or an entry of a later format is left alone. */
export const VERSION = 1

/** The work of a new reader. */
export const NO_WORK: Work = { answers: {}, notes: {}, places: {}, shown: [], askFirst: true }

/** The longest text that is kept of an answer or a note, in characters. */
export const MAX_TEXT = 20_000
const MAX_ENTRIES = 2_000

const STATES: readonly QuestionState[] = ['open', 'right', 'wrong', 'unreadable', 'revealed']
const ID = /^[1-9]\d*(?:-[a-z0-9]+)+(?:\/[a-z0-9-]+)?$/

/** The work read from a text, and the number of entries that were ignored because a field was illegal. */
export type ReadWork =
  | { readonly work: Work; readonly ignored: number }
  /** Why the text was not read. */
  | { readonly fault: 'foreign' | 'newer' }

/** The text that keeps some work. */
export const workText = (work: Work): string => JSON.stringify({ book: 'trainability', version: VERSION, ...work })

/** Reads the text of `workText`. Every field is checked: other programs and other versions can write to the browser's storage. */
export function readWork(text: string): ReadWork {
  const read = objectOf(parsed(text))
  if (read?.book !== 'trainability' || typeof read.version !== 'number') return { fault: 'foreign' }
  if (read.version > VERSION) return { fault: 'newer' }
  let ignored = 0
  const entriesOf = <Entry>(value: unknown, readEntry: (entry: Fields) => Entry | undefined) => {
    const kept: Record<string, Entry> = {}
    for (const [id, given] of Object.entries(objectOf(value) ?? {}).slice(0, MAX_ENTRIES)) {
      const fields = objectOf(given)
      const entry = ID.test(id) && fields ? readEntry(fields) : undefined
      if (entry === undefined) ignored++
      else kept[id] = entry
    }
    return kept
  }
  const shown = Array.isArray(read.shown) ? read.shown.slice(0, MAX_ENTRIES) : []
  return {
    work: {
      answers: entriesOf(read.answers, answerIn),
      notes: entriesOf(read.notes, ({ text, at }) => (isText(text) ? { text, at: timeIn(at) } : undefined)),
      places: entriesOf(read.places, ({ part, at }) =>
        typeof part === 'string' && /^[a-z][a-z0-9-]{0,60}$/.test(part) ? { part, at: timeIn(at) } : undefined,
      ),
      shown: shown.filter((id): id is string => typeof id === 'string' && ID.test(id)),
      askFirst: read.askFirst !== false,
    },
    ignored,
  }
}

type Fields = Readonly<Record<string, unknown>>

function answerIn({ answer, state, tries, hints, predicted, missed, points, at }: Fields): AnswerRecord | undefined {
  const known = STATES.find((name) => name === state)
  if (!known || !isText(answer) || !isCount(tries) || !isCount(hints)) return undefined
  return {
    answer,
    state: known,
    tries,
    hints,
    ...(isText(predicted) ? { predicted } : {}),
    missed: missed === true,
    points: Array.isArray(points) ? points.slice(0, 100).filter(isCount) : [],
    at: timeIn(at),
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TEXT
const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 1e6
/** A time after the present would win over everything that comes later. */
const timeIn = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(value, 0), Date.now()) : 0

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const objectOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined

/** Merges two records of work: of each entry, the version that changed last. */
export function merge(here: Work, other: Work): Work {
  return {
    answers: latest(here.answers, other.answers),
    notes: latest(here.notes, other.notes),
    places: latest(here.places, other.places),
    shown: [...new Set([...here.shown, ...other.shown])],
    askFirst: here.askFirst,
  }
}

/** Whether an entry is later here than there, or missing there. */
export const isAhead = (here: Work, there: Work): boolean =>
  isLater(here.answers, there.answers) || isLater(here.notes, there.notes) || isLater(here.places, there.places)

const isLater = (here: Dated<{ readonly at: number }>, there: Dated<{ readonly at: number }>): boolean =>
  Object.entries(here).some(([id, { at }]) => at > (there[id]?.at ?? -1))

type Dated<Entry> = Readonly<Record<string, Entry>>

function latest<Entry extends { readonly at: number }>(here: Dated<Entry>, other: Dated<Entry>): Dated<Entry> {
  const newer = Object.entries(other).filter(([id, { at }]) => at > (here[id]?.at ?? -1))
  return { ...here, ...Object.fromEntries(newer) }
}
