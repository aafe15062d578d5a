// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { KeptLecture } from '../../../src/lecture/keptLecture'
import type { Lecture } from '../../../src/lecture/lecture'
import { furnish, heard, madeLecture, QUESTIONS } from './madeLecture'

let made: ReturnType<typeof madeLecture>
let lecture: Lecture

beforeEach(() => {
  furnish()
  sessionStorage.clear()
  made = madeLecture()
  lecture = made.lecture
})
afterEach(() => {
  made.lecture.stop()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('beginning a lecture', () => {
  it.each([
    ['at an address, with the figure as the address sets it', 'b.2', []],
    ['where it was left, with the preset of the moment', undefined, ['small']],
  ])('%s', async (_, place, applied) => {
    new KeptLecture('made-up').keep({ place: 'b.2' })
    made = madeLecture('?variance.d=5')
    made.lecture.start(place, undefined)
    made.load()
    await heard()
    expect(made.figure.applied).toEqual(applied)
  })
})

describe('leaving a lecture', () => {
  it('leaves alone a figure that was still loading', async () => {
    lecture.start('b.2', undefined)
    lecture.stop()
    made.load()
    await heard()
    expect(made.figure.applied).toEqual([])
    expect(made.figure.listeners.size).toBe(0)
    made.figure.update({ readings: 1 })
  })

  it('shows nothing on the page when the questions or the fonts come later', async () => {
    lecture.start('a.2', undefined)
    lecture.stop()
    made.questions.resolve(QUESTIONS)
    await heard()
    expect(document.querySelector('[data-shown]')).toBeNull()
    expect(document.documentElement.hasAttribute('data-lecture-vote')).toBe(false)
  })
})

describe('the votes of a lecture', () => {
  it('are measured by their figure after a reload, if they were revealed', async () => {
    new KeptLecture('made-up').keep({ revealed: ['scale'], place: 'a.2' })
    made = madeLecture()
    made.lecture.start(undefined, undefined)
    made.load()
    await heard()
    made.questions.resolve(QUESTIONS)
    await vi.waitFor(() => expect(made.enlarged()).toEqual(['spread']))
  })

  it('are said to be missing if the questions cannot be loaded', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    lecture.start('a.1', undefined)
    made.questions.reject(new Error('offline'))
    await vi.waitFor(() => expect(lecture.getState().said).toBe('The votes could not be loaded: reload the page.'))
  })
})

describe('the view that measures a revealed vote', () => {
  beforeEach(async () => {
    lecture.start('a.2', undefined)
    made.questions.resolve(QUESTIONS)
    made.load()
    await vi.waitFor(() => expect(lecture.getState().vote?.name).toBe('scale'))
  })
  const reveal = async () => {
    lecture.do('reveal')
    await vi.waitFor(() => expect(made.enlarged()).toEqual(['spread']))
  }

  it.each([
    ['the vote is hidden', () => lecture.do('reveal')],
    ['the moment is left', () => lecture.do('next')],
    ['the lecture is left', () => lecture.stop()],
  ])('has the stage until %s', async (_, leave) => {
    await reveal()
    leave()
    expect(made.enlarged()).toEqual([])
  })

  it('shows its figure as it is set', async () => {
    await reveal()
    expect(made.figure.listeners.size).toBe(1)
    expect(made.figure.applied).toEqual([])
  })

  it('gives the stage back to the view that had it, and takes it from no other', async () => {
    made.enlarge('mean')
    await reveal()
    lecture.do('reveal')
    expect(made.enlarged()).toEqual(['mean'])
    await reveal()
    made.enlarge('mean')
    lecture.do('next')
    expect(made.enlarged()).toEqual(['mean'])
  })

  it('is not watched if the vote is hidden before its figure is loaded', async () => {
    lecture.do('reveal')
    lecture.do('reveal')
    await heard()
    expect(made.figure.listeners.size).toBe(0)
    expect(made.enlarged()).toEqual([])
  })
})

describe('the sketches of a class', () => {
  beforeEach(async () => {
    lecture.start('c.2', undefined)
    made.questions.resolve(QUESTIONS)
    made.load()
    await vi.waitFor(() => expect(lecture.getState().vote?.name).toBe('shape'))
  })
  const sketches = () => lecture.getState().vote?.sketches
  const drawTwo = () => {
    lecture.change((votes, vote) => votes.draw(vote, 'spread 0 0 1 1'))
    lecture.change((votes, vote) => votes.drawAnother(vote))
    lecture.change((votes, vote) => votes.draw(vote, 'spread 0 1 1 0'))
  }

  it('are kept with the lecture, over a reload too, and removed one by one', () => {
    drawTwo()
    expect(sketches()).toEqual(['spread 0 0 1 1', 'spread 0 1 1 0'])
    expect(new KeptLecture('made-up').now.sketches).toEqual({ shape: sketches() })
    lecture.change((votes, vote) => votes.removeSketch(vote, 0))
    expect(sketches()).toEqual(['spread 0 1 1 0'])
  })

  it('are in their figure from R until the vote is hidden or left, and stay as they are there', async () => {
    drawTwo()
    expect(made.shown).toEqual([])
    lecture.do('reveal')
    await vi.waitFor(() => expect(made.enlarged()).toEqual(['spread']))
    expect(made.shown).toEqual([['shape', ['spread 0 0 1 1', 'spread 0 1 1 0']]])
    lecture.change((votes, vote) => votes.removeSketch(vote, 0))
    expect(sketches()).toHaveLength(2)
    lecture.do('back')
    expect(made.shown.at(-1)).toEqual(['shape', undefined])
    expect(made.enlarged()).toEqual([])
  })
})

describe('a run that Next waits for', () => {
  let moment: number
  beforeEach(async () => {
    lecture.start('b.2', undefined)
    made.load()
    await vi.waitFor(() => expect(made.figure.applied).toEqual(['small']))
    made.figure.update({ status: 'running', readings: 3 })
    lecture.do('next')
    expect(lecture.getState().said).toContain('3 of 10 readings')
    moment = lecture.getState().position.moment
  })

  it('goes on when it has ended', () => {
    made.figure.update({ status: 'done', readings: 10 })
    expect(lecture.getState().position.moment).toBe(moment + 1)
  })

  it.each(['black', 'overview', 'qr', 'keys'] as const)('is forgotten when it ends under an overlay: %s', (overlay) => {
    lecture.do(overlay)
    made.figure.update({ status: 'done', readings: 10 })
    expect(lecture.getState()).toMatchObject({ overlay, said: '', position: { moment } })
    lecture.do('leave')
    made.figure.update({ readings: 10 })
    expect(lecture.getState()).toMatchObject({ overlay: undefined, position: { moment } })
  })
})
