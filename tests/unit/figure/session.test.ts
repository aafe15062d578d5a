import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Experiment, exactly, formula, passage, picture, pictureText } from '../../../src/experiment'
import type { Session } from '../../../src/figure/session'
import { seedOfRun } from '../../../src/figure/setting'
import { countdown, staged } from './countdown'

/** An experiment with a text and a picture made by the reader; one preset sets the text. */
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

const written: Experiment = {
  ...countdown,
  params: {
    ...countdown.params,
    text: passage({ label: 'text', empty: 'the book', most: 100, refuses: () => undefined }),
    own: picture({ label: 'picture', size: 4 }),
  },
  presets: {
    ...countdown.presets,
    quoted: { title: 'A text of the book', says: 'A text of the book.', at: { text: 'quoth' } },
  },
}

describe('Session', () => {
  let on: ReturnType<typeof staged>
  let session: Session
  const worker = () => on.worker()
  const lastRun = () => on.lastRun()
  const read = (mean: number) => on.read(mean)
  const finish = () => on.finish()
  const getState = () => on.state()
  beforeEach(() => {
    on = staged(countdown)
    session = on.session
  })
  afterEach(() => on.engine.dispose())

  it('does no work until it is seen, then measures by itself', () => {
    session.set('level', 1)
    expect(on.workers).toHaveLength(0)
    session.setVisible(true)
    expect(lastRun().request).toMatchObject({ experiment: 'made-up/countdown', seed: 1, values: { level: 1 } })
    expect(getState().status).toBe('running')
    read(1)
    finish()
    expect(getState()).toMatchObject({ status: 'done', readings: 1, ms: 2 })
  })

  it('moves the theory at once and keeps the old reading, marked stale, until the new one comes', () => {
    session.setVisible(true)
    read(0)
    finish()
    session.set('level', 2)
    expect(getState()).toMatchObject({
      status: 'stale',
      readings: 0,
      theory: { mean: { value: 2 } },
      reading: { mean: { value: 0 } },
    })
    read(2)
    expect(getState()).toMatchObject({ status: 'running', readings: 1, reading: { mean: { value: 2 } } })
  })

  it('asks for the last value of a burst only', () => {
    session.setVisible(true)
    for (let i = 1; i <= 10; i++) session.set('level', i / 2)
    expect(worker().asked).toHaveLength(1)
    expect(lastRun().request.values.level).toBe(5)
  })

  it('clamps what it is given, and throws for a parameter that is none', () => {
    session.set('level', 99)
    expect(getState().values.level).toBe(5)
    expect(() => session.set('levle', 1)).toThrow(/no parameter "levle" \(it has: level, steps, width\)/)
  })

  it('undoes a preset, a reset and the whole move of a slider, each in one step, and counts what the address enters', () => {
    expect(getState()).toMatchObject({ undoable: false, jumps: 0 })
    for (const level of [1, 2, 3]) session.set('level', level)
    session.reset()
    expect(getState()).toMatchObject({ undoable: true, jumps: 1, changed: ['level'] })
    session.undo()
    expect(getState()).toMatchObject({ values: { level: 3 }, jumps: 2, changed: ['level'] })
    session.undo()
    expect(getState()).toMatchObject({ values: { level: 0 }, undoable: false })
    session.undo()
    expect(getState().jumps).toBe(3)
  })

  it('keeps the run before the last change to compare with: before the whole move of a slider, and none that was not measured', () => {
    session.setVisible(true)
    expect(getState().earlier).toBeUndefined()
    read(0)
    finish()
    session.set('level', 1)
    read(1)
    session.set('level', 2)
    expect(getState().earlier).toMatchObject({
      values: { level: 0 },
      reading: { mean: { value: 0 } },
      theory: { mean: { value: 0 } },
    })
    session.newDraw()
    expect(getState().earlier).toMatchObject({ values: { level: 0 } })
    read(2)
    session.undo()
    expect(getState().earlier).toMatchObject({ values: { level: 2 }, seed: 2, reading: { mean: { value: 2 } } })
  })

  it('keeps what was measured as a ghost when the text sets it, and the way back', () => {
    const [preset = ''] = Object.keys(countdown.presets)
    const back = () => {}
    session.setVisible(true)
    session.set('level', 3)
    session.follow(preset, back)
    expect(getState()).toMatchObject({ before: undefined, back })
    session.set('level', 3)
    read(3)
    finish()
    session.follow(preset, back)
    expect(getState().before).toMatchObject({ values: { level: 3 }, reading: { mean: { value: 3 } } })
    session.forgetBefore()
    expect(getState().before).toBeUndefined()
  })

  it('resets the parameters and not the seed; a new draw changes the seed and not the parameters', () => {
    session.set('level', 2)
    session.newDraw()
    expect(getState()).toMatchObject({ seed: 2, values: { level: 2 } })
    session.reset()
    expect(getState()).toMatchObject({ seed: 2, values: { level: 0 } })
  })

  it('knows the preset whose values it has', () => {
    session.apply('high')
    expect(getState()).toMatchObject({ preset: 'high', values: { level: 5 } })
    session.set('level', 4)
    expect(getState().preset).toBeUndefined()
  })

  it('pauses, steps one reading, and plays on', () => {
    session.setVisible(true)
    session.pause()
    expect(getState()).toMatchObject({ status: 'idle', paused: true })
    session.step()
    read(0)
    expect(getState()).toMatchObject({ status: 'idle', paused: true, readings: 1 })
    session.play()
    expect(worker().received.at(-1)?.kind).toBe('resume')
    finish()
    expect(getState().status).toBe('done')
  })

  describe('after its last reading', () => {
    /** Takes a whole run of three readings, the last of a given mean. */
    const whole = (mean: number) => {
      for (const one of [0, 1, mean]) read(one)
      finish()
    }
    beforeEach(() => {
      session.setVisible(true)
      whole(2)
    })

    it('adds a run with draws of its own, and pools it with those before when it has ended', () => {
      expect(getState()).toMatchObject({ status: 'done', runs: 1, extends: true })
      session.play()
      expect(lastRun().request).toMatchObject({ seed: seedOfRun(1, 1), values: { level: 0 } })
      read(9)
      expect(getState()).toMatchObject({ status: 'running', readings: 3, adding: 1, reading: { mean: { value: 2 } } })
      read(9)
      read(4)
      finish()
      const { mean } = getState().reading ?? {}
      expect(mean).toMatchObject({ value: 3, repeats: 32 })
      expect(getState()).toMatchObject({ status: 'done', runs: 2, adding: 0, extends: true })
      session.step()
      expect(lastRun().request.seed).toBe(seedOfRun(1, 2))
    })

    it('forgets the runs before when the setting changes, or the draw', () => {
      session.play()
      whole(4)
      session.newDraw()
      expect(getState()).toMatchObject({ readings: 0, runs: 0, extends: false })
      expect(lastRun().request.seed).toBe(2)
      whole(5)
      expect(getState()).toMatchObject({ runs: 1, reading: { mean: { value: 5, repeats: 16 } } })
    })

    it('keeps what it has while a lost worker repeats the run that is added', () => {
      session.play()
      read(9)
      worker().say({ kind: 'broken', message: 'lost' })
      expect(getState()).toMatchObject({ status: 'running', readings: 3, adding: 0, reading: { mean: { value: 2 } } })
      expect(lastRun().request.seed).toBe(seedOfRun(1, 1))
      whole(4)
      expect(getState()).toMatchObject({ runs: 2, reading: { mean: { value: 3 } } })
    })

    it('does not pool what is not a number, or what ended before its time', () => {
      session.play()
      read(1)
      finish()
      expect(getState()).toMatchObject({ status: 'done', runs: 1, extends: false, reading: { mean: { value: 2 } } })
      session.newDraw()
      whole(1)
      session.play()
      whole(Number.NaN)
      expect(getState()).toMatchObject({
        runs: 1,
        extends: false,
        fault: expect.stringContaining('not a number'),
        reading: { mean: { value: 1 } },
      })
    })

    it('does not pool what has a theory of its draw, and measures it again', () => {
      on.engine.dispose()
      on = staged({
        ...countdown,
        theory: (_, draw) => ({ mean: exactly(draw('gaussian', 'one', [1])[0] ?? 0) }),
      })
      session = on.session
      session.setVisible(true)
      whole(2)
      expect(getState()).toMatchObject({ runs: 1, extends: false })
      session.play()
      expect(lastRun().request.seed).toBe(1)
      expect(getState()).toMatchObject({ status: 'stale', readings: 0 })
    })

    it('measures again on another backend, and pools nothing of the one before', () => {
      worker().ready()
      session.play()
      read(9)
      session.chooseBackend('cpu')
      expect(getState()).toMatchObject({ status: 'stale', readings: 0, runs: 0 })
      expect(lastRun().request.seed).toBe(1)
    })
  })

  it('rests off screen and goes on when seen again, unless the reader paused it', () => {
    session.setVisible(true)
    session.setVisible(false)
    expect(worker().received.at(-1)?.kind).toBe('pause')
    session.setVisible(true)
    expect(worker().received.at(-1)?.kind).toBe('resume')
    session.pause()
    session.setVisible(false)
    session.setVisible(true)
    expect(worker().received.at(-1)?.kind).toBe('pause')
  })

  it('refuses a setting over the cost cap in a sentence, and recovers', () => {
    session.setVisible(true)
    session.set('width', 2 ** 20)
    expect(getState()).toMatchObject({ status: 'failed', fault: expect.stringMatching(/over the limit/) })
    session.set('width', 4)
    expect(getState()).toMatchObject({ status: 'running', fault: undefined })
  })

  it('names what is not a number', () => {
    session.setVisible(true)
    read(Number.NaN)
    expect(getState().fault).toBe('mean is not a number; walk is not a number at step 1.')
    finish()
    expect(getState()).toMatchObject({ status: 'done', fault: expect.stringContaining('at step 1') })
    session.newDraw()
    expect(getState().fault).toBeUndefined()
  })

  it('keeps the settings and starts again when the worker is lost', () => {
    session.setVisible(true)
    session.set('level', 3)
    worker().ready()
    read(3)
    worker().say({ kind: 'broken', message: 'lost' })
    expect(getState()).toMatchObject({ status: 'stale', readings: 0, values: { level: 3 } })
    expect(lastRun().request.values.level).toBe(3)
  })

  it('measures again on a backend that the reader chooses', () => {
    session.setVisible(true)
    worker().ready()
    read(0)
    finish()
    session.chooseBackend('cpu')
    expect(getState()).toMatchObject({ status: 'stale', wanted: 'cpu' })
    expect(lastRun().request.experiment).toBe('made-up/countdown')
  })

  it('gives a new object for every change, and tells who listens', () => {
    const before = getState()
    let told = 0
    const stop = session.subscribe(() => told++)
    session.set('level', 1)
    stop()
    session.set('level', 2)
    expect(getState()).not.toBe(before)
    expect(before.values.level).toBe(0)
    expect(told).toBeGreaterThan(0)
  })

  it('leaves nothing behind', () => {
    session.setVisible(true)
    session.dispose()
    expect(worker().asked).toHaveLength(0)
  })

  describe('with what the reader made', () => {
    const PICTURE = pictureText([0, 1, 2, 3].map((y) => [0, 5, 10, y]))
    const made = { text: 'my own words', own: PICTURE }
    beforeEach(() => {
      on.engine.dispose()
      on = staged(written)
      session = on.session
      for (const [name, value] of Object.entries(made)) session.set(name, value)
    })

    it('keeps it through a preset, which is the one set none the less', () => {
      session.apply('high')
      expect(getState()).toMatchObject({ preset: 'high', values: { ...made, level: 5 } })
    })

    it('keeps it through a reset, which brings everything else back', () => {
      session.set('level', 2)
      session.reset()
      expect(getState().values).toEqual({ level: 0, steps: 3, width: 16, ...made })
    })

    it('changes what a preset names, and knows that preset before those that say nothing of a text', () => {
      session.apply('quoted')
      expect(getState()).toMatchObject({ preset: 'quoted', values: { text: 'quoth', own: PICTURE } })
      session.set('text', 'quoth not')
      expect(getState().preset).toBeUndefined()
    })

    it('lets the reader take it back', () => {
      session.set('text', '')
      session.set('own', '')
      expect(getState().values).toMatchObject({ text: '', own: '' })
    })
  })
})

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
