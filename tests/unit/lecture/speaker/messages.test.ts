import { describe, expect, it } from 'vitest'
import { readKept } from '../../../../src/lecture/kept'
import { channelName, isKey, newKey, readMessage, type WallState } from '../../../../src/lecture/speaker/messages'
import { elapsedText } from '../../../../src/lecture/speaker/SpeakerView'

const state: WallState = {
  kind: 'state',
  moment: 4,
  step: 1,
  steps: 9,
  black: false,
  said: '',
  run: { status: 'running', readings: 3, expected: 10 },
  tally: [
    { label: '1/d', hands: 1, right: false },
    { label: '1/√d', hands: 2, right: true },
  ],
  revealed: false,
  since: 1_700_000_000_000,
}

describe('messages between the wall and the speaker window', () => {
  it('are read as they were sent', () => {
    for (const message of [
      state,
      { ...state, run: undefined, tally: undefined },
      { kind: 'hello' },
      { kind: 'bye' },
      { kind: 'do', action: 'next' },
      { kind: 'hand', option: 2, by: -1 },
    ])
      expect(readMessage(structuredClone(message))).toEqual(message)
  })

  it.each([
    [undefined],
    [null],
    ['next'],
    [42],
    [[]],
    [{}],
    [{ kind: 'do', action: 'leave' }],
    [{ kind: 'do', action: 'constructor' }],
    [{ kind: 'hand', option: 1.5, by: 1 }],
    [{ kind: 'hand', option: 1, by: 7 }],
    [{ ...state, moment: -1 }],
    [{ ...state, since: 'now' }],
    [{ ...state, black: 1 }],
    [{ ...state, tally: [1, 2] }],
    [{ ...state, tally: [{ label: 'd', hands: -1, right: false }] }],
    [{ ...state, tally: Array.from({ length: 10 }, () => ({ label: 'd', hands: 0, right: false })) }],
    [{ ...state, run: { status: 'running' } }],
  ])('are nothing if they are not ours: %j', (data) => {
    expect(readMessage(data)).toBeUndefined()
  })

  it('pass on a channel that has the key of the session in its name', () => {
    const [one, other] = [newKey(), newKey()]
    expect(isKey(one)).toBe(true)
    expect(one).not.toBe(other)
    expect(channelName(one)).toContain(one)
    for (const key of ['', null, '../x', one.slice(1), one.toUpperCase().replace(/^./, 'G')])
      expect(isKey(key)).toBe(false)
  })
})

describe('what a reload keeps', () => {
  const kept = {
    key: newKey(),
    since: 5,
    tallies: { scale: [1, 2] },
    sketches: { falls: ['one 0 0 1 1', ''] },
    revealed: ['scale'],
    place: 'a.5',
  }

  it('is read as it was written', () => {
    expect(readKept(JSON.stringify(kept), 9)).toEqual(kept)
  })

  it.each([null, '', '{', '[]', '{"key":"x"}', JSON.stringify({ ...kept, since: 'now' })])(
    'begins anew from %s',
    (text) => {
      expect(readKept(text, 9)).toMatchObject({ since: 9, tallies: {}, revealed: [], place: '' })
    },
  )

  it('leaves out sketches that are no texts', () => {
    const damaged = { ...kept, sketches: { falls: ['one 0 0 1 1', 3, 'x'.repeat(9000)], rises: 'text' } }
    expect(readKept(JSON.stringify(damaged), 9).sketches).toEqual({ falls: ['one 0 0 1 1'], rises: [''] })
    expect(readKept(JSON.stringify({ ...kept, sketches: 7 }), 9)).toMatchObject({ sketches: {}, place: '' })
  })

  it('leaves out hands that are no numbers', () => {
    const damaged = { ...kept, tallies: { scale: [1, -2], depth: [3] }, revealed: [7, 'depth'] }
    expect(readKept(JSON.stringify(damaged), 9)).toMatchObject({ tallies: { depth: [3] }, revealed: ['depth'] })
  })
})

describe('elapsed time', () => {
  it.each([
    [-5, '0:00'],
    [7_000, '0:07'],
    [307_999, '5:07'],
    [4_500_000, '1:15:00'],
  ])('%d ms is %s', (ms, text) => expect(elapsedText(ms)).toBe(text))
})
