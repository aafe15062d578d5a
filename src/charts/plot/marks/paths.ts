import type { Scale } from '../axes/scale'

/** A measured point: positions, with the ends of one standard error. An end may be infinite: error bars then run off the chart. */
export interface Spread {
  readonly x: number
  readonly y: number
  readonly low: number
  readonly high: number
}
/** A point in positions of the axes. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Far enough outside any chart to be cut off by its frame, near enough to be drawn. */
const FAR = 1e4

const pixel = (x: number) => {
  const cut = Math.max(-FAR, Math.min(FAR, x))
  return Math.round(cut * 100) / 100
}

/** The height of a lower end. One that is infinite lies far below the chart: a scale may make NaN of it. */
const bottomOf = (sy: Scale, low: number): number => (low === Number.NEGATIVE_INFINITY ? FAR : sy(low))

/** M x,y L x,y ... for every run. */
export function linePath(runs: readonly (readonly Point[])[], sx: Scale, sy: Scale): string {
  let d = ''
  for (const run of runs)
    for (let i = 0; i < run.length; i++) {
      const p = run[i] as Point
      d += `${i === 0 ? 'M' : 'L'}${pixel(sx(p.x))},${pixel(sy(p.y))}`
    }
  return d
}

/** The area between low and high: there along the top, back along the bottom. */
export function bandPath(runs: readonly (readonly Spread[])[], sx: Scale, sy: Scale): string {
  let d = ''
  for (const run of runs) {
    if (run.length < 2) continue
    let back = ''
    for (let i = 0; i < run.length; i++) {
      const { x, low, high } = run[i] as Spread
      const px = pixel(sx(x))
      d += `${i === 0 ? 'M' : 'L'}${px},${pixel(sy(high))}`
      back = `L${px},${pixel(bottomOf(sy, low))}${back}`
    }
    d += `${back}Z`
  }
  return d
}

/** A vertical bar of one standard error at every point, with feet of the given half width. */
export function barsPath(spreads: readonly Spread[], sx: Scale, sy: Scale, foot: number): string {
  let d = ''
  for (const { x, low, high } of spreads) {
    const px = pixel(sx(x))
    const [top, bottom] = [pixel(sy(high)), pixel(bottomOf(sy, low))]
    d += `M${px},${bottom}V${top}`
    if (foot > 0) d += `M${px - foot},${top}h${2 * foot}M${px - foot},${bottom}h${2 * foot}`
  }
  return d
}

/** The shape of a mark: `down` for what underflowed, `cross` for what is not a number. */
export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'down' | 'cross'

/** The outline of a mark of radius r around a point in pixels; the areas of all shapes look alike. */
export function shapePath(shape: Shape, x: number, y: number, r: number): string {
  const [px, py] = [pixel(x), pixel(y)]
  if (shape === 'circle') return `M${px - r},${py}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`
  if (shape === 'square') {
    const s = pixel(r * 0.9)
    return `M${pixel(px - s)},${pixel(py - s)}h${2 * s}v${2 * s}h${-2 * s}Z`
  }
  if (shape === 'diamond') {
    const s = pixel(r * 1.25)
    return `M${px},${pixel(py - s)}l${s},${s}l${-s},${s}l${-s},${-s}Z`
  }
  if (shape === 'cross') return `M${px - r},${py - r}l${2 * r},${2 * r}M${px - r},${py + r}l${2 * r},${-2 * r}`
  const s = pixel(r * 1.15)
  const turn = shape === 'down' ? -1 : 1
  return `M${px},${pixel(py - turn * s)}l${s},${pixel(turn * 1.8 * s)}h${-2 * s}Z`
}

/** One path for all marks of a kind. */
export function shapesPath(points: readonly Point[], shape: Shape, r: number, sx: Scale, sy: Scale): string {
  let d = ''
  for (const { x, y } of points) d += shapePath(shape, sx(x), sy(y), r)
  return d
}

/** Steps of a histogram. Closed steps stand on the base line; open ones are their outline alone. */
export function stepsPath(
  bins: readonly { readonly from: number; readonly to: number; readonly y: number }[],
  sx: Scale,
  sy: Scale,
  closed: boolean,
): string {
  const base = pixel(sy(0))
  let d = ''
  let end: number | undefined
  for (const { from, to, y } of bins) {
    const [left, right, top] = [pixel(sx(from)), pixel(sx(to)), pixel(sy(y))]
    if (end !== left) {
      if (end !== undefined) d += closed ? `V${base}Z` : `V${base}`
      d += `M${left},${base}`
    }
    d += `V${top}H${right}`
    end = right
  }
  if (end !== undefined) d += closed ? `V${base}Z` : `V${base}`
  return d
}
