import { importAgain } from '../engine/importAgain'
import type { Questions } from '../experiment'

/** The questions of every problem that asks any: problems/<problem>/questions.ts. Those of a problem are loaded together. */
const modules = import.meta.glob<{ default: Questions }>('../../problems/*/questions.ts')

/** The questions of a problem, by name; none if it asks nothing. */
export async function loadQuestions(problem: string): Promise<Questions> {
  const load = modules[`../../problems/${problem}/questions.ts`]
  return load ? (await importAgain(load)).default : {}
}
