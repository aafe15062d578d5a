import type { Moment } from './outline/moments'

/** The position of a lecture: the index of the moment, and the step or slide in it, both from 0. */
export interface Position {
  readonly moment: number
  readonly step: number
}

/** How a lecturer moves. */
export type Move =
  | { readonly kind: 'next' | 'back' | 'start' | 'end' }
  | { readonly kind: 'to'; readonly moment: number; readonly step?: number }

/** The number of steps of a moment: of a derivation, or the slides that it takes on this screen; at least 1. */
export type StepsOf = (moment: number) => number

/** The position after a move. It stays the same where there is no moment before or after. */
export function moved({ moment, step }: Position, move: Move, count: number, stepsOf: StepsOf): Position {
  const last = count - 1
  switch (move.kind) {
    case 'start':
      return { moment: 0, step: 0 }
    case 'end':
      return { moment: last, step: stepsOf(last) - 1 }
    case 'next':
      if (step + 1 < stepsOf(moment)) return { moment, step: step + 1 }
      return moment < last ? { moment: moment + 1, step: 0 } : { moment, step }
    case 'back':
      if (step > 0) return { moment, step: step - 1 }
      return moment > 0 ? { moment: moment - 1, step: stepsOf(moment - 1) - 1 } : { moment, step }
    case 'to': {
      const to = clamp(move.moment, last)
      return { moment: to, step: clamp(move.step ?? 0, stepsOf(to) - 1) }
    }
  }
}

const clamp = (value: number, most: number) => Math.min(Math.max(0, value), most)

/** "a.5", or "a.5.3" from the second step on: the part, the number of the moment in it, the step. */
export function positionText(moments: readonly Moment[], { moment, step }: Position): string {
  const at = moments[moment]
  if (!at) throw new Error(`There is no moment ${moment} (there are ${moments.length})`)
  return step > 0 ? `${at.part}.${at.number}.${step + 1}` : `${at.part}.${at.number}`
}

/** Reads a position of an address. What is illegal becomes the nearest legal position, and `problem` says so in a sentence. */
export function readPosition(
  moments: readonly Moment[],
  text: string,
  stepsOf: StepsOf,
): Position & { readonly problem?: string } {
  if (text === '') return { moment: 0, step: 0 }
  const [part = '', number = '1', step = '1', ...more] = text.split('.')
  const shown = text.slice(0, 40)
  const parts = [...new Set(moments.map((moment) => moment.part))]
  if (!parts.includes(part))
    return { moment: 0, step: 0, problem: `lecture = "${shown}": this page has the parts ${parts.join(', ')}.` }
  const first = moments.findIndex((moment) => moment.part === part)
  const count = moments.filter((moment) => moment.part === part).length
  const inPart = wholeFrom1(number)
  const moment = first + clamp((inPart ?? 1) - 1, count - 1)
  const steps = stepsOf(moment)
  const inMoment = wholeFrom1(step)
  const at = { moment, step: clamp((inMoment ?? 1) - 1, steps - 1) }
  if (inPart === undefined || inPart > count)
    return { ...at, problem: `lecture = "${shown}": part ${part} has the moments 1 to ${count}.` }
  if (inMoment === undefined || inMoment > steps || more.length > 0)
    return {
      ...at,
      problem: `lecture = "${shown}": moment ${part}.${inPart} has ${steps === 1 ? '1 step' : `${steps} steps`}.`,
    }
  return at
}

const wholeFrom1 = (text: string): number | undefined => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined)

/** Returns the query with `?lecture=` set, or removed if `text` is undefined. */
export function writeLecture(search: string, text: string | undefined): string {
  const query = new URLSearchParams(search)
  if (text === undefined) query.delete('lecture')
  else query.set('lecture', text)
  const written = query.toString()
  return written === '' ? '' : `?${written}`
}
