import { useId, useRef } from 'react'
import { shareOf } from '../bars/barMarks'
import type { ScaleName, Span } from '../plot/axes/scale'
import { ticksOf } from '../plot/axes/ticks'
import { tickRoom } from '../plot/geometry'
import { useBox } from '../plot/useBox'
import { colourOf, LEVELS, type Palette } from './colours'

interface ColourLegendProps {
  readonly label: string
  readonly scale: ScaleName
  readonly palette: Palette
  readonly span: Span
  readonly under: boolean
  readonly broken: boolean
}

/** The stops of the colour scale from end to end; linear in between. */
const STOPS = Array.from({ length: 9 }, (_, i) => i / 8)

const percent = (share: number) => `${Math.round(share * 1e4) / 100}%`

/** The colours with their numbers, and what the marks without a colour mean, if there are any. */
export function ColourLegend({ label, scale, palette, span, under, broken }: ColourLegendProps) {
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element)
  const id = useId()
  const [hatch, gradient] = [`hatch-${id}`, `colours-${id}`]
  const ticks = ticksOf(scale, span, tickRoom(box?.width ?? 250, box?.em ?? 14, 4))
  return (
    <div className="colour-legend">
      <p className="colour-label">{label}</p>
      <div ref={element} className="colour-scale" suppressHydrationWarning>
        <svg width="100%" height="2.5em" aria-hidden="true">
          <linearGradient id={gradient}>
            {STOPS.map((share) => (
              <stop key={share} offset={share} stopColor={colourOf(share * (LEVELS - 1), palette)} />
            ))}
          </linearGradient>
          <rect width="100%" height="0.9em" fill={`url(#${gradient})`} />
          {ticks.map(({ at, text, exponent }) => {
            const share = shareOf(span, at)
            const anchor = share < 0.04 ? 'start' : share > 0.96 ? 'end' : 'middle'
            return (
              <g key={at}>
                <line className="colour-tick" x1={percent(share)} x2={percent(share)} y1="0.9em" y2="1.2em" />
                <text x={percent(share)} y="2.15em" textAnchor={anchor} className="chart-tick">
                  {text}
                  {exponent !== undefined && (
                    <tspan dy="-0.42em" className="chart-exponent">
                      {exponent}
                    </tspan>
                  )}
                </text>
              </g>
            )
          })}
        </svg>
      </div>
      {(under || broken) && (
        <ul className="chart-legend">
          {under && (
            <li>
              <svg className="chart-key" viewBox="0 0 26 12" aria-hidden="true">
                <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse">
                  <path className="heat-hatch" d="M-1,1L1,-1M0,5L5,0M4,6L6,4" />
                </pattern>
                <path className="heat-outline" d="M1,1H25V11H1Z" style={{ fill: `url(#${hatch})` }} />
              </svg>
              <span>below 1e-38</span>
            </li>
          )}
          {broken && (
            <li>
              <svg className="chart-key" viewBox="0 0 26 12" aria-hidden="true">
                <path className="mark mark-broken" d="M9,2l8,8M9,10l8,-8" />
              </svg>
              <span>overflowed or not a number</span>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
