import type { TensorQuestion } from '../../experiment'
import { attempted } from '../fault'
import type { Judgement, ReadAnswer } from '../judgement'
import { hasOwnBranch, withExchanged } from './branch'
import { type Expression, readExpression } from './expression'
import { remarkOn } from './remark'
import { haveSameValues } from './values'

/** Reads a tensor expression while it is being typed. An index that stands free is a fault, but the expression has TeX. */
export function readTensorAnswer(question: TensorQuestion, text: string): ReadAnswer {
  const read = attempted(() => readExpression(question, text))
  if ('fault' in read) return { tex: undefined, canonical: undefined, fault: read.fault }
  const { tex, expression, isWhole, fault } = read.done
  return { tex, canonical: isWhole ? expression.text : undefined, fault }
}

/** Judges a tensor expression by its values on random tensors. */
export function judgeTensor(question: TensorQuestion, text: string): Judgement {
  const read = attempted(() => readExpression(question, text))
  if ('fault' in read) return { state: 'unreadable', ...read.fault }
  const given = read.done
  const known = (answers: readonly string[]) => answers.map((answer) => knownExpression(question, answer))
  const isOne = (answers: readonly string[]) => known(answers).some((other) => haveSameValues(given, other))
  const isRight = isOne([question.answer])
  if (isRight && !given.isTurned) return { state: 'right', says: question.right }
  for (const [variant, { answers, says }] of Object.entries(question.variants ?? {}))
    if (known(answers).some((other) => other.isTurned === given.isTurned && haveSameValues(given, other)))
      return { state: 'right', says, variant }
  if (isRight) return { state: 'right', says: question.right }
  const { ownBranch } = question
  for (const [misconception, { answers, says }] of Object.entries(question.misconceptions))
    if (isOne(ownBranch ? withExchanged(question, ownBranch, answers) : answers))
      return { state: 'wrong', misconception, says }
  if (ownBranch && hasOwnBranch(given, knownExpression(question, ownBranch.skip), ownBranch))
    return { state: 'right', variant: 'own-branch', says: ownBranch.says }
  if (given.fault) return { state: 'unreadable', ...given.fault }
  return { state: 'wrong', remark: remarkOn(question, given, knownExpression(question, question.answer)) }
}

const knownBy = new WeakMap<TensorQuestion, Map<string, Expression>>()

/** The expression of an answer that the question declares, read once. */
function knownExpression(question: TensorQuestion, answer: string): Expression {
  const byAnswer = knownBy.get(question) ?? new Map<string, Expression>()
  knownBy.set(question, byAnswer)
  const expression = byAnswer.get(answer) ?? readExpression(question, answer)
  byAnswer.set(answer, expression)
  return expression
}
