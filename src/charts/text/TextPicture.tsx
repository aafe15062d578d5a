import type { Measures, Params, TextView } from '../../experiment'
import type { Drawn } from '../drawn'

/** Text written by a network, with its spaces and line breaks. */
export function TextPicture({
  view,
  measures,
  values,
  reading,
  stale,
}: Drawn & { readonly view: TextView<Params, Measures> }) {
  const shown = view.shows?.(values) ?? view.measures
  return (
    <div className="chart written" data-stale={stale || undefined}>
      <p className="chart-title">{view.title}</p>
      <div className="written-all">
        {shown.map((name) => {
          const written = reading?.[name]
          return (
            <div key={name} className="written-one" data-term={measures[name]?.term ?? name}>
              <p className="written-label">{measures[name]?.label}</p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by the keyboard. */}
              <p className="written-words" dir="auto" tabIndex={0}>
                {written?.kind === 'text' ? written.text : ''}
              </p>
            </div>
          )
        })}
      </div>
    </div>
  )
}
