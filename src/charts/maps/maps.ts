import type { MapCell, Matrix } from '../../experiment'
import { numeral } from '../wording/display'

/** The size of every map of a stack. */
export interface MapSize {
  readonly width: number
  readonly height: number
}

/** Pixels of one map of a stack [features, positions], `width` of them across. */
export const mapSize = (stack: Matrix, width: number): MapSize => ({ width, height: stack.columns.length / width })

/** The largest size of any number of some stacks; 1 where all are 0. */
export function mapExtent(stacks: readonly (Matrix | undefined)[]): number {
  const sizes = stacks.flatMap((stack) => stack?.value.flat() ?? []).map((v) => Math.abs(v ?? 0))
  const largest = sizes.reduce((max, v) => (Number.isFinite(v) && v > max ? v : max), 0)
  return largest === 0 ? 1 : largest
}

/** Shades of one sign that can be told apart. */
export const SHADES = 12

/** The cells of one shade, as one path. */
export interface Shade {
  /** 1 to SHADES, with the sign of the numbers. */
  readonly level: number
  readonly path: string
}

/** The cells of a map as squares of one unit, a path for each shade; cells near 0 are left blank. */
export function shadesOf(row: readonly (number | null)[], width: number, extent: number): readonly Shade[] {
  const paths = new Map<number, string>()
  for (const [k, v] of row.entries()) {
    const level = Math.round((Math.max(-1, Math.min(1, (v ?? 0) / extent)) || 0) * SHADES)
    if (level !== 0) paths.set(level, `${paths.get(level) ?? ''}${square(k % width, Math.floor(k / width))}`)
  }
  return [...paths].map(([level, path]) => ({ level, path })).sort((a, b) => a.level - b.level)
}

const square = (x: number, y: number) => `M${x},${y}h1v1h-1z`

/** The outlines of some cells of a map. */
export const outline = (cells: readonly MapCell[]): string => cells.map(({ x, y }) => square(x, y)).join('')

/** The cell that a key selects next; undefined if the key does nothing. */
export function movedCell(
  key: string,
  cell: MapCell | undefined,
  features: number,
  { width, height }: MapSize,
): MapCell | undefined {
  const steps: Record<string, readonly [number, number, number]> = {
    ArrowLeft: [0, -1, 0],
    ArrowRight: [0, 1, 0],
    ArrowUp: [0, 0, -1],
    ArrowDown: [0, 0, 1],
    PageUp: [-1, 0, 0],
    PageDown: [1, 0, 0],
  }
  const start = { feature: 0, x: 0, y: 0 }
  if (key === 'Home') return start
  const step = steps[key]
  if (!step) return undefined
  if (!cell) return start
  const hold = (v: number, count: number) => Math.max(0, Math.min(count - 1, v))
  return {
    feature: hold(cell.feature + step[0], features),
    x: hold(cell.x + step[1], width),
    y: hold(cell.y + step[2], height),
  }
}

/** "Feature 2 at x = 3, y = 4 is 0.5. It reads 4 cells: feature 2 at x = 6 to 7, y = 8 to 9." */
export function tellCell(cell: MapCell, value: number | null | undefined, reads: readonly MapCell[]): string {
  const is = typeof value === 'number' ? ` is ${numeral(value)}` : ''
  const head = `Feature ${cell.feature} at x = ${cell.x}, y = ${cell.y}${is}.`
  if (reads.length === 0) return `${head} It reads nothing.`
  const count = `${reads.length} ${reads.length === 1 ? 'cell' : 'cells'}`
  return `${head} It reads ${count}: ${placesOf(reads)}.`
}

/** Cells as a box of features and positions where they fill one; otherwise one by one. */
function placesOf(cells: readonly MapCell[]): string {
  const sides = (['feature', 'x', 'y'] as const).map((side) => {
    const all = cells.map((cell) => cell[side])
    return [Math.min(...all), Math.max(...all)] as const
  })
  const volume = sides.reduce((product, [from, to]) => product * (to - from + 1), 1)
  if (volume !== cells.length)
    return cells.map(({ feature, x, y }) => `feature ${feature} at x = ${x}, y = ${y}`).join('; ')
  const [features, xs, ys] = sides.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`))
  const [first, last] = sides[0] ?? [0, 0]
  return `${first === last ? 'feature' : 'features'} ${features} at x = ${xs}, y = ${ys}`
}
