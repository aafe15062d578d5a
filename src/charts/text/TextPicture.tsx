import type { Measures, Params, TextView } from '../../experiment'
import type { Drawn } from '../drawn'

/** What a network wrote, as it wrote it: spaces and line breaks count. */
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
              <p className="written-words" dir="auto">
                {written?.kind === 'text' ? written.text : ''}
              </p>
            </div>
          )
        })}
      </div>
    </div>
  )
}
