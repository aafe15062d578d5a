import { hash } from '../../numerics/laws/random'

/** The methods of the browser's storage that the store uses. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * The maximum number of characters and of texts in storage. Beyond it the least recently used are removed. Browsers grant a site at least five
 * million characters.
 */
const MAX_CHARACTERS = 1_600_000
const MAX_TEXTS = 60
/** The maximum number of texts kept in memory: more than the figures of a page and their pinned runs can use at a time. */
const MAX_CACHED = 24
const PREFIX = 'trainability.text.'
/** The key of the list of stored marks, least recently used first, each with the length of its text: "~0123456789abcdef:1200 ...". */
const ORDER = 'trainability.texts'
const MARK = /^~[0-9a-f]{16}$/

/** Whether a value in an address is a mark, which stands for a text or a picture made by the reader. */
export const isMark = (value: string): boolean => MARK.test(value)

/** Why a mark was ignored, as the end of a sentence that begins "it was ignored:". */
export const NOT_HERE =
  'the text or picture is stored in the browser in which it was made, and this one does not have it'

/**
 * Keeps the reader's texts and pictures in the browser's storage, so that no address contains them: every reload sends the address to a server. The
 * address contains a mark of 64 bits instead. Each text is hashed and stored once and then kept in memory; if storage fails, it lasts until the page
 * is closed.
 */
export class ContentStore {
  /** The texts and marks in memory, by text and by mark. */
  private readonly marks = new Map<string, string>()
  private readonly texts = new Map<string, string>()
  private readonly unstored = new Set<string>()

  constructor(private readonly storage?: Storage) {}

  /** Stores a text and returns its mark; '' for an empty text. */
  put(text: string): string {
    if (text === '') return ''
    const mark = this.marks.get(text) ?? markOf(text)
    this.remember(mark, text)
    if (this.keep(mark, text)) this.unstored.delete(mark)
    else this.unstored.add(mark)
    return mark
  }

  /** The text of a mark, if this browser has it. */
  get(mark: string): string | undefined {
    const known = this.texts.get(mark)
    const text = known ?? this.read(PREFIX + mark)
    // Other pages can write to the storage: ignore entries whose hash does not match.
    if (text === undefined || (known === undefined && markOf(text) !== mark)) return undefined
    this.remember(mark, text)
    this.keep(mark, text)
    return text
  }

  /** Whether a text will be lost when the page is closed, because storage is full or forbidden. */
  isLosing(text: string): boolean {
    return this.unstored.has(this.marks.get(text) ?? '')
  }

  private remember(mark: string, text: string): void {
    this.texts.delete(mark)
    this.texts.set(mark, text)
    this.marks.set(text, mark)
    for (const [old, forgotten] of this.texts) {
      if (this.texts.size <= MAX_CACHED) break
      this.texts.delete(old)
      this.marks.delete(forgotten)
    }
  }

  /** Stores a text, or marks it as most recently used. Other texts are removed only after this one is stored. Returns whether it is stored. */
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

  /** Removes a text that could not be added to the list: without an entry there it would never be removed. */
  private forget(mark: string): void {
    try {
      this.storage?.removeItem(PREFIX + mark)
    } catch {
      // If storage is forbidden, there is nothing to remove.
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

/** The 64-bit hash of a text, the same on every machine. */
const markOf = (text: string): string => {
  const [a, b] = hash(text)
  return `~${[a, b].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')}`
}

const markIn = (entry: string) => entry.split(':')[0] ?? ''

/** The number of most recently used entries that fit; at least one. */
function roomFor(entries: readonly string[]): number {
  let left = MAX_CHARACTERS
  const beyond = entries.toReversed().findIndex((entry, i) => {
    left -= Number(entry.split(':')[1]) || 0
    return i > 0 && (left < 0 || i >= MAX_TEXTS)
  })
  return beyond < 0 ? entries.length : beyond
}
