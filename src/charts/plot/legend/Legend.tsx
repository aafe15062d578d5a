import { Formula } from '../../wording/Formula'
import { type LineName, lineName } from '../../wording/lineName'
import { shapePath } from '../marks/paths'
import { GHOSTS, shapeOf } from '../marks/strokes'
import './legend.css'

/** An entry of a legend. What all charts share (measured, theory, pinned runs) is told once, in the key of the figure. */
export interface Key extends Pick<LineName, 'name' | 'label'>, Partial<Omit<LineName, 'name' | 'label'>> {
  /** A number that belongs to it, where there is no room for it on the plot. */
  readonly detail?: string
  readonly sample:
    | 'line'
    | 'points'
    | 'measured'
    | 'theory'
    | 'fill'
    | 'here'
    | 'target'
    | 'ghost'
    | 'answer'
    | 'voted'
    | 'sketch'
}

/** The entry of a measure that is drawn as points, in the colour and shape of its place `order`. */
export const keyOf = (measure: Parameters<typeof lineName>[0] & { readonly order: number }): Key => ({
  ...lineName(measure, measure.order),
  sample: 'points',
})

/** Samples of the marks with their names. `named`: the width in em from which on the names stand at the ends of the lines. */
export function Legend({ keys, named }: { readonly keys: readonly Key[]; readonly named?: 25 | 28 | undefined }) {
  if (keys.length === 0) return null
  return (
    <ul className="chart-legend" data-named={named}>
      {keys.map(({ name, label, short, symbol, term, order, sample, detail }) => (
        <li key={name} data-term={term}>
          <KeySample sample={sample} order={order} />
          <span title={label}>
            {short === undefined ? (
              <>
                {symbol?.source !== label && <span className="key-label">{label} </span>}
                {symbol && <Formula tex={symbol} />}
              </>
            ) : (
              <>
                <span className="key-short">{short}</span>
                {short !== label && (
                  <span className="key-label">
                    <span>{`: ${label} `}</span>
                    {symbol && <Formula tex={symbol} />}
                  </span>
                )}
              </>
            )}
            {detail !== undefined && <small className="chart-detail is-measured">{detail}</small>}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The mark that an entry of a key stands for. */
export const KeySample = ({ sample, order = 0 }: Pick<Key, 'sample'> & { readonly order?: number | undefined }) => (
  <svg className="chart-key" viewBox="0 0 26 12" aria-hidden="true">
    <Sample sample={sample} order={order} />
  </svg>
)

function Sample({ sample, order }: Required<Pick<Key, 'sample' | 'order'>>) {
  const series = `series-${order}`
  if (sample === 'theory') return <path className={`mark mark-theory ${series}`} d="M1,6H25" />
  if (sample === 'measured')
    return (
      <>
        <path className={`mark mark-bars ${series}`} d="M13,0V12M10.5,0h5M10.5,12h5" />
        <path className={`mark mark-points ${series}`} d={shapePath(shapeOf(order), 13, 6, 3.5)} />
      </>
    )
  if (sample === 'target') return <path className="mark mark-target" d="M1,6H25" />
  if (sample === 'answer') return <path className="mark mark-answer" d="M2,6H25" />
  if (sample === 'voted') return <path className="mark mark-answer is-voted" d="M2,6H25" />
  if (sample === 'sketch') return <path className={`mark mark-sketch ${series}`} d="M2,6H25" />
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
