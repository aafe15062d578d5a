import type { Tex } from '../../experiment'
import type { Ghost } from '../drawn'
import { Words } from '../wording/Words'
import { shapePath } from './paths'
import { GHOSTS, shapeOf } from './strokes'

/** An entry of a legend: a series by its order, or what all series share. */
export interface Key {
  readonly name: string
  readonly label: string
  readonly symbol?: Tex | undefined
  readonly term?: string
  readonly order?: number
  /** A number that belongs to it, where there is no room for it on the plot. */
  readonly detail?: string
  readonly sample: 'line' | 'points' | 'theory' | 'fill' | 'here' | 'target' | 'ghost'
}

/** Pinned runs, each by its dashes. */
export const ghostKeys = (ghosts: readonly Ghost[]): readonly Key[] =>
  ghosts.map(({ label }, order) => ({ name: `ghost ${order}`, label: `pinned: ${label}`, order, sample: 'ghost' }))

/** Samples of the marks with their names, close above the plot. */
export function Legend({ keys, detailed = false }: { readonly keys: readonly Key[]; readonly detailed?: boolean }) {
  if (keys.length === 0) return null
  return (
    <ul className="chart-legend">
      {keys.map(({ name, label, symbol, term, order, sample, detail }) => (
        <li key={name} data-term={term}>
          <svg className="chart-key" viewBox="0 0 26 12" aria-hidden="true">
            <Sample sample={sample} order={order ?? 0} />
          </svg>
          <span>
            <Words label={label} symbol={symbol} />
            {detailed && detail !== undefined && <small className="chart-detail is-measured">{detail}</small>}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Sample({ sample, order }: Required<Pick<Key, 'sample' | 'order'>>) {
  const series = `series-${order}`
  if (sample === 'theory') return <path className={`mark mark-theory ${series}`} d="M1,6H25" />
  if (sample === 'target') return <path className="mark mark-target" d="M1,6H25" />
  if (sample === 'ghost') return <path className={`mark mark-ghost ghost-${order % GHOSTS}`} d="M1,6H25" />
  if (sample === 'here') return <path className="mark mark-here" d="M13,0V12" />
  if (sample === 'fill')
    return (
      <>
        <path className={`mark mark-fill ${series}`} d="M3,11V4H13V1H23V11Z" />
        <path className={`mark mark-outline ${series}`} d="M3,11V4H13V1H23V11" />
      </>
    )
  return (
    <>
      {sample === 'line' && <path className={`mark mark-band ${series}`} d="M1,2H25V10H1Z" />}
      <path className={`mark mark-line ${series}`} d="M1,6H25" />
      {sample === 'points' && (
        <path className={`mark mark-points ${series}`} d={shapePath(shapeOf(order), 13, 6, 3.5)} />
      )}
    </>
  )
}
