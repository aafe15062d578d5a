import type { Matrix, Taken } from '../../experiment'
import { extent, position, type ScaleName, type Span, type Storage } from '../plot/axes/scale'
import { LEVELS, levelOf } from './colours'

/** How the numbers of a matrix are stored and how the colours run. */
export interface Colouring {
  readonly stored: Storage
  readonly scale: ScaleName
}

/** The measured matrix; undefined for a reading of another kind. */
export const asMatrix = (taken: Taken | undefined): Matrix | undefined => (taken?.kind === 'matrix' ? taken : undefined)

/** The state of a cell: a number, an underflow, not a number, or missing. */
type Kind = 'number' | 'under' | 'broken' | 'none'

const kindOf = (value: number | null | undefined, place: number): Kind =>
  value === null || value === undefined
    ? 'none'
    : Number.isFinite(place)
      ? 'number'
      : place === Number.NEGATIVE_INFINITY
        ? 'under'
        : 'broken'

/** The span that the colours must cover, and whether some cells have underflowed (`under`) or are no numbers (`broken`), which the legend names. */
export function heatExtent(
  matrices: readonly (Matrix | undefined)[],
  { stored, scale }: Colouring,
): { readonly span: Span | undefined; readonly under: boolean; readonly broken: boolean } {
  const values = matrices.flatMap((matrix) => matrix?.value.flat() ?? [])
  const places = values.flatMap((value) => (value === null ? [] : [position(scale, stored, value)]))
  return {
    span: extent(places),
    under: places.includes(Number.NEGATIVE_INFINITY),
    broken: places.some((place) => Number.isNaN(place) || place === Number.POSITIVE_INFINITY),
  }
}

/** The edges of n cells between two ends, on whole pixels: neighbours touch, and no edge is blurred. */
export const edges = (n: number, from: number, to: number): readonly number[] =>
  Array.from({ length: n + 1 }, (_, i) => Math.round(from + ((to - from) * i) / Math.max(1, n)))

/** A matrix as a few paths: one for each colour in use, and one each for what has no colour. */
export interface HeatMark {
  readonly fills: readonly { readonly level: number; readonly d: string }[]
  /** Cells that underflowed: hatched. */
  readonly under: string
  /** Crosses. */
  readonly broken: string
  /** The outline of all cells that exist, so that the empty half of a triangular matrix can be seen. */
  readonly outline: string
}

/** `xs` are the edges of the columns from left to right, `ys` those of the rows from the first, at the bottom, upwards. */
export function heatMark(
  matrix: Matrix,
  { stored, scale }: Colouring,
  span: Span,
  xs: readonly number[],
  ys: readonly number[],
): HeatMark {
  const fills: string[] = Array.from({ length: LEVELS }, () => '')
  let [under, broken, outline] = ['', '', '']
  const [height, width] = [matrix.rows.length, matrix.columns.length]
  const there = (r: number, c: number) => typeof matrix.value[r]?.[c] === 'number'
  for (let r = 0; r < height; r++) {
    const [bottom, top] = [ys[r] ?? 0, ys[r + 1] ?? 0]
    let open: { level: number; from: number } | undefined
    const close = (c: number) => {
      if (open) fills[open.level] += `M${xs[open.from]},${top}H${xs[c]}V${bottom}H${xs[open.from]}Z`
      open = undefined
    }
    for (let c = 0; c < width; c++) {
      const value = matrix.value[r]?.[c]
      const place = position(scale, stored, value ?? Number.NaN)
      const kind = kindOf(value, place)
      const [left, right] = [xs[c] ?? 0, xs[c + 1] ?? 0]
      const level = kind === 'number' ? levelOf(span, place) : undefined
      if (open?.level !== level) close(c)
      if (level !== undefined) open ??= { level, from: c }
      if (kind === 'under') under += `M${left},${top}H${right}V${bottom}H${left}Z`
      if (kind === 'broken') broken += crossIn(left, right, top, bottom)
      if (kind === 'none') continue
      if (!there(r, c - 1)) outline += `M${left},${bottom}V${top}`
      if (!there(r, c + 1)) outline += `M${right},${bottom}V${top}`
      if (!there(r - 1, c)) outline += `M${left},${bottom}H${right}`
      if (!there(r + 1, c)) outline += `M${left},${top}H${right}`
    }
    close(width)
  }
  return { fills: fills.flatMap((d, level) => (d === '' ? [] : [{ level, d }])), under, broken, outline }
}

function crossIn(left: number, right: number, top: number, bottom: number): string {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  const r = Math.min(5, 0.35 * Math.min(right - left, Math.abs(bottom - top)))
  return `M${x - r},${y - r}l${2 * r},${2 * r}M${x - r},${y + r}l${2 * r},${-2 * r}`
}

/** The cell under a pixel; nothing outside all edges, which may rise or fall. */
export function cellUnder(edges: readonly number[], pixel: number): number | undefined {
  const i = edges.slice(0, -1).findIndex((edge, k) => (edge - pixel) * ((edges[k + 1] ?? edge) - pixel) <= 0)
  return i < 0 ? undefined : i
}

const STRIDES = [1, 2, 5, 10, 20, 50, 100, 200, 500]

/** The indices that get a label where there is room for so many: multiples of a round number if the places are 1, 2, 3, ..., else evenly spaced ones. */
export function labelled(places: readonly number[], room: number): readonly number[] {
  const stride = STRIDES.find((s) => places.length / s <= Math.max(1, room)) ?? places.length
  const counting = places.every((at, i) => Number.isInteger(at) && at === (places[0] ?? 0) + i)
  return places.flatMap((at, i) => ((counting ? at : i) % stride === 0 ? [i] : []))
}
