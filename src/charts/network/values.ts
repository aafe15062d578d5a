import type {
  Entry,
  Measure,
  Measures,
  NetworkLayer,
  NetworkPass,
  NetworkView,
  Params,
  Reading,
  Value,
} from '../../experiment'
import { asMatrix } from '../heatmap/heatMarks'
import { position, type ScaleName, type Span } from '../plot/axes/scale'
import { asSeries } from '../series/seriesMarks'
import { quantityText, storageOf } from '../wording/display'
import { asEstimate } from '../wording/rows'
import type { Direction } from './pass'

type Layer = NetworkLayer
type Pass = NetworkPass<Params, Measures>
type View = NetworkView<Params, Measures>
type Values = Readonly<Record<string, Value>>

/** How a measured number is drawn: in a colour, as too small to distinguish from 0, as overflowed, or as not a number. */
export type Kind = 'number' | 'under' | 'over' | 'broken'

/** The measurement at a layer in one pass. */
export interface LayerValue {
  readonly kind: Kind
  /** The number as the reading has it. */
  readonly value: number
  /** The position of its colour on the scale, 0 to 1. Numbers beyond an end have the colour of the end. */
  readonly level: number
  /** The number in words, with its error. */
  readonly text: string
}

/** The values of all layers, in order; undefined where nothing was measured. */
export type LayerValues = readonly (LayerValue | undefined)[]

/** The scale of colours where a pass states none: the same in all figures, with 1 in the middle. */
const SCALE: ScaleName = 'log10'
const DOMAIN = [1e-4, 1e4] as const

/** The ends of a pass's colours, as positions of its scale. */
export function colourSpan(pass: Pick<Pass, 'scale' | 'domain'>): { readonly scale: ScaleName; readonly span: Span } {
  const scale = pass.scale ?? SCALE
  const [low, high] = pass.domain ?? DOMAIN
  return { scale, span: [position(scale, 'plain', low), position(scale, 'plain', high)] }
}

/** The measurements of the last reading at all layers in one pass. Nothing is computed that the reading does not have. */
export function layerValues(
  view: View,
  direction: Direction,
  layers: readonly Layer[],
  values: Values,
  measures: Measures,
  reading: Reading<Measures> | null,
): LayerValues {
  const pass = view[direction]
  if (!pass || !reading) return layers.map(() => undefined)
  const over = pass.measure?.(values)
  return layers.map((layer) => {
    const own = layer[direction]
    const found = own === undefined ? atLayer(over, layer.at, reading) : ofLayer(own, reading)
    const measure = found && measures[found.name]
    return measure ? layerValue(pass, measure, found) : undefined
  })
}

type Found = { readonly name: string; readonly estimate: Entry; readonly floor: number }

/** The scalar, or the last point of the series, that a layer names. */
function ofLayer(name: string, reading: Reading<Measures>): Found | undefined {
  const estimate = asEstimate(reading[name])
  if (estimate) return { name, estimate, floor: Number.NEGATIVE_INFINITY }
  const series = asSeries(reading[name])
  return series && entry(name, series, series.at.length - 1)
}

function atLayer(
  over: ReturnType<NonNullable<Pass['measure']>> | undefined,
  at: number | undefined,
  reading: Reading<Measures>,
): Found | undefined {
  if (over === undefined || at === undefined) return undefined
  if (typeof over === 'string') {
    const series = asSeries(reading[over])
    return series && entry(over, series, series.at.indexOf(at))
  }
  const matrix = asMatrix(reading[over.name])
  if (!matrix) return undefined
  const [r, c] = [matrix.rows.indexOf(over.row), matrix.columns.indexOf(at)]
  const value = matrix.value[r]?.[c] ?? undefined
  const stderr = matrix.stderr[r]?.[c] ?? 0
  return value === undefined
    ? undefined
    : { name: over.name, estimate: { value, stderr }, floor: Number.NEGATIVE_INFINITY }
}

function entry(name: string, series: NonNullable<ReturnType<typeof asSeries>>, i: number): Found | undefined {
  const value = series.value[i]
  if (value === undefined) return undefined
  const floor = series.floor?.[i] ?? Number.NEGATIVE_INFINITY
  return { name, estimate: { value, stderr: series.stderr[i] ?? 0 }, floor }
}

function layerValue(pass: Pass, measure: Measure, { estimate, floor }: Found): LayerValue {
  const { value } = estimate
  const { scale, span } = colourSpan(pass)
  const place = position(scale, storageOf(measure), value)
  const kind: Kind = Number.isNaN(place)
    ? 'broken'
    : place === Number.POSITIVE_INFINITY
      ? 'over'
      : place === Number.NEGATIVE_INFINITY || value < floor
        ? 'under'
        : 'number'
  const text =
    kind === 'broken'
      ? 'not a number'
      : kind === 'over'
        ? 'overflowed'
        : value < floor
          ? 'below rounding'
          : quantityText(measure, estimate)
  const level = Math.max(0, Math.min(1, (place - span[0]) / (span[1] - span[0])))
  return { kind, value, level: Number.isNaN(level) ? 0 : level, text }
}
