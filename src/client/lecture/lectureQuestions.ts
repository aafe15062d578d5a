import { loadExperiment, loadQuestions } from '../../engine/catalog'
import { importAgain } from '../../engine/importAgain'
import type { Question } from '../../experiment'
import type { LectureQuestions, Typeset } from '../../lecture'
import { sketchAxes } from '../../ui/question/field/sketchAxes'

/** The questions of a problem, what sets their formulas and the answers that a class votes for, and the axes of its sketches. */
export async function lectureQuestions(problem: string): Promise<LectureQuestions> {
  const questions = await loadQuestions(problem)
  if (Object.keys(questions).length === 0) return { questions }
  const [{ read }, { formulaHtml }, axes] = await Promise.all([
    importAgain(() => import('../../answer')),
    importAgain(() => import('../../pages/formulas')),
    axesOf(problem, questions),
  ])
  const typeset: Typeset = {
    formula: (tex) => formulaHtml(tex),
    tex: (question, typed) => read(question, typed).tex,
  }
  return { questions, typeset, axes }
}

async function axesOf(problem: string, questions: Readonly<Record<string, Question>>) {
  const sketched = Object.entries(questions).flatMap(([name, question]) =>
    question.kind === 'sketch' ? [{ name, question }] : [],
  )
  const axes = sketched.map(async ({ name, question }) => {
    const experiment = await loadExperiment(`${problem}/${question.figure}`)
    return [name, sketchAxes(question, experiment)] as const
  })
  return Object.fromEntries(await Promise.all(axes))
}
