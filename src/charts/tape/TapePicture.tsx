import { useRef } from 'react'
import type { Measures, Params, TapeCell, TapeView } from '../../experiment'
import type { Drawn } from '../drawn'
import { useBox } from '../plot/useBox'

/** Before it is laid out, and on the server, the picture is drawn at this size and scaled. */
const SERVER = { width: 720, height: 176, em: 14 }
/** Cells narrower than this, in em, show their numbers without their words. */
const ROOMY = 3.6

/** The unrolled network: states in a row, losses above, inputs below. The states that the backward pass has visited are highlighted, the present one is outlined. */
export function TapePicture({ view, values, reading, stale }: Drawn & { readonly view: TapeView<Params, Measures> }) {
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element) ?? SERVER
  const cells = view.cells(values, stale ? null : reading)
  const step = box.width / cells.length
  const side = Math.min(step * 0.62, box.em * 3.6)
  const middle = box.height / 2
  const roomy = step > ROOMY * box.em
  return (
    <div className="chart tape" data-stale={stale || undefined}>
      <p className="chart-title">{view.title}</p>
      <div className="tape-box" ref={element} role="img" aria-label={`${view.title}: ${spoken(cells)}`}>
        <svg viewBox={`0 0 ${box.width} ${box.height}`} aria-hidden="true">
          {cells.map((cell, i) => (
            <Cell
              key={cell.label}
              cell={cell}
              x={(i + 0.5) * step}
              middle={middle}
              side={side}
              gap={i === 0 ? 0 : step - side}
              em={box.em}
              roomy={roomy}
            />
          ))}
        </svg>
      </div>
    </div>
  )
}

interface CellProps {
  readonly cell: TapeCell
  readonly x: number
  readonly middle: number
  readonly side: number
  /** To the cell on the left; 0 where there is none. */
  readonly gap: number
  readonly em: number
  readonly roomy: boolean
}

function Cell({ cell, x, middle, side, gap, em, roomy }: CellProps) {
  const half = side / 2
  const above = middle - half - em * 1.5
  const below = middle + half + em * 1.5
  return (
    <g className="tape-cell" data-now={cell.now || undefined} data-lit={cell.visits > 0 || undefined}>
      {gap > 0 && <path className="tape-arrow" d={`M${x - half - gap},${middle}h${gap - 3}m-4,-3.5l4,3.5l-4,3.5`} />}
      <path className="tape-arrow" data-added={cell.lossAdded || undefined} d={`M${x},${middle - half}V${above + 3}`} />
      {cell.below !== '' && gap > 0 && (
        <path className="tape-arrow" d={`M${x},${below - em * 0.9}V${middle + half + 1}`} />
      )}
      <rect className="tape-state" x={x - half} y={middle - half} width={side} height={side} rx={4} />
      <text className="tape-count" x={x} y={middle + em * 0.35} textAnchor="middle">
        {cell.visits > 0 ? cell.visits : ''}
      </text>
      <text
        className="tape-loss"
        data-added={cell.lossAdded || undefined}
        x={x}
        y={above - em * 0.2}
        textAnchor="middle"
      >
        {roomy ? cell.above : cell.above.replace(/\D+/, '')}
      </text>
      <text className="tape-word" x={x} y={below} textAnchor="middle">
        {cell.below === ' ' ? '␣' : cell.below}
      </text>
      {roomy && (
        <text className="tape-label" x={x} y={below + em * 1.3} textAnchor="middle">
          {cell.label}
        </text>
      )}
    </g>
  )
}

function spoken(cells: readonly TapeCell[]): string {
  const total = cells.reduce((sum, { visits }) => sum + visits, 0)
  const now = cells.find((cell) => cell.now)
  const states = `${cells.length} ${cells.length === 1 ? 'state' : 'states'} in a row, a loss over each`
  if (!now) return `${states}; the backward pass has not begun.`
  const most = Math.max(...cells.map(({ visits }) => visits))
  return `${states}; the backward pass is at ${now.label} after ${total} ${total === 1 ? 'visit' : 'visits'}, at most ${most} to one state.`
}
