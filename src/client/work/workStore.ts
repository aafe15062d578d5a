import { type AnswerRecord, UNANSWERED } from '../../ui/question/record/record'
import { isAhead, MAX_TEXT, merge, NO_WORK, readWork, type Work, workText } from './work'

/** As much of the browser as the store needs. */
export interface StoreWindow {
  addEventListener(kind: 'storage', listener: (event: { readonly key: string | null }) => void): void
}

/** The one key of a reader's work. */
export const WORK_KEY = 'trainability.work'

/** Where stored work that cannot be read is set aside: the next answer takes its place. */
export const UNREAD_KEY = `${WORK_KEY}.unread`

/** Why nothing is stored: the browser refuses it, or holds work that a later version of the book wrote. */
const LOSING = {
  storage:
    'This browser does not store your answers, because its storage is full or closed to this page. They last until you leave the page.',
  newer:
    'This browser stores answers of a later version of this book. They are left as they are, and yours last until you leave the page.',
} as const

/** The reader's work, kept in the browser's storage. Where storage is refused or full it lasts as long as the page. */
export class WorkStore {
  private work: Work = NO_WORK
  private readonly listeners = new Set<() => void>()
  /** Why nothing is kept beyond this page, as a sentence; undefined if it is kept. */
  losing: string | undefined
  /** Whether stored work, or an entry of it, could not be read and is set aside. */
  hasUnread = false

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined,
    at?: StoreWindow,
  ) {
    this.work = this.stored() ?? NO_WORK
    // Another tab changed the storage. A key of null means that everything was removed.
    at?.addEventListener('storage', ({ key }) => {
      if (key === WORK_KEY || key === null) this.hear(this.stored())
    })
  }

  readonly get = (): Work => this.work

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  answer(id: string): AnswerRecord {
    return (Object.hasOwn(this.work.answers, id) ? this.work.answers[id] : undefined) ?? UNANSWERED
  }

  putAnswer(id: string, record: AnswerRecord): void {
    const kept = { ...record, answer: record.answer.slice(0, MAX_TEXT), at: Date.now() }
    this.change((work) => ({ ...work, answers: { ...work.answers, [id]: kept } }))
  }

  putNote(id: string, text: string): void {
    const note = { text: text.slice(0, MAX_TEXT), at: Date.now() }
    this.change((work) => ({ ...work, notes: { ...work.notes, [id]: note } }))
  }

  putPlace(problem: string, part: string): void {
    this.change((work) => ({ ...work, places: { ...work.places, [problem]: { part, at: Date.now() } } }))
  }

  show(figure: string): void {
    if (!this.work.shown.includes(figure)) this.change((work) => ({ ...work, shown: [...work.shown, figure] }))
  }

  askFirst(askFirst: boolean): void {
    this.change((work) => ({ ...work, askFirst }))
  }

  /** Adds the work of a file; of an entry that both have, the later one stays. */
  add(work: Work): void {
    this.change((here) => merge(here, work))
  }

  forgetAll(): void {
    try {
      for (const key of [WORK_KEY, UNREAD_KEY]) this.storage?.removeItem(key)
    } catch {
      // A storage that refuses to remove has stored nothing.
    }
    this.adopt(NO_WORK)
  }

  /** Takes over what another tab wrote. That tab may not have read the last entries of this one: they are written again. */
  private hear(stored: Work | undefined): void {
    const work = stored ? this.with(stored) : NO_WORK
    if (stored && !this.losing && isAhead(this.work, stored)) this.losing = this.keep(work) ? undefined : LOSING.storage
    this.adopt(work)
  }

  /** The work of this page together with what is stored: of each entry the later one. */
  private with(stored: Work): Work {
    return { ...merge(this.work, stored), askFirst: stored.askFirst }
  }

  /** Changes what is stored now, which may be later than what this page has read. */
  private change(how: (work: Work) => Work): void {
    const stored = this.losing ? undefined : this.stored()
    const work = how(stored ? this.with(stored) : this.work)
    if (!this.losing) this.losing = this.keep(work) ? undefined : LOSING.storage
    this.adopt(work)
  }

  private keep(work: Work): boolean {
    try {
      this.storage?.setItem(WORK_KEY, workText(work))
      return this.storage !== undefined
    } catch {
      return false
    }
  }

  /** undefined if nothing is stored, or nothing that can be read. */
  private stored(): Work | undefined {
    try {
      const text = this.storage?.getItem(WORK_KEY)
      if (text === null || text === undefined) return undefined
      const read = readWork(text)
      if ('fault' in read && read.fault === 'newer') this.losing = LOSING.newer
      else if ('fault' in read || read.ignored > 0) {
        this.storage?.setItem(UNREAD_KEY, text)
        this.hasUnread = true
      }
      return 'work' in read ? read.work : undefined
    } catch {
      return undefined
    }
  }

  private adopt(work: Work): void {
    this.work = work
    for (const listener of this.listeners) listener()
  }
}
