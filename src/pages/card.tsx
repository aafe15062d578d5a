import { type Experiment, initialValues } from '../experiment'
import { NetworkSketch } from '../ui'
import type { Problem } from './contents'
import { Progress } from './work'

/** A figure as its page places it. */
export interface PlacedFigure {
  readonly name: string
  readonly experiment: Experiment
}

interface ProblemCardProps {
  readonly problem: Problem
  /** In the order of the page; none where the page is not written. */
  readonly figures: readonly PlacedFigure[]
  /** The names of its questions, in the order of the page. */
  readonly questions: readonly string[]
}

/** A problem on the first page: its question, the largest network that it runs, and what the reader turns in each figure. */
export function ProblemCard({ problem, figures, questions }: ProblemCardProps) {
  const { id, number, title, question, route, coming } = problem
  const network = largestNetwork(figures)
  return (
    <li className={coming ? 'coming' : undefined}>
      <span className="number">{number}</span>
      <h3>{coming ? title : <a href={`./${route}`}>{title}</a>}</h3>
      {coming && <p className="label">Coming</p>}
      <p className="question">{question}</p>
      <Progress problem={id} questions={questions} route={route} />
      {figures.length > 0 && (
        <div className="card-figures">
          {network && <NetworkSketch {...network} />}
          <p className="label">{figures.length === 1 ? 'One figure' : `${figures.length} figures`}</p>
          {/* biome-ignore lint/a11y/noRedundantRoles: a list without its bullets is none to some screen readers. */}
          <ul role="list">
            {figures.map(({ name, experiment }) => (
              <li key={name}>
                <a href={`./${route}#${name}`}>{experiment.title}</a>
                <span className="turned">turn {turned(experiment).join(', ')}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  )
}

/** The controls of a figure that its card names. */
const NAMED = 3

/** The first controls of a figure that have an effect as it stands at first, by their labels. */
export function turned({ params, unused }: Experiment): readonly string[] {
  const off = unused?.(initialValues(params)) ?? []
  const live = Object.entries(params).filter(([name]) => !off.includes(name))
  return live.slice(0, NAMED).map(([, { label }]) => label)
}

/** The network of most layers that one of the figures draws, at its initial values. */
function largestNetwork(figures: readonly PlacedFigure[]) {
  const drawn = figures.flatMap(({ experiment: { params, views } }) => {
    const values = initialValues(params)
    return views.flatMap((view) =>
      view.kind === 'network' ? [{ view, values, count: view.layers(values).length }] : [],
    )
  })
  const [largest] = drawn.toSorted((a, b) => b.count - a.count)
  return largest && { view: largest.view, values: largest.values }
}
