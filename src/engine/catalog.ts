import type { Experiment, Questions } from '../experiment'
import { importAgain } from './importAgain'

/** Every figure of every problem, by its folder: problems/<problem>/<figure>/experiment.ts. Each is loaded separately. */
const modules = import.meta.glob<{ default: Experiment }>('../../problems/*/*/experiment.ts')

/** The questions of each problem: problems/<problem>/questions.ts. */
const questions = import.meta.glob<{ default: Questions }>('../../problems/*/questions.ts')

type Load = () => Promise<{ default: Experiment }>
const loaders = new Map<string, ReadonlyMap<string, Load>>()
for (const [path, load] of Object.entries(modules)) {
  const [problem = '', figure = ''] = path.split('/').slice(-3)
  loaders.set(problem, new Map([...(loaders.get(problem) ?? []), [figure, load]]))
}

type Experiments = Readonly<Record<string, Experiment>>

/** The ids of all problems in the order of the book: "3-weight-initialization" and so on. */
export const problemIds: readonly string[] = [...loaders.keys()].sort(
  (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
)

/** The names of a problem's figures. Throws if there is no such problem. */
export const figureNames = (problem: string): readonly string[] => [...figuresOf(problem).keys()]

function figuresOf(problem: string): ReadonlyMap<string, Load> {
  const figures = loaders.get(problem)
  if (!figures)
    throw new Error(`There is no problem "${problem}" with experiments (there is: ${problemIds.join(', ')})`)
  return figures
}

/** The experiments of one problem, by name. Throws if there is no such problem. */
export async function loadExperiments(problem: string): Promise<Experiments> {
  const names = figureNames(problem)
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await loadExperiment(`${problem}/${name}`)])),
  )
}

/** Loads one experiment by its id, "3-weight-initialization/variance". If there is none, throws an error that lists the ids there are. */
export async function loadExperiment(id: string): Promise<Experiment> {
  const [problem = '', name = ''] = id.split('/')
  const figures = figuresOf(problem)
  const load = figures.get(name)
  if (!load)
    throw new Error(`Problem "${problem}" has no experiment "${name}" (it has: ${[...figures.keys()].join(', ')})`)
  return (await importAgain(load)).default
}

/** Loads the questions of a problem, by name; none if it has no file of questions. */
export async function loadQuestions(problem: string): Promise<Questions> {
  const load = questions[`../../problems/${problem}/questions.ts`]
  return load ? (await importAgain(load)).default : {}
}
