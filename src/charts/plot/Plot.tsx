import { Suspense, useId, useMemo, useRef } from 'react'
import type { Axis } from '../../experiment'
import { usePointedLayer } from '../pointedLayer'
import { useSame } from '../useSame'
import { Words } from '../wording/Words'
import type { Span } from './axes/scale'
import { minorTicks, ticksOf } from './axes/ticks'
import type { PlotSpans } from './axes/useSpans'
import { Chart } from './Chart'
import type { FrameRule } from './Frame'
import { plotArea, scaleX, scaleY, tickRoom, withLane } from './geometry'
import { type Key, Legend } from './legend/Legend'
import type { Point } from './marks/paths'
import type { EdgeRows, Stroke } from './marks/strokes'
import { type Probes, Tip, useProbe } from './Tip'
import { useBox } from './useBox'
import { labelPoint } from './words/labelPoint'
import { type EndLabel, gutterFor, type Note, PlotWords } from './words/PlotWords'
import './plot.css'

/** One empty list for all: a new one each time would draw the frame again. */
const NONE: readonly never[] = []

/** The props of a chart with two axes. */
export interface PlotProps {
  readonly title: string
  readonly sentence: string
  readonly x: Axis
  readonly y: Axis
  readonly spans: PlotSpans
  readonly keys: readonly Key[]
  readonly ends?: readonly EndLabel[]
  readonly rules?: readonly FrameRule[]
  /** The lines that words avoid, in positions. */
  readonly lines?: readonly (readonly Point[])[]
  /** The x axis counts: it has no ticks between whole numbers. */
  readonly counted?: boolean
  /** The slider's position on the x axis. */
  readonly here?: number | undefined
  readonly notes?: readonly Note[]
  /** The side of the lane on which the underflowed numbers are; its name is on the other. */
  readonly laneFull?: 'left' | 'right'
  readonly probes: Probes
  /** The summary in a sentence. It keeps its room while it is empty. */
  readonly outcome?: string | undefined
  readonly stale: boolean
  strokes(edgeRows: EdgeRows): readonly Stroke[]
}

/** A chart with its title, labels, legend and tooltip. Its box keeps its size whatever is in it, on the server and off. */
export function Plot(props: PlotProps) {
  const {
    title,
    sentence,
    x,
    y,
    spans,
    keys,
    ends = NONE,
    rules = NONE,
    lines = NONE,
    notes = NONE,
    counted = false,
    here,
    laneFull = 'right',
  } = props
  const { probes, outcome, stale, strokes } = props
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element)
  const clip = `clip-${useId()}`
  const gutter = gutterFor(ends)
  const named = ends.length > 1 || ends.some(({ detail }) => detail !== undefined)
  const direct = named && box !== undefined && box.width >= directFrom(gutter) * box.em
  const area = useMemo(() => box && plotArea(box, direct ? gutter : 0), [box, direct, gutter])
  const spanX = useSame(spans.x)
  const whole = useSame(withLane(spans.y, spans.lane))
  const floating = useMemo(
    () => answerNotes(direct ? ends.filter(({ leaves }) => leaves) : ends, lines, spans),
    [direct, ends, lines, spans],
  )
  const ended = useMemo(() => (direct ? ends.filter(({ leaves }) => !leaves) : NONE), [direct, ends])
  const em = box?.em ?? 14
  const [width, height] = area ? [area.right - area.left, area.bottom - area.top] : [0, 0]
  const xTicks = useSame(ticksOf(x.scale ?? 'linear', spans.x, tickRoom(width, em, 3.4), counted))
  const yTicks = useSame(ticksOf(y.scale ?? 'linear', spans.y, tickRoom(height, em, 2.4)))
  const sx = useMemo(() => area && scaleX(area, spanX), [area, spanX])
  const sy = useMemo(() => area && scaleY(area, whole), [area, whole])
  const [layer, pointLayer] = usePointedLayer(x.layers ?? false)
  const { active, moved, handlers } = useProbe(element, probes, sx, x.layers && pointLayer)
  const cursor = active?.x ?? layer
  const drawn = useMemo(() => {
    const [low, high] = whole
    const edgeRows = { below: (low + spans.y[0]) / 2, above: high - (high - low) * 0.02 }
    const vertical = (what: string, at: number): Stroke => ({
      key: what,
      className: `mark mark-${what}`,
      path: (fx, fy) => `M${fx(at)},${fy(low)}V${fy(high)}`,
    })
    return [
      ...minorStrokes(
        minorTicks(x.scale ?? 'linear', spans.x, width / (3 * em)),
        minorTicks(y.scale ?? 'linear', spans.y, height / (3 * em)),
        { left: spans.x[0], bottom: low },
      ),
      ...(spans.lane ? [laneStroke(spans.x, spans.y[0])] : []),
      ...(here === undefined ? [] : [vertical('here', here)]),
      ...strokes(edgeRows),
      ...(cursor === undefined ? [] : [vertical('cursor', cursor)]),
    ]
  }, [whole, spans, here, strokes, cursor, x.scale, y.scale, width, height, em])
  return (
    <div className="chart" data-stale={stale || undefined}>
      <p className="chart-title">{title}</p>
      <p className="chart-axis is-vertical">
        <Words {...y} />
      </p>
      <div
        className="chart-box"
        ref={element}
        role="img"
        aria-label={sentence}
        suppressHydrationWarning
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an image of data that the arrow keys read out point by point has to be reachable by the keyboard.
        tabIndex={0}
        {...handlers}
      >
        {box && area && sx && sy && (
          <Suspense fallback={null}>
            <div className="chart-drawing">
              <Chart
                box={box}
                area={area}
                x={spanX}
                y={whole}
                xTicks={xTicks}
                yTicks={yTicks}
                rules={rules}
                clip={clip}
                strokes={drawn}
                sx={sx}
                sy={sy}
              />
              <PlotWords
                area={area}
                em={em}
                rules={rules}
                notes={floating.length > 0 ? [...notes, ...floating] : notes}
                lines={lines}
                spans={spans}
                ends={ended}
                lane={spans.lane ? { at: (whole[0] + spans.y[0]) / 2, full: laneFull } : undefined}
                sx={sx}
                sy={sy}
              />
            </div>
            {active && <Tip probe={active} x={sx(active.x)} width={box.width} />}
          </Suspense>
        )}
      </div>
      <p className="chart-axis is-horizontal">
        <Words {...x} />
      </p>
      <div className="chart-foot">
        <Legend keys={keys} named={named ? directFrom(gutter) : undefined} />
        {outcome !== undefined && <p className="chart-outcome is-measured">{outcome}</p>}
      </div>
      <span className="visually-hidden" aria-live="polite">
        {moved && active ? active.says : ''}
      </span>
    </div>
  )
}

/** The reader's answers, named beside their lines: where the line is clear of others, or where it leaves the chart. */
function answerNotes(
  ends: readonly EndLabel[],
  lines: readonly (readonly Point[])[],
  spans: PlotSpans,
): readonly Note[] {
  return ends.flatMap(({ answer, leaves, short, label }): readonly Note[] => {
    const at = answer && (leaves ? answer.at(-1) : labelPoint(answer, lines, spans))
    if (!at) return []
    const side = at.x > (spans.x[0] + spans.x[1]) / 2 ? 'before' : 'after'
    const under = leaves === 'above' ? { hangs: 1 } : {}
    return [{ text: short ?? label, x: at.x, y: at.y, side, answer: true, ...under }]
  })
}

/** The width in em from which a chart has room for the names of its lines at their ends. The style sheet of the legend uses the same widths. */
const directFrom = (gutter: number) => (gutter <= 6 ? 25 : 28)

/** Short marks inside the frame, at the left edge and at the bottom. */
function minorStrokes(
  across: readonly number[],
  up: readonly number[],
  { left, bottom }: { readonly left: number; readonly bottom: number },
): readonly Stroke[] {
  if (across.length + up.length === 0) return []
  return [
    {
      key: 'minor',
      className: 'mark mark-minor',
      path: (fx, fy, unit) =>
        [
          ...across.map((at) => `M${fx(at)},${fy(bottom)}v${-4 * unit}`),
          ...up.map((at) => `M${fx(left)},${fy(at)}h${4 * unit}`),
        ].join(''),
    },
  ]
}

const laneStroke = (x: Span, floor: number): Stroke => ({
  key: 'lane',
  className: 'mark mark-lane',
  path: (fx, fy) => `M${fx(x[0])},${fy(floor)}H${fx(x[1])}`,
})
