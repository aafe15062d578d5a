import type { Question } from '../../experiment'

/** All that a question may say, as sentences with formulas between dollar signs. */
export function textsOf(question: Question): readonly string[] {
  const { prompt, right, hints, reveals } = question
  return [prompt, right, ...hints, reveals, ...repliesOf(question)]
}

function repliesOf(question: Question): readonly string[] {
  switch (question.kind) {
    case 'choice':
      return Object.values(question.options).flatMap(({ label, says }) => [label, says ?? ''])
    case 'sketch':
      return Object.values(question.misconceptions).map(({ says }) => says)
    case 'words':
      return question.points
    default:
      return Object.values({ ...question.misconceptions, ...question.variants }).map(({ says }) => says)
  }
}
