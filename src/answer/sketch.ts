import type { SketchFeature, SketchQuestion } from '../experiment'
import { type Curve, curveAt, readCurves } from '../experiment/answers/curves'
import type { Given, Judgement, Sketched } from './judgement'

/** The number of positions at which a curve is read, and of neighbours on each side over which it is averaged, because a hand trembles. */
const SAMPLES = 65
const NEIGHBOURS = 3

/** The share of an interval that a curve has to cover. */
const COVERED = 0.85

/** Judges sketched curves by the features that count: direction, level, straightness, in the scale of the axes. */
export function judgeSketch(question: SketchQuestion, given: Given): Judgement {
  const drawn = curvesOf(question, given)
  const names = Object.keys(question.curves)
  for (const name of names) {
    const missing = missingIn(question, name, drawn[name] ?? [])
    if (missing !== undefined) return { state: 'unreadable', says: missing, at: 0, length: 0 }
  }
  const has = (name: string, features: readonly SketchFeature[]) =>
    features.every((feature) => hasFeature(question, drawn[name] ?? [], feature))
  const wrong = names.filter((name) => !has(name, question.curves[name]?.features ?? []))
  if (wrong.length === 0) return { state: 'right', says: question.right }
  for (const [misconception, { curves, says }] of Object.entries(question.misconceptions))
    if (Object.entries(curves).every(([name, features]) => has(name, features)))
      return { state: 'wrong', misconception, says }
  const remarks = names.map((name) =>
    wrong.includes(name) ? remarkOn(question, name, drawn[name] ?? []) : `“${labelOf(question, name)}” is right.`,
  )
  return { state: 'wrong', remark: remarks.join(' ') }
}

const labelOf = ({ curves }: SketchQuestion, name: string) => curves[name]?.label ?? name

/** A sentence on what a wrong curve does, which does not say what it should do. */
function remarkOn(question: SketchQuestion, name: string, curve: Curve): string {
  const said = `“${labelOf(question, name)}”`
  const feature = question.curves[name]?.features.find((one) => !hasFeature(question, curve, one))
  if (!feature || feature.kind === 'passes') return `${said} is too high or too low in your sketch.`
  const { slope } = lineThrough(heightsOf(question, curve, feature.from, feature.to))
  const does = Math.abs(slope) < STEADY ? 'stays on its level' : slope > 0 ? 'rises' : 'falls'
  switch (feature.kind) {
    case 'straight':
      return `${said} goes the right way in your sketch. Would it bend like that?`
    case 'level':
      return Math.abs(slope) > feature.by
        ? `${said} ${does} in your sketch. Should it?`
        : `${said} goes up and down in your sketch. Should it?`
    default:
      return (feature.kind === 'rises' ? slope : -slope) >= STEADY
        ? `${said} goes the right way in your sketch, but not far enough.`
        : `${said} ${does} in your sketch. Should it?`
  }
}

/** A curve whose height changes by less than this, as a share of the axis, is called level. */
const STEADY = 0.06

/** The curves as points by increasing x, without points that are no numbers. */
function curvesOf(question: SketchQuestion, given: Given): Readonly<Record<string, Curve>> {
  const sketched: Sketched = typeof given === 'string' ? (readCurves(given, Object.keys(question.curves)) ?? {}) : given
  return Object.fromEntries(
    Object.keys(question.curves).map((name) => {
      const points = Object.hasOwn(sketched, name) ? sketched[name] : undefined
      const sound = (Array.isArray(points) ? points : []).filter(
        (point) =>
          Array.isArray(point) &&
          Number.isFinite(point[1]) &&
          Number.isFinite(scaled(question.scales.x)(point[0] ?? Number.NaN)),
      )
      const sorted = sound.map(([x, y]) => [x, y] as const).sort((a, b) => a[0] - b[0])
      return [name, sorted.filter(([x], k) => x !== sorted[k + 1]?.[0])]
    }),
  )
}

/** Why a curve cannot be judged; undefined if it reaches over the intervals of all its features. */
function missingIn(question: SketchQuestion, name: string, curve: Curve): string | undefined {
  const { label = name, features = [] } = question.curves[name] ?? {}
  const [first, last] = [curve[0], curve.at(-1)]
  if (!first || !last || curve.length < 2) return `Draw the curve “${label}” from side to side.`
  const along = scaled(question.scales.x)
  const width = Math.abs(along(question.x[1]) - along(question.x[0]))
  const short = features.some((feature) => {
    if (feature.kind === 'passes')
      return (
        along(first[0]) - along(feature.x) > (1 - COVERED) * width ||
        along(feature.x) - along(last[0]) > (1 - COVERED) * width
      )
    const [from, to] = [along(feature.from), along(feature.to)]
    const covered = Math.min(to, along(last[0])) - Math.max(from, along(first[0]))
    return covered < COVERED * (to - from)
  })
  return short ? `The curve “${label}” is too short: draw it from side to side.` : undefined
}

type Axis = SketchQuestion['scales']['x']

/** The position on an axis. */
const scaled = (scale: Axis): ((x: number) => number) =>
  scale === 'linear' ? (x) => x : scale === 'log2' ? Math.log2 : Math.log10
const unscaled = (scale: Axis, position: number): number =>
  scale === 'linear' ? position : scale === 'log2' ? 2 ** position : 10 ** position

/** Heights of a smoothed curve between two positions, as shares of the axis from bottom to top; positions from 0 to 1. */
function heightsOf({ scales, y }: SketchQuestion, curve: Curve, from: number, to: number): readonly number[] {
  const along = scaled(scales.x)
  const up = scaled(scales.y)
  const [bottom, top] = [up(y[0]), up(y[1])]
  const [first, last] = [curve[0]?.[0] ?? 0, curve.at(-1)?.[0] ?? 0]
  const inside = curve.map(([x, height]) => [x, Math.min(y[1], Math.max(y[0], height))] as const)
  const raw = Array.from({ length: SAMPLES }, (_, k) => {
    const position = along(from) + ((along(to) - along(from)) * k) / (SAMPLES - 1)
    const x = Math.min(last, Math.max(first, unscaled(scales.x, position)))
    return (up(curveAt(inside, x, scales)) - bottom) / (top - bottom)
  })
  return raw.map((_, k) => mean(raw.slice(Math.max(0, k - NEIGHBOURS), k + NEIGHBOURS + 1)))
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Slope and level of the least-squares line through heights at positions from 0 to 1. */
function lineThrough(heights: readonly number[]): { readonly slope: number; at(position: number): number } {
  const positions = heights.map((_, k) => k / (heights.length - 1))
  const [x, y] = [mean(positions), mean(heights)]
  const over = mean(heights.map((height, k) => (height - y) * ((positions[k] ?? 0) - x)))
  const slope = over / mean(positions.map((position) => (position - x) ** 2))
  return { slope, at: (position) => y + slope * (position - x) }
}

function hasFeature(question: SketchQuestion, curve: Curve, feature: SketchFeature): boolean {
  if (feature.kind === 'passes') {
    const [height = Number.NaN] = heightsOf(question, curve, feature.x, feature.x)
    const up = scaled(question.scales.y)
    const [bottom, top] = [up(question.y[0]), up(question.y[1])]
    return Math.abs(height - (up(feature.y) - bottom) / (top - bottom)) <= feature.by
  }
  const heights = heightsOf(question, curve, feature.from, feature.to)
  const line = lineThrough(heights)
  const stray = Math.max(...heights.map((height, k) => Math.abs(height - line.at(k / (heights.length - 1)))))
  switch (feature.kind) {
    case 'rises':
      return line.slope >= feature.by
    case 'falls':
      return line.slope <= -feature.by
    case 'level':
      return Math.abs(line.slope) <= feature.by && stray <= feature.by
    case 'straight':
      return stray <= feature.by
  }
}
