import type { Experiment } from '../experiment'

/** Every problem's experiments, found by their folder. */
const modules = import.meta.glob<Record<string, Experiment>>('../../problems/*/experiments.ts')

const problemOf = (path: string) => path.split('/').at(-2) ?? path

const loaders = new Map(Object.entries(modules).map(([path, load]) => [problemOf(path), load]))

type Experiments = Readonly<Record<string, Experiment>>
const loaded = new Map<string, Promise<Experiments>>()

/** "3-weight-initialization" and so on, in the order of the book. */
export const problemIds: readonly string[] = [...loaders.keys()].sort(
  (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
)

/** The experiments of one problem, by name. Throws if there is no such problem. */
export async function loadExperiments(problem: string): Promise<Experiments> {
  const load = loaders.get(problem)
  if (!load) throw new Error(`There is no problem "${problem}" with experiments (there is: ${problemIds.join(', ')})`)
  const experiments = loaded.get(problem) ?? load().then((module) => ({ ...module }))
  loaded.set(problem, experiments)
  return experiments
}

/** One experiment by its id, "3-weight-initialization/variance". Throws if there is none, and names those there are. */
export async function loadExperiment(id: string): Promise<Experiment> {
  const [problem = '', name = ''] = id.split('/')
  const experiments = await loadExperiments(problem)
  const found = Object.hasOwn(experiments, name) ? experiments[name] : undefined
  if (!found)
    throw new Error(`Problem "${problem}" has no experiment "${name}" (it has: ${Object.keys(experiments).join(', ')})`)
  return found
}
