// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Placed } from '../../../../src/experiment'
import { UNANSWERED } from '../../../../src/ui/question/record/record'
import { type } from '../stage'
import { button, click, field, give, host, ID, latest, root, say, scale, show, submit, takeAway } from './shownQuestion'

afterEach(takeAway)

describe('QuestionPanel', () => {
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

  it('says what cannot be read and where, to screen readers too, and selects the place', async () => {
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
