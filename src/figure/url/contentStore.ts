import { hash } from '../../numerics/laws/random'

/** As much of the browser's storage as the store needs. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Characters that are kept, and texts. Beyond, what was out of use the longest goes. Browsers give a site some five million characters at least. */
const ROOM = 1_600_000
const KEPT = 60
/** Texts that a page knows by themselves: more than its figures and their pinned runs can hold at a time. */
const REMEMBERED = 24
const PREFIX = 'trainability.text.'
/** The marks of what is kept, the latest used last, each with the length of its text: "~0123456789abcdef:1200 ...". */
const ORDER = 'trainability.texts'
const MARK = /^~[0-9a-f]{16}$/

/** Whether a value of an address is a mark, which stands there for a text or a picture of the reader's own. */
export const isMark = (value: string): boolean => MARK.test(value)

/** Why a mark says nothing here, in words that go on from "it was ignored:". */
export const NOT_HERE = 'what it held is kept in the browser where it was given, and this one does not have it'

/**
 * Where the reader's own texts and pictures are kept: in the browser's storage, so that nothing of them stands in an address, which every reload sends to a
 * server. The address carries a mark of 64 bits. A text is marked and stored once, and known by itself from then on; where nothing can be stored, it is kept
 * as long as the page is.
 */
export class ContentStore {
  /** What this page has marked and read, by the text and by the mark. */
  private readonly marks = new Map<string, string>()
  private readonly texts = new Map<string, string>()
  private readonly unstored = new Set<string>()

  constructor(private readonly storage?: Storage) {}

  /** The mark that stands for a text: '' for none. */
  put(text: string): string {
    if (text === '') return ''
    const mark = this.marks.get(text) ?? markOf(text)
    this.remember(mark, text)
    if (this.keep(mark, text)) this.unstored.delete(mark)
    else this.unstored.add(mark)
    return mark
  }

  /** The text of a mark, if this machine has it. */
  get(mark: string): string | undefined {
    const known = this.texts.get(mark)
    const text = known ?? this.read(PREFIX + mark)
    // Other pages can write to the storage: ignore entries whose hash does not match.
    if (text === undefined || (known === undefined && markOf(text) !== mark)) return undefined
    this.remember(mark, text)
    this.keep(mark, text)
    return text
  }

  /** Whether a text that was put will be gone with the page: storage is full, or forbidden. */
  isLosing(text: string): boolean {
    return this.unstored.has(this.marks.get(text) ?? '')
  }

  private remember(mark: string, text: string): void {
    this.texts.delete(mark)
    this.texts.set(mark, text)
    this.marks.set(text, mark)
    for (const [old, forgotten] of this.texts) {
      if (this.texts.size <= REMEMBERED) break
      this.texts.delete(old)
      this.marks.delete(forgotten)
    }
  }

  /** Stores a text, or notes that it was used last. Others make room only after it is stored. */
  private keep(mark: string, text: string): boolean {
    if (!this.storage) return false
    const order = this.read(ORDER)?.split(' ') ?? []
    const entry = `${mark}:${text.length}`
    if (order.at(-1) === entry) return true
    const isNew = !order.includes(entry)
    try {
      if (isNew) this.storage.setItem(PREFIX + mark, text)
      const used = [...order.filter((other) => other !== entry && other !== ''), entry]
      const room = roomFor(used)
      this.storage.setItem(ORDER, used.slice(-room).join(' '))
      for (const old of used.slice(0, -room)) this.storage.removeItem(PREFIX + markIn(old))
      return true
    } catch {
      if (isNew) this.forget(mark)
      return !isNew
    }
  }

  /** What is in no list would stay for good. */
  private forget(mark: string): void {
    try {
      this.storage?.removeItem(PREFIX + mark)
    } catch {
      // Where nothing can be stored, nothing was.
    }
  }

  private read(key: string): string | undefined {
    try {
      return this.storage?.getItem(key) ?? undefined
    } catch {
      return undefined
    }
  }
}

/** The same on every machine. */
const markOf = (text: string): string => {
  const [a, b] = hash(text)
  return `~${[a, b].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')}`
}

const markIn = (entry: string) => entry.split(':')[0] ?? ''

/** How many of the entries used last there is room for: one at least. */
function roomFor(entries: readonly string[]): number {
  let left = ROOM
  const beyond = entries.toReversed().findIndex((entry, i) => {
    left -= Number(entry.split(':')[1]) || 0
    return i > 0 && (left < 0 || i >= KEPT)
  })
  return beyond < 0 ? entries.length : beyond
}
