import type { Scale } from '../params/params'

/** A point of a sketched curve, in the units of the two axes. */
export type CurvePoint = readonly [x: number, y: number]

/** A sketched curve: its points by increasing x, joined by straight lines on the axes of the sketch. */
export type Curve = readonly CurvePoint[]

/** The maximum number of points of a curve in an address. */
export const MOST_POINTS = 40

/** The significant digits of a point: a pixel of a large screen. */
const DIGITS = 4

const NAME = /^[A-Za-z][\w-]*$/

/**
 * The canonical text of a sketch: the name of each curve and its points, "single 0 1e-4 20 1 heads 0 1 20 1". Curves without points are left out.
 * Throws RangeError for a name that is not a word.
 */
export function curvesText(curves: Readonly<Record<string, Curve>>): string {
  return Object.entries(curves)
    .filter(([, points]) => points.length > 0)
    .map(([name, points]) => {
      if (!NAME.test(name)) throw new RangeError(`"${name}" cannot name a curve: it is a word`)
      const rounded = points.map(([x, y]) => [short(x), short(y)] as const)
      // Two points of one position after rounding are one.
      const apart = rounded.filter(([x], i) => x !== rounded[i - 1]?.[0])
      return [name, ...apart.flat().map(String)].join(' ')
    })
    .join(' ')
}

const short = (x: number): number => Number(x.toPrecision(DIGITS)) + 0

/**
 * Parses an untrusted result of `curvesText`. undefined unless every curve is one of `names`, given once, with at most `MOST_POINTS` finite points
 * by increasing x.
 */
export function readCurves(text: string, names: readonly string[]): Readonly<Record<string, Curve>> | undefined {
  const words = text.split(' ')
  if (words.length > names.length * (1 + 2 * MOST_POINTS)) return undefined
  const curves = new Map<string, CurvePoint[]>()
  let points: CurvePoint[] | undefined
  for (let i = 0; i < words.length; ) {
    const word = words[i] ?? ''
    if (NAME.test(word)) {
      if (!names.includes(word) || curves.has(word)) return undefined
      points = []
      curves.set(word, points)
      i++
      continue
    }
    const [x, y] = [numeral(word), numeral(words[i + 1] ?? '')]
    if (!points || !Number.isFinite(x) || !Number.isFinite(y)) return undefined
    if (points.length >= MOST_POINTS || x <= (points.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY)) return undefined
    points.push([x, y])
    i += 2
  }
  return [...curves.values()].some((curve) => curve.length > 0) ? Object.fromEntries(curves) : undefined
}

const numeral = (word: string): number =>
  /^-?\d{1,12}(\.\d{1,12})?(e[-+]?\d{1,3})?$/.test(word) ? Number(word) : Number.NaN

/** The scales of the axes on which a curve was sketched. */
export interface CurveScales {
  readonly x: Scale
  readonly y: Scale
}

/** The height of a curve at x, on straight lines between its points on axes of these scales; NaN beyond its ends. */
export function curveAt(curve: Curve, x: number, scales: CurveScales): number {
  const next = curve.findIndex(([at]) => at >= x)
  const [a, b] = [curve[next - 1], curve[next]]
  if (!b || (!a && b[0] !== x)) return Number.NaN
  if (!a || b[0] === x) return b[1]
  const [along, up] = [onto(scales.x), onto(scales.y)]
  const share = (along(x) - along(a[0])) / (along(b[0]) - along(a[0]))
  const height = up(a[1]) + share * (up(b[1]) - up(a[1]))
  return scales.y === 'linear' ? height : scales.y === 'log2' ? 2 ** height : 10 ** height
}

const onto = (scale: Scale): ((x: number) => number) =>
  scale === 'linear' ? (x) => x : scale === 'log2' ? Math.log2 : Math.log10
