import { act, type ReactElement, useState } from 'react'
import { type Placed, tex } from '../../../../src/experiment'
import { QuestionPanel } from '../../../../src/ui/question/QuestionPanel'
import type { Judging } from '../../../../src/ui/question/record/judging'
import { type AnswerRecord, UNANSWERED } from '../../../../src/ui/question/record/record'
import { stage, the, type } from '../stage'

export const ID = '9-made-up/scale'
export const scale: Placed = {
  part: 'a',
  kind: 'formula',
  prompt: 'Which $\\sigma$?',
  variables: { d: { symbol: tex`d`, meaning: 'number of inputs', values: [1, 16, 1024] } },
  answer: '1/sqrt(d)',
  right: 'Variances add: $d\\sigma^2 = 1$.',
  hints: ['First hint.', 'Second hint, with $d$.'],
  reveals: '$\\sigma = 1/\\sqrt d$',
  misconceptions: { variance: { answers: ['1/d'], says: 'That is the variance.' } },
  another: (random) => ({
    kind: 'number',
    prompt: `A variation, ${random()}?`,
    answer: '7',
    right: 'Seven it is.',
    hints: [],
    reveals: '7',
    misconceptions: {},
  }),
}

/** Judges by the text alone: what is tested here is the panel. */
export const judging: Judging = {
  judge: (question, given) => {
    if (given.includes('!'))
      return { state: 'unreadable', says: 'There is no factorial here.', at: given.indexOf('!'), length: 1 }
    if (question.kind === 'words')
      return given.length > 3
        ? { state: 'kept', says: '' }
        : { state: 'unreadable', says: 'Write more.', at: 0, length: 0 }
    if ('answer' in question && given === question.answer) return { state: 'right', says: question.right }
    if (given === '1/d') return { state: 'wrong', misconception: 'variance', says: 'That is the variance.' }
    return { state: 'wrong', remark: `${given} is too large.` }
  },
  read: (_, text) =>
    text.includes('!')
      ? { tex: undefined, canonical: undefined, fault: { says: 'no', at: 0, length: 1 } }
      : { tex: `\\text{${text}}`, canonical: text, fault: undefined },
}

export const formula = (source: string) => `<b>${source}</b>`

export let latest: AnswerRecord
export function Kept({
  question,
  first = UNANSWERED,
  losing,
}: {
  question: Placed
  first?: AnswerRecord
  losing?: string | undefined
}) {
  const [record, change] = useState(first)
  latest = record
  return <QuestionPanel id={ID} {...{ question, formula, record, judging, change, losing }} />
}

let leave = async () => {}
export let host: HTMLElement
/** Shows an element in which a question is. */
export const showElement = async (element: ReactElement) => {
  const staged = await stage(element)
  ;({ host, leave } = staged)
}
export const show = (question: Placed, more: { first?: AnswerRecord; losing?: string } = {}) =>
  showElement(<Kept question={question} {...more} />)
/** Takes the element away. */
export const takeAway = () => leave()

export const root = () => the(HTMLElement, host, '[data-question]')
export const field = () => the(HTMLInputElement, host, 'input[type="text"]')
export const say = (selector: string) => host.querySelector(selector)?.textContent ?? ''
export const submit = () => act(async () => the(HTMLFormElement, host, 'form').requestSubmit())
export const button = (words: string) =>
  [...host.querySelectorAll('button')].find(({ textContent }) => textContent === words)
export const click = (words: string) => act(async () => button(words)?.click())
export const give = async (answer: string) => {
  await type(field(), answer)
  await submit()
}
