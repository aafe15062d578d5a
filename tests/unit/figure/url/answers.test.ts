import { describe, expect, it } from 'vitest'
import { type Experiment, formula, tensor } from '../../../../src/experiment'
import { readAddress, readAnswers, writeAddress } from '../../../../src/figure/url/address'
import { answerOfWord, answerWord } from '../../../../src/figure/url/answerWord'
import { ContentStore } from '../../../../src/figure/url/contentStore'
import { mendLink } from '../../../../src/figure/url/mendLink'
import { countdown } from '../countdown'

const answered: Experiment = {
  ...countdown,
  params: {
    ...countdown.params,
    rule: formula({
      label: 'rule',
      letters: { d: 'inputs' },
      refuses: (f) => (f({ d: 1 }) < 0 ? 'it is negative' : undefined),
    }),
    expression: tensor({ label: 'expression', space: { left: ['j'], operands: { L: ['j'] } } }),
  },
}
const store = new ContentStore()
const read = (search: string) => readAddress(search, 'countdown', answered, store)
const write = (setting: Parameters<typeof writeAddress>[3]) => writeAddress('', 'countdown', answered, setting, store)
const initial = read('')

describe('an answer in an address', () => {
  it.each(['1 d sqrt /', 'L[b,x,y,S[j]]', '0.5', 'single 0 1e-4 20 1', 'x neg'])('is one word: %s', (text) => {
    const word = answerWord(text)
    expect(word).not.toMatch(/[\s+)\].,]$|\s/)
    expect(answerOfWord(word)).toBe(text)
  })

  it('runs in a parameter, whatever a chat program does to the end of the link', () => {
    const setting = { ...initial, values: { ...initial.values, rule: '1 d sqrt /', expression: 'L[j]' } }
    const search = write(setting)
    expect(search).toBe('?countdown.rule=1%7Ed%7Esqrt%7E%2F%7E&countdown.expression=L%5Bj%5D%7E')
    for (const link of [
      search,
      `${search}.`,
      `${search})`,
      search.replaceAll('&', '&amp;'),
      encodeURIComponent(search.slice(1)).replace(/^/, '?'),
    ])
      expect(read(mendLink({ search: link, hash: '' }).search)).toMatchObject({ values: setting.values, problems: [] })
  })

  it('belongs to a pin', () => {
    const pins = [{ values: { ...initial.values, rule: '1 d sqrt /', expression: 'L[j]' }, seed: 2 }]
    expect(read(write({ ...initial, pins }))).toMatchObject({ pins, problems: [] })
  })

  it('is written while it is shown, and read apart from the parameters', () => {
    const answers = [
      { question: 'scale', text: '1 d sqrt /', shown: true },
      { question: 'mean', text: '0.5', shown: false },
    ]
    const search = write({ ...initial, answers })
    expect(search).toBe('?countdown.answer.scale=1%7Ed%7Esqrt%7E%2F%7E')
    expect(readAnswers(search, 'countdown')).toEqual([{ question: 'scale', text: '1 d sqrt /' }])
    expect(read(search).problems).toEqual([])
    expect(writeAddress(search, 'countdown', answered, initial, store)).toBe('')
  })

  it.each([
    ['rule=1/d', /rule = "1\/d" was ignored: it is a formula in d, as this page writes it/],
    ['rule=0~1~-', /rule = 0 − 1 was ignored: it is negative/],
    [`rule=${'9'.repeat(9000)}`, /was ignored/],
    ['expression=L[i]', /it is an expression in L, as this page writes it/],
    ['answer=3', /answer was ignored: there is no such parameter/],
  ])('names and ignores %s', (given, sentence) => {
    const { values, problems } = read(`?countdown.${given}`)
    expect(values).toEqual(initial.values)
    expect(problems).toEqual([expect.stringMatching(sentence)])
    expect(problems[0]?.length).toBeLessThan(250)
  })

  it('is read of a few questions only', () => {
    const many = Array.from({ length: 50 }, (_, i) => `countdown.answer.q${i}=1`).join('&')
    expect(readAnswers(`?${many}`, 'countdown')).toHaveLength(8)
    expect(readAnswers('?other.answer.scale=1', 'countdown')).toEqual([])
  })
})
