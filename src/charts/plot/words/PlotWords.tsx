import type { Tex } from '../../../experiment'
import { Formula } from '../../wording/Formula'
import type { LineName } from '../../wording/lineName'
import type { Scale, Span } from '../axes/scale'
import type { FrameRule } from '../Frame'
import { type PlotArea, spreadLabels } from '../geometry'
import type { Point } from '../marks/paths'
import { clearPlace, rulePlace } from './labelPoint'
import './words.css'

/** A name at the right end of its line. */
export interface EndLabel extends LineName {
  readonly y: number
  /** The text at the line in place of the name: its slope. */
  readonly detail?: string
  /** It is the reader's answer: its line inside the chart, beside which the name stands where there is no room at the ends. */
  readonly answer?: readonly Point[]
  /** Its line ends above or below the chart: the name stands where it goes out of sight. */
  readonly leaves?: 'above' | 'below'
}

/** A word at a point of the plot, in positions. */
export interface Note {
  readonly text: string
  readonly x: number
  readonly y: number
  /** Default: to the left of the point and above it. */
  readonly side?: 'before' | 'after'
  /** The setting of the pinned run that it names. */
  readonly ghost?: string
  /** The points that the word may label: it is placed near one of them, where nothing is drawn. */
  readonly near?: readonly Point[]
  /** The number of lines of type by which it is below the point. */
  readonly hangs?: number
  /** It names the reader's answer. */
  readonly answer?: true
}

/** The room at the right for the names at the ends of lines, in em: a symbol is short, a label may take two lines. */
export const gutterFor = (ends: readonly EndLabel[]): number =>
  Math.max(
    0,
    ...ends.map((end) =>
      end.detail !== undefined
        ? 9.5
        : inSymbols(end)
          ? formulaRoom(end.symbol)
          : Math.min(9, 1 + wordsOf(end).length * 0.55),
    ),
  )

/** Whether a line is named by its symbol: it has no short name. Without a symbol, its label names it. */
const inSymbols = (end: EndLabel): end is EndLabel & { readonly symbol: Tex } =>
  end.short === undefined && end.symbol !== undefined

const wordsOf = ({ short, label }: EndLabel): string => short ?? label

/** About as many em as a formula is wide: commands are a letter each, braces and marks of position none. */
const formulaRoom = ({ source }: Tex): number =>
  Math.max(5.6, Math.min(9, 1.2 + source.replaceAll(/\\[a-zA-Z]+/g, 'x').replaceAll(/[{}_^\\,\s]/g, '').length * 0.55))

interface PlotWordsProps {
  readonly area: PlotArea
  readonly em: number
  readonly rules: readonly FrameRule[]
  readonly notes: readonly Note[]
  /** The lines and the spans of the axes, in positions: words avoid the lines. */
  readonly lines: readonly (readonly Point[])[]
  readonly spans: { readonly x: Span; readonly y: Span }
  readonly ends: readonly EndLabel[]
  /** The middle of the lane of underflowed numbers, and whether they stand on the left. */
  readonly lane: { readonly at: number; readonly full: 'left' | 'right' } | undefined
  readonly sx: Scale
  readonly sy: Scale
}

/** The words on a plot: HTML over the drawing, so that formulas are formulas. */
export function PlotWords({ area, em, rules, notes, ends, lane, lines, spans, sx, sy }: PlotWordsProps) {
  const right = area.right - 6
  const wordSize = (text: string) => ({
    width: (0.5 * text.length * em + 6) / Math.max(1, area.right - area.left),
    height: (1.3 * em) / Math.max(1, area.bottom - area.top),
  })
  const free = notes.filter(({ near }) => near !== undefined)
  return (
    <>
      {rules.map(({ label, at }) => {
        const { side, row } = rulePlace(at, lines, spans, wordSize(label))
        return (
          <span
            key={label}
            className={`plot-word is-${row}${side === 'right' ? ' is-before' : ''}`}
            style={{ left: side === 'right' ? right : area.left + 6, top: sy(at) }}
          >
            {label}
          </span>
        )
      })}
      {free.map(({ text, near = [] }) => {
        const { x, y } = clearPlace(near, [...lines, near], spans, wordSize(text))
        return (
          <span key={text} className="plot-word" style={{ left: sx(x), top: sy(y) }}>
            {text}
          </span>
        )
      })}
      {notes.map(({ text, x, y, side = 'before', hangs, ghost, near, answer }) =>
        near ? null : (
          <span
            key={`${text} ${x}`}
            className={`plot-word${side === 'before' ? ' is-before' : ''}${hangs === undefined ? ' is-over' : ''}${ghost === undefined ? '' : ' is-ghost'}${answer ? ' is-answer' : ''}`}
            title={ghost}
            style={{
              left: side === 'before' ? Math.min(right, sx(x)) : sx(x) + 0.5 * em,
              top: Math.max(area.top, Math.min(area.bottom, sy(y))) + (hangs ?? 0) * 1.2 * em,
            }}
          >
            {text}
          </span>
        ),
      )}
      {lane && (
        <span
          className={lane.full === 'left' ? 'plot-word is-before' : 'plot-word'}
          style={{ left: lane.full === 'left' ? right : area.left + 6, top: sy(lane.at) }}
        >
          below 1e-38
        </span>
      )}
      <Ends ends={ends} area={area} em={em} sy={sy} />
    </>
  )
}

function Ends({ ends, area, em, sy }: Pick<PlotWordsProps, 'ends' | 'area' | 'em' | 'sy'>) {
  if (ends.length === 0) return null
  const { top, bottom, right } = area
  const lines = Math.max(
    ...ends.map((end) => (inSymbols(end) || wordsOf(end).length < 16 ? 1 : 2) + (end.detail === undefined ? 0 : 2)),
  )
  const wanted = ends.map(({ y }) => Math.min(bottom, Math.max(top, sy(y))))
  const tops = spreadLabels(wanted, (lines * 1.15 + 0.25) * em, top, bottom)
  return ends.map((end, i) => (
    <span
      key={end.name}
      className={`chart-end ${end.answer ? 'is-answer' : `series-${end.order}`}`}
      title={end.label}
      // A name wider than its room ends in dots; the legend has it in full.
      style={{ left: right + 0.6 * em, top: tops[i], maxInlineSize: (gutterFor(ends) - 0.4) * em }}
      data-term={end.term}
    >
      {inSymbols(end) ? <Formula tex={end.symbol} /> : wordsOf(end)}
      {end.detail !== undefined && <Slope says={end.detail} />}
    </span>
  ))
}

/** The slope that was measured, and under it that of theory. */
const Slope = ({ says }: { readonly says: string }) =>
  says.split(', ').map((line) => (
    <span key={line} className="chart-end-line">
      {line}
    </span>
  ))
