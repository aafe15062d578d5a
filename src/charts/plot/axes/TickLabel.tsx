import type { SVGAttributes } from 'react'
import type { Tick } from './ticks'

/** The text of a tick on an axis, its exponent raised: 10ⁿ. The other attributes place it. */
export function TickLabel({ tick, ...place }: { readonly tick: Tick } & SVGAttributes<SVGTextElement>) {
  return (
    <text {...place} className="chart-tick">
      {tick.text}
      {tick.exponent !== undefined && (
        <tspan dy="-0.42em" className="chart-exponent">
          {tick.exponent}
        </tspan>
      )}
    </text>
  )
}
