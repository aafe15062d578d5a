import { hash } from '../numerics/random'

/** As much of the browser's storage as the shelf needs. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Values of a query longer than this stay on the machine; the address carries a mark in their place. */
const LONGEST = 300
/** Texts kept: when one more comes, the oldest goes. */
const KEPT = 8
const PREFIX = 'trainability.text.'
const ORDER = 'trainability.texts'
const MARK = /^~[0-9a-f]{16}$/

/** Whether a value is the mark of a text that is not on this machine: what `unshelved` could not find. */
export const isMark = (value: string): boolean => MARK.test(value)

/** The query with every long value put on the shelf, and its mark left in its place. Where nothing can be stored, short of the text. */
export function shelved(search: string, storage: Storage | undefined): string {
  return rewritten(search, (value) => {
    if (value.length <= LONGEST) return value
    const mark = markOf(value)
    keep(mark, value, storage)
    return mark
  })
}

/** The query with every mark replaced by its text, if this machine has it. */
export function unshelved(search: string, storage: Storage | undefined): string {
  return rewritten(search, (value) => (isMark(value) ? (read(storage, PREFIX + value) ?? value) : value))
}

function rewritten(search: string, of: (value: string) => string): string {
  const query = new URLSearchParams(search)
  const changed = new URLSearchParams()
  for (const [key, value] of query) changed.append(key, of(value))
  const text = changed.toString()
  return text === query.toString() ? search : `?${text}`
}

const markOf = (text: string): string => {
  const [a, b] = hash(text)
  return `~${[a, b].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')}`
}

function keep(mark: string, text: string, storage: Storage | undefined): void {
  try {
    if (!storage || storage.getItem(PREFIX + mark) !== null) return
    const order = [...(read(storage, ORDER)?.split(' ') ?? []), mark]
    for (const old of order.slice(0, -KEPT)) storage.removeItem(PREFIX + old)
    storage.setItem(PREFIX + mark, text)
    storage.setItem(ORDER, order.slice(-KEPT).join(' '))
  } catch {
    // Storage is full or forbidden: the figure goes on, and a reload falls back to the book's words with a sentence.
  }
}

function read(storage: Storage | undefined, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null
  } catch {
    return null
  }
}
