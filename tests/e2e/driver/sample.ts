import { initialValues } from '../../../src/experiment'
import { everyExperiment, type Listed } from '../../runs'

const figuresOf = (problem: string) => everyExperiment.filter((one) => one.problem === problem)

const costOf = (figures: readonly Listed[]) =>
  figures.reduce((sum, { experiment }) => sum + experiment.cost(initialValues(experiment.params)), 0)

/** The figures of the problem that stands for all where any would do: the one whose figures cost least to measure. */
export const SAMPLE: readonly Listed[] =
  [...new Set(everyExperiment.map(({ problem }) => problem))]
    .map(figuresOf)
    .toSorted((a, b) => costOf(a) - costOf(b))[0] ?? []

/** One of them that measures without being asked, and has a slider, with the least number of that. Throws if there is none. */
export function sampleFigure(): Listed & { readonly slider: string; readonly least: number } {
  for (const one of SAMPLE) {
    const [slider] = Object.entries(one.experiment.params).flatMap(([name, param]) =>
      param.kind === 'number' && !param.display ? [{ slider: name, least: param.min }] : [],
    )
    if (slider && !one.experiment.waits) return { ...one, ...slider }
  }
  throw new Error(`No figure of ${SAMPLE[0]?.problem} has a slider and measures at once`)
}

/** The figure of any problem that waits to be played, and costs least. Throws if there is none. */
export function waitingFigure(): Listed {
  const waiting = everyExperiment.filter(({ experiment }) => experiment.waits)
  const [cheapest] = waiting.toSorted((a, b) => costOf([a]) - costOf([b]))
  if (!cheapest) throw new Error('No figure waits to be played')
  return cheapest
}
