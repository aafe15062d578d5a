import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Experiment, formula } from '../../../src/experiment'
import { countdown, staged } from './countdown'

const line = { measure: 'mean', scaled: false, at: () => 1 }
const answer = (question: string, text = '1') => ({ question, text, label: text, lines: [line] })

/** An experiment that runs a formula of the reader. */
const asked: Experiment = {
  ...countdown,
  params: {
    ...countdown.params,
    own: formula({ label: 'own', letters: { d: 'd' }, refuses: (f) => (f({ d: 1 }) > 9 ? 'it is over 9' : undefined) }),
  },
}

describe('the answers of the reader', () => {
  let on: ReturnType<typeof staged>
  beforeEach(() => {
    on = staged(asked)
    on.session.setVisible(true)
  })
  afterEach(() => on.engine.dispose())

  it('are drawn, replaced by question, hidden, and erased, without a new run', () => {
    on.read(0)
    on.finish()
    const asked = on.worker().asked.length
    on.session.draw(answer('scale'))
    on.session.draw(answer('mean'))
    on.session.draw(answer('scale', '2'))
    expect(on.state().answers).toMatchObject([
      { question: 'mean', text: '1', shown: true },
      { question: 'scale', text: '2', shown: true },
    ])
    on.session.showAnswer('mean', false)
    expect(on.state().answers.map(({ shown }) => shown)).toEqual([false, true])
    on.session.erase('mean')
    expect(on.state().answers.map(({ question }) => question)).toEqual(['scale'])
    expect(on.worker().asked).toHaveLength(asked)
    expect(on.state()).toMatchObject({ status: 'done', undoable: false })
  })

  it('run on top of the initial values, and one undo takes them back', () => {
    on.session.set('level', 2)
    expect(on.session.runAnswer({ own: 'd 2 *', steps: 5 })).toEqual({ isRunning: true, problems: [] })
    expect(on.state()).toMatchObject({ values: { level: 0, steps: 5, own: 'd 2 *' }, jumps: 1 })
    on.session.undo()
    expect(on.state()).toMatchObject({ values: { level: 2, own: '' } })
  })

  it('are taken out by a preset and by a reset', () => {
    for (const leave of [() => on.session.apply('high'), () => on.session.reset()]) {
      on.session.runAnswer({ own: 'd' })
      leave()
      expect(on.state().values.own).toBe('')
    }
  })

  it('do not run if the figure cannot use them, which is said', () => {
    on.session.set('level', 2)
    expect(on.session.runAnswer({ own: 'd 10 *' })).toEqual({
      isRunning: false,
      problems: ['own = d · 10 was ignored: it is over 9.'],
    })
    expect(on.session.runAnswer({ nothing: 1 }).problems).toEqual([expect.stringMatching(/no such parameter/)])
    expect(on.state()).toMatchObject({ values: { level: 2, own: '' }, jumps: 0 })
  })

  it('run a number at the end of its slider if it is beyond, and say so; none that is infinite', () => {
    expect(on.session.runAnswer({ level: 99 }).problems).toEqual([expect.stringMatching(/moved to 5/)])
    expect(on.state().values.level).toBe(5)
    expect(on.session.runAnswer({ level: Number.POSITIVE_INFINITY })).toMatchObject({ isRunning: false })
    expect(on.state().values.level).toBe(5)
  })
})
