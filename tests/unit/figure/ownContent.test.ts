import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Experiment, passage, picture, pictureText } from '../../../src/experiment'
import type { Session } from '../../../src/figure/session'
import { countdown, staged } from './countdown'

/** An experiment with a text and a picture made by the reader; one preset sets the text. */
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

const PICTURE = pictureText([0, 1, 2, 3].map((y) => [0, 5, 10, y]))
const made = { text: 'my own words', own: PICTURE }

let on: ReturnType<typeof staged>
let session: Session
const getState = () => on.state()
beforeEach(() => {
  on = staged(written)
  session = on.session
  for (const [name, value] of Object.entries(made)) session.set(name, value)
})
afterEach(() => on.engine.dispose())

describe('a session with what the reader made', () => {
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
