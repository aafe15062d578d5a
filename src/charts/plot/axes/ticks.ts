import { numberText } from '../../../experiment'
import { clean, roundStep, type ScaleName, type Span } from './scale'

/** A mark on an axis: `text`, or `text` raised to `exponent`. */
export interface Tick {
  readonly at: number
  readonly text: string
  readonly exponent?: string
}

const minus = (text: string) => text.replace('-', '−')

/** At most about `room` ticks inside a span of positions; `counted`: none between whole numbers, for what is counted. */
export function ticksOf(scale: ScaleName, span: Span, room: number, counted = false): readonly Tick[] {
  if (scale === 'linear') return linearTicks(span, room, counted)
  const whole = wholeTicks(span, room)
  const short = scale === 'log10' && span[1] - span[0] < 1.5
  if (whole.length < 2 || (short && room >= 3)) return fractionTicks(scale, span, room)
  if (scale === 'log10' && whole.every((at) => Math.abs(at) <= 2))
    return whole.map((at) => ({ at, text: numberText(10 ** at, 5) }))
  return whole.map((at) =>
    scale === 'log2' && at >= -4 && at <= 14
      ? { at, text: numberText(2 ** at, 5) }
      : { at, text: scale === 'log2' ? '2' : '10', exponent: minus(String(at)) },
  )
}

/** The places between the powers of ten on a logarithmic axis, 2 to 9 times each; none where they would run together. */
export function minorTicks(scale: ScaleName, [low, high]: Span, room: number): readonly number[] {
  if (scale !== 'log10' || high - low > room) return []
  return multiples([Math.floor(low), Math.ceil(high)], 1)
    .flatMap((power) => [2, 3, 4, 5, 6, 7, 8, 9].map((digit) => power + Math.log10(digit)))
    .filter((at) => at > low && at < high)
}

function linearTicks([low, high]: Span, room: number, counted: boolean): readonly Tick[] {
  const least = counted ? 1 : 0
  const steps = [room, 2 * room, 4 * room].map((most) => Math.max(least, roundStep(high - low, most)))
  // One tick alone is no scale.
  const step = steps.find((step) => multiples([low, high], step).length >= 2) ?? steps[0] ?? 1
  const places = Math.max(0, Math.min(12, -Math.floor(Math.log10(step) + 1e-9)))
  const size = Math.max(Math.abs(low), Math.abs(high))
  return multiples([low, high], step).map((at) => {
    if (size >= 1e5 || size < 1e-3) {
      const power = Math.floor(Math.log10(size))
      return {
        at,
        text: at === 0 ? '0' : minus(`${clean(at / 10 ** power)} × 10`),
        ...(at === 0 ? {} : { exponent: minus(String(power)) }),
      }
    }
    return { at, text: minus(at.toFixed(places)) }
  })
}

const STEPS = [1, 2, 3, 4, 5, 10, 20, 50, 100, 200]

/** Powers at equal distances; at the largest that leaves two of them where `room` would leave fewer. */
function wholeTicks(span: Span, room: number): readonly number[] {
  const length = span[1] - span[0]
  const fitting = STEPS.findIndex((step) => length / step <= room)
  const found = STEPS.slice(0, fitting < 0 ? STEPS.length : fitting + 1).map((step) => multiples(span, step))
  return found.findLast((ticks) => ticks.length >= 2) ?? found.at(-1) ?? []
}

/** Between two powers: 1, 2 and 5 times a power of ten, in plain numbers. */
function fractionTicks(scale: 'log2' | 'log10', [low, high]: Span, room: number): readonly Tick[] {
  const base = scale === 'log2' ? 2 : 10
  const [from, to] = [base ** low, base ** high]
  const rounded = [1, 2, 5].flatMap((f) =>
    multiples([Math.log10(from / f), Math.log10(to / f)], 1).map((power) => clean(f * 10 ** power)),
  )
  // Over a short stretch, round numbers at equal distances read better than 1, 2, 5.
  const at = (q: number) => Math.log(q) / Math.log(base)
  if (rounded.length >= 3) {
    return rounded.sort((a, b) => a - b).map((q) => ({ at: at(q), text: numberText(q, 4) }))
  }
  return linearTicks([from, to], room, false).flatMap((tick) => (tick.at > 0 ? [{ ...tick, at: at(tick.at) }] : []))
}

function multiples([low, high]: Span, step: number): number[] {
  const slack = 1e-9 * Math.max(Math.abs(low), Math.abs(high), step)
  const first = Math.ceil((low - slack) / step)
  const last = Math.floor((high + slack) / step)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => clean((first + i) * step))
}
