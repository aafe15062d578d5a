import { evaluateTensor, type TensorQuestion } from '../../experiment'
import { attempted } from '../fault'
import type { Judgement, ReadAnswer } from '../judgement'
import { type Expression, readExpression } from './expression'
import { randomInputs } from './random'

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
  const known = (answers: readonly string[]) => answers.map((answer) => readExpression(question, answer))
  const isOne = (answers: readonly string[]) => known(answers).some((other) => haveSameValues(given, other))
  const isRight = isOne([question.answer])
  if (isRight && !given.isTurned) return { state: 'right', says: question.right }
  for (const [variant, { answers, says }] of Object.entries(question.variants ?? {}))
    if (known(answers).some((other) => other.isTurned === given.isTurned && haveSameValues(given, other)))
      return { state: 'right', says, variant }
  if (isRight) return { state: 'right', says: question.right }
  for (const [misconception, { answers, says }] of Object.entries(question.misconceptions))
    if (isOne(answers)) return { state: 'wrong', misconception, says }
  return given.fault ? { state: 'unreadable', ...given.fault } : { state: 'wrong' }
}

const SEEDS = [1, 2]
const ROUNDING = 1e-9

/** Whether two expressions have the same free indices, and the same values on random tensors. */
function haveSameValues(a: Expression, b: Expression): boolean {
  if (a.space.left.join() !== b.space.left.join()) return false
  return SEEDS.every((seed) => {
    const [x, y] = [a, b].map((one) => evaluateTensor(one.expression, one.space, randomInputs(one, seed)))
    return (
      x !== undefined &&
      y !== undefined &&
      x.every((value, k) => Math.abs(value - (y[k] ?? Number.NaN)) <= ROUNDING * (1 + Math.abs(y[k] ?? 0)))
    )
  })
}
