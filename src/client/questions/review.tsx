import { createRoot } from 'react-dom/client'
import { loadQuestions, problemIds } from '../../engine/catalog'
import type { Placed } from '../../experiment'
import { formulaHtml } from '../../pages/formulas'
import { type Again, Review } from '../../ui/question/Review'
import { standingOf } from '../../ui/question/record/record'
import type { WorkStore } from '../work/workStore'
import { axesOf } from './hydrateQuestion'
import { judging } from './judging'

const ORDER = ['missed', 'open', 'right'] as const

/** Asks the questions of a problem again, or those of the whole book: missed ones first, then those never answered. */
export async function startReview(place: HTMLElement, problem: string, store: WorkStore): Promise<void> {
  const ids = problem === '' ? problemIds : [problem]
  const asked = await Promise.all(
    ids.map(async (id) => {
      const questions = Object.entries<Placed>(await loadQuestions(id))
      const page = problem === '' ? `./problems/${id}/` : ''
      const missed = (name: string) => store.answer(`${id}/${name}`).missed
      return Promise.all(questions.map(([name, question]) => againOf(id, name, question, page, missed(name))))
    }),
  )
  const standing = ({ id }: Again) => ORDER.indexOf(standingOf(store.get().answers[id]))
  const items = asked.flat().toSorted((a, b) => Number(b.missed) - Number(a.missed) || standing(a) - standing(b))
  const answered = (id: string, right: boolean) => {
    const record = store.answer(id)
    if (record.missed === right) store.putAnswer(id, { ...record, missed: !right })
  }
  createRoot(place, { identifierPrefix: 'again-' }).render(
    <Review items={items} formula={formulaHtml} judging={judging} answered={answered} />,
  )
}

async function againOf(problem: string, name: string, question: Placed, page: string, missed: boolean): Promise<Again> {
  const number = Number.parseInt(problem, 10)
  const part = question.part.length === 1 ? `, part ${question.part}` : ''
  return {
    id: `${problem}/${name}`,
    title: `Problem ${number}${part}`,
    href: `${page}#${question.part}`,
    question,
    axes: await axesOf(problem, question),
    missed,
  }
}
