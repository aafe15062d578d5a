import { judge, read } from '../../answer'
import type { Given } from '../../answer/judgement'
import type { Question } from '../../experiment'
import type { Judging } from '../../ui/question/judging'

/** Judges what a panel gives: a sketch is a text until it is judged. */
export const judging: Judging = {
  judge: (question, given) => judge(question, givenOf(question, given)),
  read,
}

function givenOf(question: Question, text: string): Given {
  return question.kind === 'sketch' ? sketchIn(text) : text
}
const sketchIn = (text: string): Given => text
