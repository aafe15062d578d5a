/** The count + 1 edges of `count` bins of equal width from `from` to `to`. */
export function evenEdges(from: number, to: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count)
}

/** 0, 1, ..., n - 1. */
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** 1, 2, ..., n. */
export const countTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)

/** list[i], i from 0. Throws RangeError if the list has no such entry; `what` names an entry in the message. */
export function entryOf<T>(list: readonly T[], i: number, what = 'entry'): T {
  const entry = list[i]
  if (entry === undefined) throw new RangeError(`There is no ${what} ${i} (there are ${list.length}, from 0)`)
  return entry
}
