// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Placed } from '../../../../src/experiment'
import { the, type } from '../stage'
import { click, host, Kept, latest, root, say, show, showElement, submit, takeAway } from './shownQuestion'

afterEach(takeAway)

describe('a question of words', () => {
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
    await showElement(
      <section className="part">
        <Kept question={words} />
        <details className="solution">
          <summary>Solution</summary>
        </details>
      </section>,
    )
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
