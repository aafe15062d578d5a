// @vitest-environment jsdom
import { act, useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { type Placed, tex } from '../../../../src/experiment'
import { QuestionPanel } from '../../../../src/ui/question/QuestionPanel'
import type { Judging } from '../../../../src/ui/question/record/judging'
import { type AnswerRecord, UNANSWERED } from '../../../../src/ui/question/record/record'
import { stage, the, type } from '../stage'

const ID = '9-made-up/scale'
const scale: Placed = {
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
const judging: Judging = {
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

const formula = (source: string) => `<b>${source}</b>`

let latest: AnswerRecord
function Kept({
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

describe('QuestionPanel', () => {
  let leave = async () => {}
  let host: HTMLElement
  const show = async (question: Placed, more: { first?: AnswerRecord; losing?: string } = {}) => {
    const staged = await stage(<Kept question={question} {...more} />)
    ;({ host, leave } = staged)
  }
  afterEach(() => leave())

  const root = () => the(HTMLElement, host, '[data-question]')
  const field = () => the(HTMLInputElement, host, 'input[type="text"]')
  const say = (selector: string) => host.querySelector(selector)?.textContent ?? ''
  const submit = () => act(async () => the(HTMLFormElement, host, 'form').requestSubmit())
  const button = (words: string) =>
    [...host.querySelectorAll('button')].find(({ textContent }) => textContent === words)
  const click = (words: string) => act(async () => button(words)?.click())
  const give = async (answer: string) => {
    await type(field(), answer)
    await submit()
  }

  it('can be observed from outside, and has one labelled input and a button that submits', async () => {
    await show(scale)
    expect({ ...root().dataset }).toEqual({ question: ID, kind: 'formula', state: 'open' })
    expect(host.querySelectorAll('input, textarea, select')).toHaveLength(1)
    expect(field().labels?.[0]?.textContent).toBe('Your formula')
    expect(host.querySelectorAll('button[type="submit"]')).toHaveLength(1)
    expect(say('.question-letters')).toBe('dnumber of inputs, 1 to 1024')
  })

  it('sets the answer as mathematics while it is typed', async () => {
    await show(scale)
    await type(field(), '1/d')
    expect(say('.preview-tex')).toBe('\\displaystyle \\text{1/d}')
    await type(field(), '1/d!')
    expect(host.querySelector('.preview-tex')).toBeNull()
    expect(root().dataset.state).toBe('open')
  })

  it('says why a right answer is right', async () => {
    await show(scale)
    await give('1/sqrt(d)')
    expect(root().dataset.state).toBe('right')
    expect(say('[role="status"]')).toContain('Variances add')
    expect(button('Show the answer')).toBeUndefined()
    expect(latest).toMatchObject({ tries: 1, missed: false, predicted: '1/sqrt(d)' })
  })

  it('gives a misconception its own sentence and no hint', async () => {
    await show(scale)
    await give('1/d')
    expect({ ...root().dataset }).toMatchObject({ state: 'wrong', misconception: 'variance' })
    expect(say('[role="status"]')).toContain('That is the variance.')
    expect(host.querySelectorAll('.question-hints li')).toHaveLength(0)
    await give('1/sqrt(d)')
    expect({ ...root().dataset }).toEqual({ question: ID, kind: 'formula', state: 'right' })
    expect(latest).toMatchObject({ tries: 2, missed: true, predicted: '1/d' })
  })

  it('opens the next hint with every other wrong answer, and never the solution', async () => {
    await show(scale)
    await give('d')
    expect(say('.question-hints')).toBe('First hint.')
    await give('2d')
    expect([...host.querySelectorAll('.question-hints li')].map((li) => li.textContent)).toEqual([
      'First hint.',
      'Second hint, with d.',
    ])
    expect(say('.reply')).toBe('Not yet. 2d is too large.')
    await give('3d')
    expect(root().dataset.state).toBe('wrong')
    expect(say('.reply'), 'after the last hint').toBe('Not yet. 3d is too large.')
    expect(host.textContent).not.toContain('1/\\sqrt d')
    expect(button('Next hint')).toBeUndefined()
  })

  it('says what cannot be read and where, to every sense, and selects the place', async () => {
    await show(scale)
    await give('9!')
    expect(root().dataset.state).toBe('unreadable')
    expect(say('[role="alert"]')).toContain('There is no factorial here.')
    expect(say('[role="alert"] mark')).toBe('!')
    expect(field().getAttribute('aria-invalid')).toBe('true')
    const described = field().getAttribute('aria-describedby')?.split(' ') ?? []
    expect(described.some((id) => document.getElementById(id)?.role === 'alert')).toBe(true)
    expect([field().selectionStart, field().selectionEnd]).toEqual([1, 2])
    expect(latest).toMatchObject({ tries: 0, missed: false, hints: 0 })
    await type(field(), '9')
    expect(field().hasAttribute('aria-invalid')).toBe(false)
    expect(say('[role="alert"]')).toBe('')
  })

  it('asks for an answer where there is none', async () => {
    await show(scale)
    await submit()
    expect(say('[role="alert"]')).toBe('There is no answer yet.')
    expect(latest.tries).toBe(0)
  })

  it('shows an answer of ten thousand characters no longer than a line around its fault', async () => {
    await show(scale)
    for (const long of [`${'1+'.repeat(5000)}!`, `${'1+'.repeat(5000)}1`]) {
      await give(long)
      expect(say('.fault-place').length).toBeLessThan(140)
    }
  })

  it('shows the answer whenever the reader asks, and takes the focus to it', async () => {
    await show(scale)
    await click('Show the answer')
    expect(root().dataset.state).toBe('revealed')
    expect(say('.question-reveals')).toContain('1/\\sqrt d')
    expect(document.activeElement).toBe(host.querySelector('[role="status"]'))
    expect(latest.missed).toBe(true)
    await give('1/sqrt(d)')
    expect(root().dataset.state).toBe('right')
    expect(latest.missed).toBe(true)
  })

  it('shows a kept answer with its reply, judged again', async () => {
    await show(scale, { first: { ...UNANSWERED, answer: '1/d', state: 'right', tries: 1, hints: 1, at: 1 } })
    expect(field().value).toBe('1/d')
    expect({ ...root().dataset }).toMatchObject({ state: 'wrong', misconception: 'variance' })
    expect(say('.question-hints')).toBe('First hint.')
    expect(say('.question-given')).toBe('Your answer: 1/d')
  })

  it('keeps a draft when the reader turns away from it', async () => {
    await show(scale)
    await type(field(), '1/s')
    await act(async () => {
      field().focus()
      field().blur()
    })
    expect(latest).toMatchObject({ answer: '1/s', state: 'open', tries: 0 })
  })

  it('asks others like it without end, and returns to the question as it was', async () => {
    await show(scale)
    await give('1/d')
    const prompts = new Set<string>()
    for (let i = 0; i < 5; i++) {
      await click('Another like this')
      prompts.add(say('.question-prompt'))
      expect({ ...root().dataset }).toMatchObject({ kind: 'number', state: 'open', variation: String(i + 1) })
    }
    expect(prompts.size).toBe(5)
    await give('7')
    expect(root().dataset.state).toBe('right')
    await click('Back to the question')
    expect({ ...root().dataset }).toMatchObject({ kind: 'formula', state: 'wrong' })
    expect(field().value).toBe('1/d')
  })

  it('says that nothing is stored', async () => {
    await show(scale, { losing: 'This browser does not store your answers.' })
    expect(say('.question-losing')).toMatch(/does not store/)
  })

  describe('of words', () => {
    const words: Placed = {
      part: 'a',
      kind: 'words',
      prompt: 'Why?',
      right: 'Compare them.',
      hints: [],
      reveals: 'Because.',
      points: ['The first.', 'The second.'],
    }
    const sheet = () => the(HTMLTextAreaElement, host, 'textarea')

    it('keeps every word, and lets the reader compare them with the key points', async () => {
      await show(words)
      await type(sheet(), 'I think so')
      expect(latest).toMatchObject({ answer: 'I think so', state: 'open' })
      expect(host.querySelector('.question-points')).toBeNull()
      await submit()
      expect(root().dataset.state).toBe('revealed')
      expect(say('.question-reveals')).toBe('Because.')
      const [first, second] = [...host.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')]
      await act(async () => first?.click())
      expect(latest).toMatchObject({ points: [0], state: 'right', missed: false })
      expect(say('[role="status"]')).toContain('1 of 2 points. Compare them.')
      await act(async () => second?.click())
      await act(async () => first?.click())
      expect(latest.points).toEqual([1])
      await act(async () => second?.click())
      expect(latest).toMatchObject({ points: [], state: 'revealed', missed: true })
    })

    it('asks for a few words before it opens the key points, and shows them to who asks', async () => {
      await show(words)
      await type(sheet(), 'x')
      await submit()
      expect(root().dataset.state).toBe('unreadable')
      expect(say('[role="alert"]')).toBe('Write more.')
      expect(host.querySelector('.question-points, .fault-place')).toBeNull()
      await type(sheet(), 'x y')
      expect(say('[role="alert"]')).toBe('')
      expect(root().dataset.state).toBe('open')
      await click('Show the answer')
      expect(say('.question-points')).toContain('The first.')
    })

    it('opens the key points when the reader opens the solution of the part, not when a lecture or a print does', async () => {
      const staged = await stage(
        <section className="part">
          <Kept question={words} />
          <details className="solution">
            <summary>Solution</summary>
          </details>
        </section>,
      )
      ;({ host, leave } = staged)
      const solution = the(HTMLDetailsElement, host, '.solution')
      const press = () => act(async () => the(HTMLElement, host, '.solution > summary').click())
      await press()
      expect(root().dataset.state).toBe('open')
      await type(sheet(), 'I think so')
      await press()
      expect(root().dataset.state, 'closed again').toBe('open')
      await act(async () => {
        solution.open = true
        solution.dispatchEvent(new Event('toggle'))
        solution.open = false
      })
      expect(root().dataset.state, 'opened by a script').toBe('open')
      await press()
      expect(root().dataset.state).toBe('revealed')
      expect(say('.question-points')).toContain('The first.')
    })
  })

  it('offers options as radio buttons, and answers for each', async () => {
    const choice: Placed = {
      part: 'c',
      kind: 'choice',
      prompt: 'Larger or smaller?',
      options: { larger: { label: 'Larger' }, smaller: { label: 'Smaller' } },
      answer: 'smaller',
      right: 'It is nowhere steep.',
      hints: [],
      reveals: 'Smaller.',
    }
    await show(choice)
    const radios = [...host.querySelectorAll<HTMLInputElement>('input[type="radio"]')]
    expect(radios.map(({ value, labels }) => [value, labels?.[0]?.textContent])).toEqual([
      ['larger', 'Larger'],
      ['smaller', 'Smaller'],
    ])
    await act(async () => radios[1]?.click())
    await submit()
    expect(root().dataset.state).toBe('right')
  })
})
