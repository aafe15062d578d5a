import { useRef } from 'react'
import type { BarsView, Measures } from '../../experiment'
import { answerClass, spanWithAnswers } from '../answer/answerMarks'
import { type ScalarAnswer, scalarAnswers, scalarAnswerText, scalarPosition } from '../answer/scalarAnswers'
import type { Drawn } from '../drawn'
import type { ScaleName, Span } from '../plot/axes/scale'
import { TickLabel } from '../plot/axes/TickLabel'
import { type Tick, ticksOf } from '../plot/axes/ticks'
import { useSteadySpan } from '../plot/axes/useSteadySpan'
import { tickRoom } from '../plot/geometry'
import { useBox } from '../plot/useBox'
import { Words } from '../wording/Words'
import { type BarMark, barMarks, barSpan, describeBars, ghostLabels, scalarsOf, shareOf, startOf } from './barMarks'
import './bars.css'

/** Scalars as horizontal bars from a common start, each with its number, theory a broad pale bar behind it. Positions are shares of the width: no bar waits to be measured. */
export function BarsChart({
  view,
  measures,
  reading,
  theory,
  stale,
  run,
  values,
  ghosts,
  answers,
}: Drawn & { readonly view: BarsView<Measures> }) {
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element)
  const scale = view.x.scale ?? 'linear'
  const pinned = ghosts.map((ghost) => ghost.reading)
  const found =
    barSpan(view, measures, [stale ? null : reading, theory, ...pinned]) ?? barSpan(view, measures, [reading])
  const said = view.measures.flatMap((name) => scalarAnswers(answers, name, values))
  const heights = said.flatMap((answer) => scalarPosition(scale, answer) ?? []).map((y) => ({ x: 0, y }))
  const needed = spanWithAnswers(found, heights.length === 0 ? [] : [{ runs: [heights] }], scale)
  const steady = useSteadySpan(scale, needed, run)
  const span = (view.x.domain && needed) ?? steady
  const marks = barMarks(view, measures, { reading, theory, ghosts }, span)
  const ticks = ticksOf(scale, span, tickRoom(box?.width ?? 300, box?.em ?? 14, 6)).filter(
    ({ at }) => at >= span[0] - 1e-9,
  )
  const declared = scalarsOf(view, measures)
  return (
    <div className="chart bars" data-stale={stale || undefined}>
      <p className="chart-title">{view.title}</p>
      <p className="chart-axis is-vertical" />
      <div
        className="bars-box"
        role="img"
        aria-label={describeBars(view.title, declared, stale ? null : reading, theory)}
        suppressHydrationWarning
      >
        {marks.map((mark, order) => (
          <Bar
            key={mark.measure.name}
            mark={mark}
            answers={scalarAnswers(answers, mark.measure.name, values)}
            scale={scale}
            named={ghosts}
            order={order}
            start={shareOf(span, startOf(scale, span))}
            ticks={ticks}
            span={span}
          />
        ))}
        <div ref={element} className="bars-axis" suppressHydrationWarning>
          <svg width="100%" height="1.6em" aria-hidden="true">
            {ticks.map((tick) => (
              <TickOnAxis key={tick.at} tick={tick} span={span} />
            ))}
          </svg>
        </div>
      </div>
      <p className="chart-axis is-horizontal">
        <Words {...view.x} />
      </p>
    </div>
  )
}

const percent = (share: number) => `${Math.round(share * 1e4) / 100}%`

interface BarProps {
  readonly mark: BarMark
  readonly answers: readonly ScalarAnswer[]
  readonly scale: ScaleName
  readonly named: Drawn['ghosts']
  readonly order: number
  readonly start: number
  readonly ticks: readonly Tick[]
  readonly span: Span
}

/** A name and its numbers over the bar: both may be long, and the bar has the whole width. */
function Bar({ mark, answers, scale, named, order, start, ticks, span }: BarProps) {
  const { measure, bar, whisker, theory, ghosts, measured, expected } = mark
  return (
    <div className={`bars-row series-${order % 4}`} data-term={measure.term ?? measure.name} suppressHydrationWarning>
      <span className="bars-name">
        <Words {...measure} />
      </span>
      <span className="bars-value">
        <span className="is-measured">{measured || '·'}</span>
        {expected !== '' && (
          <span className="bars-theory" suppressHydrationWarning>
            {`theory ${expected}`}
          </span>
        )}
        {answers.map((answer) => (
          <span key={answer.question} className="bars-answer" title={answer.label}>
            {`${answer.short} ${scalarAnswerText(measure, answer)}`}
          </span>
        ))}
      </span>
      <div className="bars-bar">
        {ghostLabels(ghosts, named).map(({ text, says, at }) => (
          <span
            key={text}
            className={at > 0.5 ? 'plot-word is-ghost is-before' : 'plot-word is-ghost'}
            title={says}
            style={{ left: percent(at) }}
          >
            {text}
          </span>
        ))}
        <svg width="100%" height="1.7em" aria-hidden="true" suppressHydrationWarning>
          {ticks.map(({ at }) => (
            <line
              key={at}
              className="bars-grid"
              x1={percent(shareOf(span, at))}
              x2={percent(shareOf(span, at))}
              y1="0"
              y2="100%"
            />
          ))}
          <line className="bars-start" x1={percent(start)} x2={percent(start)} y1="0" y2="100%" />
          {theory !== undefined && (
            <rect
              className="mark mark-theory"
              x={percent(Math.min(start, theory))}
              width={percent(Math.abs(theory - start))}
              y="0"
              height="100%"
              suppressHydrationWarning
            />
          )}
          {bar && (
            <rect
              className="mark mark-bar"
              x={percent(bar.from)}
              width={percent(bar.to - bar.from)}
              y="28%"
              height="44%"
            />
          )}
          {whisker && (
            <line className="mark mark-whisker" x1={percent(whisker.from)} x2={percent(whisker.to)} y1="50%" y2="50%" />
          )}
          {whisker &&
            [whisker.from, whisker.to].map((end, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the two ends of one whisker, which may lie on one another.
              <line key={i} className="mark mark-whisker" x1={percent(end)} x2={percent(end)} y1="36%" y2="64%" />
            ))}
          {ghosts.map(({ index, at }) => (
            <line
              key={index}
              className={`mark mark-ghost ghost-${index}`}
              x1={percent(at)}
              x2={percent(at)}
              y1="4%"
              y2="96%"
            />
          ))}
          {answers.flatMap((answer) => {
            const at = scalarPosition(scale, answer)
            // Beyond the axis it has its number alone.
            if (at === undefined || at < span[0] || at > span[1]) return []
            const x = percent(shareOf(span, at))
            return [<line key={answer.question} className={answerClass(answer.first)} x1={x} x2={x} y1="2%" y2="98%" />]
          })}
        </svg>
      </div>
    </div>
  )
}

function TickOnAxis({ tick, span }: { readonly tick: Tick; readonly span: Span }) {
  const share = shareOf(span, tick.at)
  const anchor = share < 0.04 ? 'start' : share > 0.96 ? 'end' : 'middle'
  return <TickLabel tick={tick} x={percent(share)} y="1.15em" textAnchor={anchor} />
}
