import type { NetworkLayer } from '../../../experiment'
import type { Box } from '../../plot/geometry'
import { point, rectPath, rounded } from './svgPath'

type Layer = NetworkLayer

/** One layer as it is drawn: a bar as high as the layer is wide, or a column of single units. */
export interface Column {
  readonly x: number
  /** Half of a bar's thickness, or the radius of a unit. */
  readonly half: number
  readonly middle: number
  readonly top: number
  readonly bottom: number
  /** The centres of the units that are drawn one by one; none in a bar. */
  readonly units: readonly number[]
  /** The middle of the gap in place of the units that are not drawn. */
  readonly gap: number | undefined
}

/** A connection from one layer to the next, with its label. */
export interface Joint {
  /** The layer that it leads to. */
  readonly to: number
  readonly d: string
  readonly label?: Label
}
/** A word beside an arrow, in pixels. */
export interface Label {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly anchor: 'start' | 'middle' | 'end'
}

/** The positions of the layers of a network and the connections between them, in pixels. */
export interface NetworkLayout {
  /** Whether layers are bars or columns of single units. */
  readonly bars: boolean
  /** Half of a bar's thickness. */
  readonly half: number
  readonly pitch: number
  readonly columns: readonly Column[]
  /** Matrices: pale areas from bar to bar, as wide as what they lead from and to; lines between single units. */
  readonly dense: readonly Joint[]
  /** The bottlenecks of blocks. */
  readonly waists: readonly { readonly to: number; readonly d: string }[]
  readonly skips: readonly Joint[]
  /** The positions of adapters on skips. */
  readonly adapters: readonly { readonly to: number; readonly x: number; readonly y: number }[]
  readonly sums: readonly { readonly to: number; readonly x: number; readonly y: number }[]
  readonly heads: readonly { readonly of: number; readonly x: number; readonly y: number; readonly label?: Label }[]
}

/** With more layers than this, layers are drawn as bars and not as single units. */
const FEW = 4
/** The maximum number of units drawn one by one in a column. */
const DRAWN = 6
/** The maximum radius of a unit, in em. */
const ALONE = 1.25
/** With at most so many layers every arrow has its label; with more, equal labels are written once. */
const SOME = 8
/** The minimum height of a bar in pixels, so that it can be seen and pointed at. */
const LEAST = 4

/** Lays out the network in a box. If there is no room, labels of arrows are left out first, then bottlenecks, then the areas between bars. */
export function networkLayout(layers: readonly Layer[], { width, height, em }: Box): NetworkLayout {
  const pitch = width / Math.max(1, layers.length)
  const joined = layers.some(({ skip, branch, head }) => skip || branch || head)
  const bars = layers.length > FEW || joined || pitch < 3 * em
  const half = barHalf(pitch, em)
  const area = areaOf(layers, height, em, pitch)
  const most = Math.max(1, ...layers.map(({ units }) => units))
  const middle = (area.top + area.bottom) / 2
  const columns = layers.map((layer, i): Column => {
    const x = (i + 0.5) * pitch
    if (!bars) return unitColumn(layer.units, x, { height, em, pitch })
    const size = barHeight(layer.units, most, area)
    return { x, half, middle, top: middle - size / 2, bottom: middle + size / 2, units: [], gap: undefined }
  })
  const base = { bars, half, pitch, columns }
  if (!bars) return { ...base, dense: unitEdges(columns), waists: [], skips: [], adapters: [], sums: [], heads: [] }
  return { ...base, ...jointsOf(layers, columns, { half, pitch, em, height, middle, most, area }) }
}

interface Area {
  readonly top: number
  readonly bottom: number
}

/** Half of a bar: slim where layers are many, and never touching its neighbour. */
const barHalf = (pitch: number, em: number): number =>
  pitch < 8 ? pitch * 0.36 : Math.max(2.4, Math.min(0.62 * em, pitch * 0.17))

const barHeight = (units: number, most: number, { top, bottom }: Area): number =>
  Math.max(LEAST, ((bottom - top) * Math.max(0, units)) / most)

/** The area of the bars. Above it is room for skips and their texts, below it for heads and the names of branches. */
function areaOf(layers: readonly Layer[], height: number, em: number, pitch: number): Area {
  const skips = layers.some(({ skip }) => skip)
  const written = layers.some(({ skip }) => skip && skipText(skip) !== '')
  const named = layers.some(({ branch }) => branch && branch.factor !== undefined)
  const heads = layers.some(({ head }) => head)
  const top = (skips ? Math.min(0.75, pitch / em) : 0.2) * em + (written ? 0.85 * em : 0)
  const bottom = height - (heads ? 1.15 : named ? 0.95 : 0.2) * em
  return { top, bottom: Math.max(top + LEAST, bottom) }
}

const skipText = ({ adapter, factor }: NonNullable<Layer['skip']>): string =>
  [adapter, factor].filter((part) => part !== undefined).join(' ')

/** Columns of single units: at most six, three dots in the place of one for the rest. */
function unitColumn(units: number, x: number, room: { height: number; em: number; pitch: number }): Column {
  const { height, em, pitch } = room
  const shown = Math.max(0, Math.min(Math.round(units), DRAWN))
  const radius = Math.min(ALONE * em, pitch * 0.3, height / (Math.max(2, shown) * 2.3))
  const distance = Math.min(radius * 3, height / Math.max(1, shown))
  const y = (place: number) => height / 2 + (place - (shown - 1) / 2) * distance
  const cut = units > shown ? shown - 2 : -1
  const places = Array.from({ length: shown }, (_, place) => place)
  const reach = (Math.max(0, shown - 1) / 2) * distance + radius
  return {
    x,
    half: radius,
    middle: height / 2,
    top: height / 2 - reach,
    bottom: height / 2 + reach,
    units: places.filter((place) => place !== cut).map(y),
    gap: units > shown ? y(cut) : undefined,
  }
}

/** Every unit with every unit of the next column. */
function unitEdges(columns: readonly Column[]): readonly Joint[] {
  return columns.flatMap((from, i) => {
    const to = columns[i + 1]
    if (!to) return []
    const lines = from.units.flatMap((a) =>
      to.units.map((b) => `M${point(from.x + from.half, a)}L${point(to.x - to.half, b)}`),
    )
    return [{ to: i + 1, d: lines.join('') }]
  })
}

interface Measured {
  readonly half: number
  readonly pitch: number
  readonly em: number
  readonly height: number
  readonly middle: number
  readonly most: number
  readonly area: Area
}

/** The connections between bars. */
function jointsOf(layers: readonly Layer[], columns: readonly Column[], m: Measured) {
  const { half, pitch, em, height, middle, most, area } = m
  const dense: Joint[] = []
  const waists: { to: number; d: string }[] = []
  const skips: Joint[] = []
  const adapters: { to: number; x: number; y: number }[] = []
  const sums: { to: number; x: number; y: number }[] = []
  const heads: { of: number; x: number; y: number; label?: Label }[] = []
  const roomy = pitch >= 2.6 * em
  const written = { skip: '', branch: '', head: '' }
  const label = (what: 'skip' | 'branch', text: string, x: number, y: number): { label?: Label } => {
    const fits = layers.length <= SOME && text.length * 0.52 * em < pitch * 0.96
    // If labels do not fit everywhere, write one only where it differs from the label before.
    if (text === '' || (!fits && text === written[what])) return {}
    written[what] = text
    return { label: { text, y, x: fits ? x : Math.max(2, x - pitch / 2), anchor: fits ? 'middle' : 'start' } }
  }
  const headLabel = (text: string, x: number, y: number): { label?: Label } => {
    const length = text.length * 0.52 * em
    const beside = Math.min(5, half) + 4
    if (layers.length <= SOME && length + beside < pitch - half)
      return text === '' ? {} : { label: { text, x: x + beside, y: y + 0.3 * em, anchor: 'start' } }
    if (text === '' || text === written.head) return {}
    written.head = text
    if (length + beside > x) return {}
    return { label: { text, x: x - beside, y: y + 0.3 * em, anchor: 'end' } }
  }
  for (const [i, layer] of layers.entries()) {
    const [from, to] = [columns[i - 1], columns[i]]
    if (!to) continue
    if (layer.head) {
      const y = height - 0.45 * em
      heads.push({ of: i, x: to.x, y, ...headLabel(layer.head.factor ?? '', to.x, y) })
    }
    if (!from) continue
    const added = layer.skip !== undefined && layer.branch !== false && roomy
    const radius = Math.min(0.42 * em, half)
    const plus = { x: to.x - half - radius - 1, y: middle }
    if (added) sums.push({ to: i, ...plus })
    if (layer.branch !== false && pitch >= 6) {
      const [x0, x1] = [from.x + half, added ? plus.x - radius : to.x - half]
      const waist = layer.branch?.units
      const xm = (x0 + x1) / 2
      const size = waist === undefined ? 0 : barHeight(waist, most, area)
      const through = waist === undefined ? '' : `L${point(xm, middle - size / 2)}`
      const back = waist === undefined ? '' : `L${point(xm, middle + size / 2)}`
      const d = `M${point(x0, from.top)}${through}L${point(x1, to.top)}V${rounded(to.bottom)}${back}L${point(x0, from.bottom)}Z`
      const text = layer.branch?.factor ?? ''
      dense.push({ to: i, d, ...label('branch', text, (from.x + to.x) / 2, height - 0.1 * em) })
      if (waist !== undefined && pitch >= 1.2 * em) {
        const w = Math.max(0.8, Math.min(half * 0.55, (x1 - x0) * 0.12))
        waists.push({ to: i, d: rectPath(xm - w, xm + w, middle - size / 2, middle + size / 2) })
      }
    }
    if (layer.skip) {
      const [y0, y1] = [from.top, added ? middle - radius : to.top]
      const end = added ? plus.x : to.x
      const peak = Math.min(from.top, to.top) - Math.min(0.6 * em, pitch * 0.7)
      const bend = (4 * peak - 0.5 * (y0 + to.top)) / 3
      const text = skipText(layer.skip)
      // Over the bars in a curve; into a sum from above.
      const d = added
        ? `M${point(from.x, y0)}C${point(from.x, bend)} ${point(end, bend)} ${point(end, to.top - 1)}V${rounded(y1)}`
        : `M${point(from.x, y0)}C${point(from.x, bend)} ${point(end, bend)} ${point(end, y1 - 1)}`
      const tip = pitch >= 12 ? `M${point(end - 2.5, y1 - 4)}L${point(end, y1 - 0.5)}L${point(end + 2.5, y1 - 4)}` : ''
      skips.push({ to: i, d: d + tip, ...label('skip', text, (from.x + end) / 2, peak - 0.32 * em) })
      if (layer.skip.adapter !== undefined) adapters.push({ to: i, x: (from.x + end) / 2, y: peak })
    }
  }
  return { dense, waists, skips, adapters, sums, heads }
}

/** The indices of the columns that are labelled: all if `room` allows so many labels, else the ends and some between. */
export function namedColumns(count: number, room: number): readonly number[] {
  const all = Array.from({ length: count }, (_, i) => i)
  if (count <= room) return all
  const every = [2, 5, 10, 20, 25, 50, 100].find((n) => (count - 1) / n <= room - 1) ?? count
  const kept = all.filter((i) => i % every === 0 && count - 1 - i > every / 2)
  return [...kept, count - 1]
}
