import { hydrateRoot } from 'react-dom/client'
import { read } from '../../answer'
import { loadExperiment, loadQuestions } from '../../engine/catalog'
import { importAgain } from '../../engine/importAgain'
import type { Placed } from '../../experiment'
import { formulaHtml } from '../../pages/formulas'
import { type LiveQuestion, QuestionIsland, questionPrefix } from '../../pages/questionIsland'
import { type SketchAxes, sketchAxes } from '../../ui/question/field/sketchAxes'
import type { AnswerRecord } from '../../ui/question/record/record'
import { onRecoverableError } from '../hydration/altered'
import type { WorkStore } from '../work/workStore'
import { judging } from './judging'

/**
 * Takes over a prerendered question, with what is kept of it. `ready` is called once it takes answers; rejects if it cannot be loaded, or throws
 * before that.
 */
export async function hydrateQuestion(
  host: HTMLElement,
  problem: string,
  store: WorkStore,
  ready: () => void,
): Promise<void> {
  const name = host.dataset.ask ?? ''
  const questions = await loadQuestions(problem)
  const question = Object.hasOwn(questions, name) ? questions[name] : undefined
  if (!question)
    throw new Error(`Problem "${problem}" has no question "${name}" (it has: ${Object.keys(questions).join(', ')})`)
  const id = `${problem}/${name}`
  const parts: Omit<LiveQuestion, 'ready'> = {
    judging,
    subscribe: store.subscribe,
    record: () => store.answer(id),
    change: (record) => {
      const before = store.answer(id)
      store.putAnswer(id, record)
      if (record.tries > before.tries) void showInFigures(name, question, record)
    },
    losing: () => store.losing,
    toFigure: toFigure(name, question, () => store.answer(id)),
  }
  const axes = await axesOf(problem, question)
  const kept = store.answer(id)
  if (kept.tries > 0) void showInFigures(name, question, kept, false)
  await new Promise<void>((resolve, reject) => {
    const live: LiveQuestion = {
      ...parts,
      ready: () => {
        ready()
        resolve()
      },
    }
    const onUncaughtError = (error: unknown) => {
      reportError(error)
      reject(error)
    }
    hydrateRoot(host, <QuestionIsland {...{ id, question, axes, live }} formula={formulaHtml} />, {
      identifierPrefix: questionPrefix(name),
      onUncaughtError,
      onRecoverableError,
    })
  })
}

/** The axes of a sketch, those of its figure; undefined for other questions. */
export const axesOf = async (problem: string, question: Placed): Promise<SketchAxes | undefined> =>
  question.kind === 'sketch' ? sketchAxes(question, await loadExperiment(`${problem}/${question.figure}`)) : undefined

/** The figure that an answer is run in, or drawn in first. */
const figureOf = ({ runs, draws = [] }: Placed): string | undefined => runs?.figure ?? draws[0]?.figure

/** Draws and runs an answer, right or wrong: the figure shows whether it holds. */
async function showInFigures(
  name: string,
  question: Placed,
  { answer, predicted }: Pick<AnswerRecord, 'answer' | 'predicted'>,
  isNew = true,
): Promise<void> {
  if (figureOf(question) === undefined) return
  const textOf = (given: string) => (question.kind === 'sketch' ? given : read(question, given).canonical)
  const text = textOf(answer)
  if (text === undefined) return
  try {
    const { answerInFigures } = await importAgain(() => import('../hydration/hydrate'))
    await answerInFigures(name, text, { predicted: predicted === undefined ? undefined : textOf(predicted), isNew })
  } catch (error) {
    // The reply stands without its figure, which offers to load its code again.
    console.error(error)
  }
}

function toFigure(name: string, question: Placed, record: () => AnswerRecord): LiveQuestion['toFigure'] {
  const figure = figureOf(question)
  if (figure === undefined) return undefined
  return {
    title: question.runs ? 'Watch it run' : 'See it in the figure',
    show: (answer) => {
      void showInFigures(name, question, { ...record(), answer })
      const place = document.getElementById(figure)
      if (!place) return
      place.scrollIntoView({ block: place.offsetHeight <= innerHeight ? 'center' : 'start' })
      place.tabIndex = -1
      place.focus({ preventScroll: true })
    },
  }
}
