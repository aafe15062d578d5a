import { describe, expect, it, vi } from 'vitest'
import type { PageFigures } from '../../../../src/client/figures'
import { flush, page, search, sessionOf, source, startAnew } from './madeUpPage'

startAnew()

describe('an answer of the reader', () => {
  const state = async (figures: PageFigures, name: string) => (await sessionOf(figures, name)).getState()

  it('is drawn in each of its figures and run in one, and travels in the link', async () => {
    const figures = page('')
    expect(await figures.answer('scale', '1 d /')).toEqual([])
    expect(await state(figures, 'first')).toMatchObject({
      answers: [{ question: 'scale', text: '1 d /', label: '1/d', shown: true }],
      values: { d: 3, rule: '' },
    })
    expect(await state(figures, 'second')).toMatchObject({ values: { d: 4, rule: '1 d /' } })
    const [line] = (await state(figures, 'first')).answers[0]?.lines ?? []
    expect(line?.at(4, {})).toBe(0.25)
    flush()
    expect(search).toContain('first.answer.scale=1%7Ed%7E%2F%7E')
    const friend = page(search)
    expect(await state(friend, 'first')).toMatchObject({ answers: [{ label: '1/d' }], notices: [] })
    expect(await state(friend, 'second')).toMatchObject({ values: { d: 4, rule: '1 d /' }, notices: [] })
  })

  it('that is hidden stays out of the link', async () => {
    const figures = page('')
    await figures.answer('scale', '1 d /')
    const first = await sessionOf(figures, 'first')
    flush()
    first.showAnswer('scale', false)
    flush()
    expect(search).not.toContain('first.answer')
    expect(first.getState().answers).toHaveLength(1)
  })

  it('that is a sketch sets its figure as the axes were, once: an old one does not set what was set since', async () => {
    const figures = page('')
    await figures.answer('curve', 'mean 0 0 1 1')
    expect(await state(figures, 'first')).toMatchObject({ values: { d: 7 }, answers: [{ label: 'a sketch' }] })
    const first = await sessionOf(figures, 'first')
    first.set('d', 2)
    await figures.answer('curve', 'mean 0 0 1 1', { isNew: false })
    expect(first.getState()).toMatchObject({ values: { d: 2 }, answers: [{ label: 'a sketch' }] })
  })

  it('has the first answer of the reader behind it, unless that is the same', async () => {
    const figures = page('')
    const predicted = async () => {
      const [drawn] = (await sessionOf(figures, 'first')).getState().answers
      return drawn?.predicted && [drawn.predicted.label, drawn.predicted.lines[0]?.at(4, {})]
    }
    await figures.answer('scale', '1 d /', { predicted: '1 d sqrt /' })
    expect(await predicted()).toEqual(['1/√d', 0.5])
    await figures.answer('scale', '1 d sqrt /', { predicted: '1 d sqrt /' })
    expect(await predicted()).toBeUndefined()
    await figures.answer('scale', '1 d /')
    expect(await predicted()).toBeUndefined()
  })

  it('that was given before is drawn with the first one, runs nothing, and replaces no answer of a link', async () => {
    const figures = page('')
    await figures.answer('scale', '1 d /', { predicted: '1 d sqrt /', isNew: false })
    expect(await state(figures, 'first')).toMatchObject({ answers: [{ label: '1/d', predicted: { label: '1/√d' } }] })
    expect(await state(figures, 'second')).toMatchObject({ values: { rule: '' } })
    const second = await sessionOf(figures, 'second')
    second.set('rule', '2 d /')
    await figures.answer('scale', '1 d /', { isNew: false })
    expect(second.getState().values).toMatchObject({ rule: '2 d /' })
    await figures.answer('count', '14 2 /', { isNew: false })
    expect(await state(figures, 'first')).toMatchObject({ values: { d: 3 } })

    const linked = page('?first.d=5&first.answer.count=5')
    await linked.answer('count', '7', { isNew: false })
    expect(await state(linked, 'first')).toMatchObject({ values: { d: 5 }, answers: [{ text: '5' }] })
    // An address that had no time to follow the answer that runs.
    const late = page('?first.d=7&first.answer.count=5')
    await late.answer('count', '7', { isNew: false })
    expect(await state(late, 'first')).toMatchObject({ values: { d: 7 }, answers: [{ text: '7' }] })
  })

  it('that was given before keeps its first one while the figure still waits for the answers of its address', async () => {
    const figures = page('?first.answer.scale=1~d~/')
    const asked = await source.questions()
    // The questions are there for the page, and come later for the figure.
    const questions = vi.spyOn(source, 'questions').mockResolvedValueOnce(asked)
    questions.mockImplementationOnce(() => new Promise((resolve) => setTimeout(resolve, 0, asked)))
    const hydrated = figures.figure('first')
    await figures.answer('scale', '1 d /', { predicted: '1 d sqrt /', isNew: false })
    await hydrated
    questions.mockRestore()
    expect(await state(figures, 'first')).toMatchObject({ answers: [{ label: '1/d', predicted: { label: '1/√d' } }] })
  })

  it('gives way to the sketches of a class, which no address has, and comes back', async () => {
    const figures = page('')
    await figures.answer('curve', 'mean 0 0 1 1')
    const session = await sessionOf(figures, 'first')
    session.reset()
    const own = session.getState().answers
    flush()
    await figures.showClassSketches('curve', ['mean 0 0 1 1', 'junk', 'mean 0 1 1 0'])
    flush()
    const { classSketches, values, answers } = session.getState()
    expect(classSketches?.map(({ question, number }) => [question, number])).toEqual([
      ['curve', 1],
      ['curve', 3],
    ])
    expect(classSketches?.[1]?.lines[0]?.at(0.25, {})).toBeCloseTo(0.75)
    expect(answers).toBe(own)
    expect(values).toMatchObject({ d: 7 })
    expect([...new URLSearchParams(search).keys()].filter((key) => key.includes('answer'))).toEqual([
      'first.answer.curve',
    ])
    expect(new URLSearchParams(search).get('first.answer.curve')).toBe('mean~0~0~1~1')
    session.set('d', 5)
    await figures.showClassSketches('curve', undefined)
    expect(session.getState()).toMatchObject({ classSketches: undefined, values: { d: 5 } })
    // A class that has sketched nothing does not see the reader's answers either.
    await figures.showClassSketches('curve', [])
    expect(session.getState().classSketches).toEqual([])
    await expect(figures.showClassSketches('scale', [])).rejects.toThrow(/no question "scale" that is a sketch/)
  })

  it('is taken out of all its figures', async () => {
    const figures = page('')
    await figures.answer('scale', '1 d /')
    await figures.answer('scale', undefined)
    expect(await state(figures, 'first')).toMatchObject({ answers: [] })
    expect(await state(figures, 'second')).toMatchObject({ answers: [], values: { rule: '' } })
  })

  it('sets a number, and is known as what set it', async () => {
    const figures = page('')
    expect(await figures.answer('count', '14 2 /')).toEqual([])
    expect(await state(figures, 'first')).toMatchObject({
      values: { d: 7 },
      answers: [{ question: 'count', lines: [], sets: { param: 'd', value: 7 } }],
    })
    expect(await figures.answer('count', '1 0 /')).toEqual([expect.stringMatching(/d = Infinity was ignored/)])
    expect(await figures.answer('count', '99')).toEqual([expect.stringMatching(/moved to 9/)])
  })

  it('that the figure cannot run says why', async () => {
    const figures = page('')
    expect(await figures.answer('scale', '10')).toEqual(['rule = 10 was ignored: it is over 9.'])
    await figures.answer('scale', '1')
    expect((await state(figures, 'second')).values.rule).toBe('1')
    await figures.answer('scale', '10')
    expect(await state(figures, 'second')).toMatchObject({ values: { rule: '' }, answers: [{ text: '10' }] })
    await expect(figures.answer('sclae', '1')).rejects.toThrow(/has no question "sclae"/)
    await expect(figures.answer('constructor', '1')).rejects.toThrow(/has no question/)
  })

  it.each([
    ['first.answer.scale=1/d', /The answer to "scale" was ignored: it is no formula as this page writes it/],
    [`first.answer.scale=${'1~'.repeat(9000)}`, /it is no formula/],
    ['first.answer.scale=x', /it is no formula/],
    ['first.answer.nothing=1', /The answer to "nothing" was ignored: the questions are scale, count, curve\./],
    ['first.answer.__proto__=1', /The answer to "__proto__" was ignored/],
    ['first.answer.=1', /The answer to "" was ignored/],
    ['second.answer.count=1', /it is not drawn in this figure/],
  ])('of an address that is junk is named and ignored: %s', async (given, sentence) => {
    const figures = page(`?${given.slice(0, 20_000)}`)
    const { answers, notices } = await state(figures, given.split('.')[0] ?? '')
    expect(answers).toEqual([])
    expect(notices).toEqual([expect.stringMatching(sentence)])
    expect(notices[0]?.length).toBeLessThan(200)
  })

  it('of an address is given up with a notice if the questions cannot be loaded, and the figure works', async () => {
    const figures = page('?first.answer.scale=1')
    const questions = vi.spyOn(source, 'questions').mockRejectedValueOnce(new TypeError('no network'))
    expect(await state(figures, 'first')).toMatchObject({
      answers: [],
      notices: [expect.stringMatching(/could not be loaded/)],
    })
    questions.mockRestore()
  })
})
