import { describe, expect, it } from 'vitest'
import type { Question } from '../../../../src/experiment'
import { optionsOf, readable } from '../../../../src/lecture/vote/options'
import {
  drawnSketches,
  MOST_SKETCHES,
  NO_SKETCHES,
  redrawn,
  withAnother,
  withoutSketch,
} from '../../../../src/lecture/vote/sketches'
import { counted, emptyTally, shares, totalOf } from '../../../../src/lecture/vote/tally'
import { answerHtml, sentenceHtml } from '../../../../src/lecture/vote/typeset'

const asked = { prompt: 'How large?', right: 'So it is.', hints: [], reveals: '$1/\\sqrt d$' }
const formula: Question = {
  ...asked,
  kind: 'formula',
  variables: { d: { symbol: 'd', meaning: 'number of inputs', values: [4, 9] } } as never,
  answer: '1/sqrt(d)',
  misconceptions: {
    inverse: { answers: ['1/d'], says: 'That is the variance.' },
    root: { answers: ['sqrt(d)', 'd^(1/2)'], says: 'That makes it larger.' },
  },
}
const choice: Question = {
  ...asked,
  kind: 'choice',
  options: { rises: { label: 'It rises', says: 'No.' }, stays: { label: 'It stays' }, falls: { label: 'It falls' } },
  answer: 'stays',
}

describe('what a class can vote for', () => {
  it('is the options of a choice, in their order', () => {
    const options = optionsOf(choice, 'a')
    expect(options?.map(({ label }) => label)).toEqual(['It rises', 'It stays', 'It falls'])
    expect(options?.map(({ right }) => right)).toEqual([false, true, false])
    expect(options?.[1]?.says).toBe('So it is.')
  })

  it('is the answer among the known wrong ones, each by its first spelling', () => {
    const options = optionsOf(formula, 'scale')
    expect(options?.map(({ label }) => label).toSorted()).toEqual(['1/d', '1/√d', '√d'])
    expect(options?.filter(({ right }) => right).map(({ label }) => label)).toEqual(['1/√d'])
  })

  it('is in the same order for the same seed, and the answer is not always first', () => {
    expect(optionsOf(formula, 'scale')).toEqual(optionsOf(formula, 'scale'))
    const places = Array.from({ length: 40 }, (_, seed) =>
      optionsOf(formula, `question-${seed}`)?.findIndex(({ right }) => right),
    )
    expect(new Set(places)).toEqual(new Set([0, 1, 2]))
  })

  it('is nothing where answers are drawn or in words, or where no wrong one is known', () => {
    expect(optionsOf({ ...asked, kind: 'words', points: [] }, 'a')).toBeUndefined()
    expect(optionsOf({ ...formula, misconceptions: {} }, 'a')).toBeUndefined()
  })
})

describe('an answer in the signs of print', () => {
  it.each([
    ['1/sqrt(d)', '1/√d'],
    ['sqrt(2/d)', '√(2/d)'],
    ['d*sigma^2', 'd · σ²'],
    ['2*sqrt(gamma)', '2 · √γ'],
    ['L', 'L'],
  ])('%s is %s', (typed, printed) => expect(readable(typed)).toBe(printed))
})

describe('the hands of a class', () => {
  it('are added and taken away, and are never fewer than none', () => {
    let tally = emptyTally(3)
    for (const [option, by] of [
      [1, 1],
      [1, 1],
      [3, 1],
      [2, -1],
      [1, -1],
      [9, 1],
      [0, 1],
    ] as const)
      tally = counted(tally, option, by)
    expect(tally).toEqual([1, 0, 1])
    expect(totalOf(tally)).toBe(2)
    expect(shares(tally)).toEqual([0.5, 0, 0.5])
    expect(shares(emptyTally(2))).toEqual([0, 0])
  })
})

describe('the sketches of a class', () => {
  it('are added, redrawn and removed; there is always one that is being drawn, and no empty one behind it', () => {
    expect(withAnother(NO_SKETCHES)).toBe(NO_SKETCHES)
    const two = redrawn(withAnother(redrawn(NO_SKETCHES, 'one 0 1')), 'one 1 0')
    expect(two).toEqual(['one 0 1', 'one 1 0'])
    expect(drawnSketches(withAnother(two))).toEqual(two)
    expect(withoutSketch(two, 0)).toEqual(['one 1 0'])
    expect(withoutSketch(['one 1 0'], 0)).toBe(NO_SKETCHES)
    const most = Array.from({ length: MOST_SKETCHES }, (_, i) => `one 0 ${i}`)
    expect(withAnother(most)).toBe(most)
  })
})

describe('the formulas of a vote', () => {
  const typeset = {
    formula: (tex: string) => {
      if (tex.includes('broken')) throw new Error('broken')
      return `<b>${tex}</b>`
    },
    tex: (_: Question, typed: string) => (typed === '?' ? undefined : `T ${typed}`),
  }

  it('are set between dollar signs, and the words around them stay words', () => {
    expect(sentenceHtml('If $d$ < 2, $d^2$.', typeset)).toBe('If <b>d</b> &lt; 2, <b>d^2</b>.')
    expect(sentenceHtml('If $broken <i>$.', typeset)).toBe('If broken &lt;i&gt;.')
    expect(sentenceHtml('If $d$.', undefined)).toBe('If d.')
  })

  it('are those of an answer as it is read, if it can be', () => {
    expect(answerHtml(formula, '1/d', typeset)).toBe('<b>T 1/d</b>')
    expect(answerHtml(formula, '?', typeset)).toBeUndefined()
    expect(answerHtml(formula, '1/d', undefined)).toBeUndefined()
  })
})
