import { pointText, type Row, rowsOf, storageOf } from '../../charts'
import { type Measure, type Measures, numberText, type Params, type Reading, type View } from '../../experiment'

/** The numbers of one measure as a table. */
export interface Table {
  readonly name: string
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A number with its text, or a text alone. */
export interface Cell {
  readonly text: string
  readonly value?: number
}

/** The measures with an axis of layers, each with the position of the layer in a row of its table: 0 for a series, 1 for the column of a matrix. */
export function layeredOf(views: readonly View<Params, Measures>[]): ReadonlyMap<string, number> {
  return new Map(
    views.flatMap((view): (readonly [string, number])[] => {
      if (view.kind === 'heatmap') return view.x.layers ? [[view.measure, 1]] : []
      const series = view.kind === 'series' || view.kind === 'race' || view.kind === 'fit'
      return series && view.x.layers ? view.measures.map((name) => [name, 0] as const) : []
    }),
  )
}

/** Every measure that has a number, measured or predicted. */
export function tablesOf(
  measures: Measures,
  reading: Reading<Measures> | null,
  theory: Partial<Reading<Measures>>,
): readonly Table[] {
  return Object.entries(measures).flatMap(([name, measure]): Table[] => {
    const title = storageOf(measure) === 'log10' ? `log10 of: ${measure.label}` : measure.label
    const taken = reading?.[name]
    if (measure.kind === 'text')
      return taken?.kind === 'text' ? [{ name, title, columns: ['text'], rows: [[{ text: taken.text }]] }] : []
    const rows = rowsOf(measure, taken, theory[name])
    if (rows.length === 0) return []
    const places = placesOf(measure)
    const noted = rows.some(({ note }) => note !== undefined)
    return [
      {
        name,
        title,
        columns: [...places, 'measured', 'standard error', 'theory', 'z', ...(noted ? ['note'] : [])],
        rows: rows.map((row) => cells(row, places.length, noted)),
      },
    ]
  })
}

function placesOf(measure: Measure): readonly string[] {
  if (measure.kind === 'series') return [measure.over]
  if (measure.kind === 'histogram') return ['from', 'to']
  if (measure.kind === 'matrix') return [measure.rows, measure.columns]
  return []
}

const EMPTY: Cell = { text: '' }

function cells({ at, and, measured, theory, z, note }: Row, places: number, noted: boolean): readonly Cell[] {
  return [
    ...[at, and].slice(0, places).map((value) => (value === undefined ? EMPTY : { text: pointText(value), value })),
    cell(measured?.value, 5),
    cell(measured?.stderr, 2),
    cell(theory, 5),
    cell(z, 2),
    ...(noted ? [{ text: note ?? '' }] : []),
  ]
}

const cell = (value: number | undefined, digits: number): Cell =>
  value === undefined ? EMPTY : { text: numberText(value, digits), value }
