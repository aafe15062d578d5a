import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import type { HeatmapView, Matrix, MatrixMeasure, Measures } from '../../experiment'
import { withAnswers } from '../answer/answerMarks'
import { cellAnswers } from '../answer/cellAnswers'
import type { Drawn } from '../drawn'
import { withModifier } from '../keys'
import { axisSpan, position } from '../plot/axes/scale'
import { ticksOf } from '../plot/axes/ticks'
import { useSteadySpan } from '../plot/axes/useSteadySpan'
import { besideOf } from '../plot/beside'
import { type Beside, probeLine, probeOf, Tip } from '../plot/Tip'
import { useAway } from '../plot/useAway'
import { usePointedLayer } from '../pointedLayer'
import { DISTANCE, residualSpan } from '../residuals/residualMarks'
import { residualMatrix } from '../residuals/residualMatrix'
import { describeHeatmap, placeOf } from '../wording/describe'
import { exactText, storageOf } from '../wording/display'
import { rowsOf } from '../wording/rows'
import { Words } from '../wording/Words'
import { ColourLegend } from './ColourLegend'
import { type Cell, HeatMap } from './HeatMap'
import { asMatrix, type Colouring, heatExtent } from './heatMarks'
import './heat.css'

/** A matrix as coloured cells; theory, where it is known, in the same colours beside it. A cell that is pointed at is told in numbers. */
export function HeatmapChart({ view, ...drawn }: Drawn & { readonly view: HeatmapView<Measures> }) {
  const measure = drawn.measures[view.measure]
  return measure?.kind === 'matrix' ? (
    <Maps {...drawn} view={view} measure={{ ...measure, name: view.measure }} />
  ) : null
}

type MapsProps = Omit<Drawn, 'measures'> & {
  readonly view: HeatmapView<Measures>
  readonly measure: MatrixMeasure & { readonly name: string }
}

const NONE: readonly never[] = []
const NOWHERE: readonly number[] = []

type Told = Cell & { readonly map: number; readonly asked: 'pointer' | 'keys' }

function Maps({ view, measure, values, reading, theory, stale, run, ghosts, answers, residuals = false }: MapsProps) {
  const expected = asMatrix(theory[measure.name])
  const measured = onAxesOf(expected, asMatrix(reading?.[measure.name]), stale)
  const compares = residuals && expected !== undefined
  const distances = useMemo(
    () => (compares && measured && !stale ? residualMatrix(measure, measured, expected) : undefined),
    [compares, measure, measured, expected, stale],
  )
  const scale = compares ? 'linear' : (view.colour.scale ?? 'linear')
  const colouring = useMemo(
    (): Colouring => ({ stored: compares ? 'plain' : storageOf(measure), scale }),
    [compares, scale, measure],
  )
  const shown = useMemo(
    () => heatExtent(compares ? [distances] : stale && expected ? [expected] : [measured, expected], colouring),
    [compares, distances, stale, measured, expected, colouring],
  )
  const fixed = compares ? residualSpan(shown.span) : axisSpan(view.colour)
  const steady = useSteadySpan(scale, fixed ?? shown.span, run)
  const downwards = view.downwards ?? false
  const [low, high] = fixed ?? steady
  const span = useMemo(() => [low, high] as const, [low, high])
  const { rows = NOWHERE, columns = NOWHERE } = measured ?? expected ?? {}
  const [layer, pointLayer] = usePointedLayer((view.x.layers || view.y.layers) ?? false)
  const [told, tell] = useState<Told>()
  const setTold = (cell: Told | undefined) => {
    tell(cell)
    if (view.x.layers) pointLayer(cell && columns[cell.column])
    else if (view.y.layers) pointLayer(cell && rows[cell.row])
  }
  const probe = useMemo(() => {
    if (!told) return undefined
    const [at, and] = [rows[told.row], columns[told.column]]
    const row = rowsOf(measure, reading?.[measure.name], theory[measure.name]).find((r) => r.at === at && r.and === and)
    if (at === undefined || and === undefined) return undefined
    const heading = `${placeOf(measure.rows, at)}, ${placeOf(measure.columns, and)}`
    const empty = !row?.measured && row?.theory === undefined
    return row && !empty
      ? probeOf(
          0,
          heading,
          [probeLine(measure, 0, row)],
          [...besideOf([measure], ghosts, NONE, at, and), ...answersAt(answers, measure, values, at, and)],
        )
      : { x: 0, heading: `${heading}: nothing there`, lines: [], beside: [], says: `${heading}: nothing there` }
  }, [told, rows, columns, measure, values, reading, theory, ghosts, answers])
  const picture = useRef<HTMLDivElement>(null)
  useAway(told !== undefined, picture, () => setTold(undefined))
  const point = (map: number) => (cell: Cell | undefined) => setTold(cell && { ...cell, map, asked: 'pointer' })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (withModifier(event)) return
    const next = moved(event.key, told, { rows: rows.length, columns: columns.length, downwards })
    if (event.key === 'Escape' && told) setTold(undefined)
    else if (next) setTold({ ...next, map: 0, asked: 'keys' })
    else return
    event.preventDefault()
  }
  const tip = useCallback((x: number, width: number) => probe && <Tip probe={probe} x={x} width={width} />, [probe])
  const described = useMemo(() => {
    const sentence = describeHeatmap(view.title, measure, stale ? undefined : measured, expected)
    const cells = measured ?? expected
    return compares || !cells ? sentence : withAnswers(sentence, cellAnswers(answers, measure, values, cells))
  }, [view.title, measure, stale, measured, expected, compares, answers, values])
  const maps = compares
    ? [{ name: 'distance', matrix: distances }]
    : [{ name: 'measured', matrix: measured }, ...(expected ? [{ name: 'theory', matrix: expected }] : [])]
  const contours = useMemo(() => {
    if (compares) return NONE
    const levels = ticksOf(scale, span, 9).map((tick) => tick.at)
    return answers.flatMap(({ question, lines, first = false }) =>
      lines
        .filter((line) => line.measure === measure.name)
        .map((line) => ({
          question,
          first,
          levels,
          at: (row: number, column: number) => position(scale, 'plain', line.at(column, values, row)),
        })),
    )
  }, [compares, scale, span, answers, measure.name, values])
  const palette = compares ? 'difference' : 'quantity'
  return (
    <div className="chart heat" data-stale={stale || undefined}>
      <p className="chart-title">{view.title}</p>
      <p className="chart-axis is-vertical">
        <Words {...view.y} />
      </p>
      <div
        className="heat-maps"
        ref={picture}
        role="img"
        aria-label={described}
        suppressHydrationWarning
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an image of data that the arrow keys read out cell by cell has to be reachable by the keyboard.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setTold(undefined)}
      >
        <div className="heat-pair" data-pair={maps.length > 1 || undefined}>
          {maps.map(({ name, matrix }, map) => (
            <HeatMap
              key={name}
              name={maps.length > 1 ? name : undefined}
              measured={map === 0}
              matrix={matrix}
              rows={rows}
              columns={columns}
              downwards={downwards}
              bare={map > 0}
              colouring={colouring}
              palette={palette}
              span={span}
              contours={contours}
              told={told}
              column={view.x.layers && layer !== undefined ? columns.indexOf(layer) : -1}
              row={view.y.layers && layer !== undefined ? rows.indexOf(layer) : -1}
              point={point(map)}
              tip={told?.map === map ? tip : nothing}
            />
          ))}
        </div>
      </div>
      <p className="chart-axis is-horizontal">
        <Words {...view.x} />
      </p>
      <div className="chart-foot">
        <ColourLegend
          label={compares ? DISTANCE : view.colour.label}
          scale={scale}
          palette={palette}
          span={span}
          under={shown.under}
          broken={shown.broken}
        />
      </div>
      <span className="visually-hidden" aria-live="polite">
        {told?.asked === 'keys' ? (probe?.says ?? '') : ''}
      </span>
    </div>
  )
}

/** The values of the reader's answers at one cell. */
const answersAt = (
  answers: Drawn['answers'],
  measure: MapsProps['measure'],
  values: Drawn['values'],
  row: number,
  column: number,
): readonly Beside[] =>
  answers.flatMap(({ question, short, lines }) =>
    lines.flatMap((line) => {
      const value = line.measure === measure.name ? line.at(column, values, row) : Number.NaN
      if (!Number.isFinite(value)) return []
      const says = exactText(measure, storageOf(measure) === 'log10' ? Math.log10(value) : value)
      return [{ key: `answer ${question}`, who: short, says }]
    }),
  )

/** The measured matrix; undefined if its axes are not those of the theory, because it then belongs to another setting. */
export function onAxesOf(theory: Matrix | undefined, measured: Matrix | undefined, stale: boolean): Matrix | undefined {
  const same = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((at, i) => at === b[i])
  if (!stale || !theory || !measured) return measured
  return same(theory.rows, measured.rows) && same(theory.columns, measured.columns) ? measured : undefined
}

const nothing = () => null

/** The cell that an arrow key leads to. The first key finds the first cell. */
export function moved(
  key: string,
  from: Cell | undefined,
  { rows, columns, downwards }: { readonly rows: number; readonly columns: number; readonly downwards: boolean },
): Cell | undefined {
  const up = downwards ? -1 : 1
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [up, 0], ArrowDown: [-up, 0] }[key]
  if (rows === 0 || columns === 0) return undefined
  const within = (i: number, n: number) => Math.max(0, Math.min(n - 1, i))
  if (step && !from) return { row: 0, column: 0 }
  if (step && from)
    return { row: within(from.row + (step[0] ?? 0), rows), column: within(from.column + (step[1] ?? 0), columns) }
  if (key === 'Home') return { row: from?.row ?? 0, column: 0 }
  if (key === 'End') return { row: from?.row ?? 0, column: columns - 1 }
  return undefined
}
