import type { Measures, NetworkPass, NetworkView, Params } from '../../experiment'
import type { ScaleName } from '../plot/axes/scale'
import { numeral, tenToThe } from '../wording/display'
import { colourAt } from './NetworkDrawing'
import type { Direction } from './pass'
import { colourSpan } from './values'

type Pass = NetworkPass<Params, Measures>

const PARTS = {
  both: { forward: ['upper half', 'M1,1H15V7H1Z'], backward: ['lower half', 'M1,7H15V13H1Z'] },
  one: { forward: ['layers', 'M1,1H15V13H1Z'], backward: ['layers', 'M1,1H15V13H1Z'] },
} as const

/** The colours with the ends of their scale, and which part of a layer has them. */
export function NetworkLegend({ view }: { readonly view: NetworkView<Params, Measures> }) {
  const passes = (['forward', 'backward'] as const).flatMap((way) => (view[way] ? [{ way, pass: view[way] }] : []))
  const both = passes.filter(({ pass }) => !pass.heads).length > 1 ? 'both' : 'one'
  const scales = passes.map(({ pass }) => scaleOf(pass))
  const shared = scales.every((scale) => scale.ends === scales[0]?.ends)
  return (
    <ul className="network-legend">
      {passes.map(({ way, pass }, i) => (
        <li key={way}>
          <Entry way={way} pass={pass} part={PARTS[both][way]} />
          {(!shared || i === passes.length - 1) && <Colours {...scaleOf(pass)} />}
        </li>
      ))}
    </ul>
  )
}

interface EntryProps {
  readonly way: Direction
  readonly pass: Pass
  readonly part: readonly [string, string]
}

function Entry({ way, pass, part: [where, d] }: EntryProps) {
  return (
    <span className="network-entry">
      <svg className="network-part" viewBox="0 0 16 14" aria-hidden="true">
        {pass.heads ? (
          <circle className="is-part" cx="8" cy="7" r="5" />
        ) : (
          <>
            <path d="M1,1H15V13H1Z" />
            <path className="is-part" d={d} />
          </>
        )}
      </svg>
      <span>
        <span className="visually-hidden">{`${pass.heads ? 'heads' : where}, ${way}s: `}</span>
        {pass.label}
      </span>
    </span>
  )
}

function scaleOf(pass: Pass) {
  const { scale, span } = colourSpan(pass)
  const [low, high] = span
  const texts = [low, high].map((place) => placeText(scale, place))
  return { ends: `${scale} ${low} ${high}`, texts }
}

const placeText = (scale: ScaleName, place: number): string =>
  scale === 'log10'
    ? Number.isInteger(place) && Math.abs(place) > 1
      ? tenToThe(place)
      : numeral(10 ** place, 2)
    : numeral(place, 2)

const STOPS = [0, 0.25, 0.5, 0.75, 1]

const Colours = ({ texts }: { readonly texts: readonly string[] }) => (
  <span className="network-scale">
    <span>{texts[0]}</span>
    <span
      className="network-colours"
      style={{ backgroundImage: `linear-gradient(to right in oklab, ${STOPS.map(colourAt).join(', ')})` }}
    />
    <span>{texts[1]}</span>
  </span>
)
