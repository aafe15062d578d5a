import { isKey, newKey } from './speaker/messages'
import { readSketches, type Sketches } from './vote/sketches'
import type { Tally } from './vote/tally'

/** The part of a lecture that survives a reload. */
export interface Kept {
  /** The key of the session, which the speaker window has too. */
  readonly key: string
  readonly since: number
  /** The hands and the sketches of each vote and what was revealed, by question. They are the class's, and no work of the reader. */
  readonly tallies: Readonly<Record<string, Tally>>
  readonly sketches: Readonly<Record<string, Sketches>>
  readonly revealed: readonly string[]
  /** The position of the lecture, as in its address. */
  readonly place: string
}

/** Parses a stored lecture. Missing or damaged fields get their initial values. */
export function readKept(text: string | null, now: number): Kept {
  const fresh = { key: newKey(), since: now, tallies: {}, sketches: {}, revealed: [], place: '' }
  let data: unknown
  try {
    data = JSON.parse(text ?? '')
  } catch {
    return fresh
  }
  if (!isObject(data)) return fresh
  const { key, since, tallies, sketches, revealed, place } = { ...fresh, ...data }
  if (typeof key !== 'string' || !isKey(key) || !Number.isSafeInteger(since) || typeof place !== 'string') return fresh
  if (!isObject(tallies) || !isObject(sketches) || !Array.isArray(revealed)) return fresh
  const counts = Object.entries(tallies).filter(
    ([, tally]) => Array.isArray(tally) && tally.every((hands) => Number.isSafeInteger(hands) && hands >= 0),
  )
  return {
    key,
    since,
    tallies: Object.fromEntries(counts),
    sketches: Object.fromEntries(Object.entries(sketches).map(([name, drawn]) => [name, readSketches(drawn)])),
    revealed: revealed.filter((name) => typeof name === 'string'),
    place,
  }
}

const isObject = (data: unknown): data is object => typeof data === 'object' && data !== null
