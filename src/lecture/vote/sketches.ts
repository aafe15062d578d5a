import { MOST_ANSWER } from '../../experiment'

/** The sketches of a class, each as `curvesText` writes it, in the order in which they were drawn. The last is the one that is being drawn, '' before its first stroke. */
export type Sketches = readonly string[]

/** More would not be told apart. */
export const MOST_SKETCHES = 6

/** Before anything is drawn. */
export const NO_SKETCHES: Sketches = ['']

/** The sketches with the last one changed. */
export const redrawn = (sketches: Sketches, text: string): Sketches => [...sketches.slice(0, -1), text]

/** The sketches with room for one more; the same if the last is empty, or if there are `MOST_SKETCHES`. */
export const withAnother = (sketches: Sketches): Sketches =>
  sketches.at(-1) === '' || sketches.length >= MOST_SKETCHES ? sketches : [...sketches, '']

/** The sketches without one, by its index. */
export function withoutSketch(sketches: Sketches, index: number): Sketches {
  const left = sketches.filter((_, i) => i !== index)
  return left.length > 0 ? left : NO_SKETCHES
}

/** The sketches that have a stroke. */
export const drawnSketches = (sketches: Sketches): Sketches => sketches.filter((text) => text !== '')

/** Reads sketches from a storage; what is damaged is left out. */
export function readSketches(data: unknown): Sketches {
  const texts = Array.isArray(data) ? data.filter((text): text is string => typeof text === 'string') : []
  const sound = texts.filter((text) => text.length <= MOST_ANSWER).slice(0, MOST_SKETCHES)
  return sound.length > 0 ? sound : NO_SKETCHES
}
