import { describe, expect, it } from 'vitest'
import type { Moment } from '../../../src/lecture/outline/moments'
import { moved, positionText, readPosition, writeLecture } from '../../../src/lecture/position'

const moment = (part: string, number: number): Moment => ({
  kind: 'text',
  part,
  number,
  label: '',
  units: [],
  builds: false,
  above: [],
  notes: [],
})
const moments = [moment('title', 1), moment('a', 1), moment('a', 2), moment('stack', 1)]
const STEPS = [1, 3, 1, 2]
const stepsOf = (index: number) => STEPS[index] ?? 1

const next = (at: { moment: number; step: number }) => moved(at, { kind: 'next' }, moments.length, stepsOf)
const back = (at: { moment: number; step: number }) => moved(at, { kind: 'back' }, moments.length, stepsOf)

describe('moving in a lecture', () => {
  it('passes every step of every moment on, and the same back', () => {
    const way = [{ moment: 0, step: 0 }]
    for (let i = 0; i < 6; i++) way.push(next(way[way.length - 1] ?? { moment: -1, step: 0 }))
    expect(way.map(({ moment, step }) => `${moment}.${step}`)).toEqual([
      '0.0',
      '1.0',
      '1.1',
      '1.2',
      '2.0',
      '3.0',
      '3.1',
    ])
    for (let i = way.length - 1; i > 0; i--) expect(back(way[i] ?? { moment: -1, step: 0 })).toEqual(way[i - 1])
  })

  it('stays at both ends', () => {
    expect(back({ moment: 0, step: 0 })).toEqual({ moment: 0, step: 0 })
    expect(next({ moment: 3, step: 1 })).toEqual({ moment: 3, step: 1 })
  })

  it('goes to the first, to the last step of all, and to a moment', () => {
    const from = { moment: 1, step: 1 }
    const to = (move: Parameters<typeof moved>[1]) => moved(from, move, moments.length, stepsOf)
    expect(to({ kind: 'start' })).toEqual({ moment: 0, step: 0 })
    expect(to({ kind: 'end' })).toEqual({ moment: 3, step: 1 })
    expect(to({ kind: 'to', moment: 2 })).toEqual({ moment: 2, step: 0 })
    expect(to({ kind: 'to', moment: 99, step: 99 })).toEqual({ moment: 3, step: 1 })
    expect(to({ kind: 'to', moment: -1 })).toEqual({ moment: 0, step: 0 })
  })
})

describe('the address of a position', () => {
  it('is read as it is written', () => {
    for (const [index, steps] of STEPS.entries())
      for (let step = 0; step < steps; step++) {
        const at = { moment: index, step }
        expect(readPosition(moments, positionText(moments, at), stepsOf)).toEqual(at)
      }
    expect(positionText(moments, { moment: 1, step: 0 })).toBe('a.1')
    expect(positionText(moments, { moment: 1, step: 2 })).toBe('a.1.3')
  })

  it('is the beginning without a value, and the first moment of a part alone', () => {
    expect(readPosition(moments, '', stepsOf)).toEqual({ moment: 0, step: 0 })
    expect(readPosition(moments, 'stack', stepsOf)).toEqual({ moment: 3, step: 0 })
  })

  it.each([
    ['z.1', 0, 0, 'title, a, stack'],
    ['a.9', 2, 0, '1 to 2'],
    ['a.0', 1, 0, '1 to 2'],
    ['a.x', 1, 0, '1 to 2'],
    ['a.1.9', 1, 2, '3 steps'],
    ['a.1.-1', 1, 0, '3 steps'],
    ['a.2.2', 2, 0, '1 step'],
    ['a.1.2.3', 1, 1, '3 steps'],
  ])('%s becomes the nearest legal one, and is said', (text, moment, step, said) => {
    const { problem, ...at } = readPosition(moments, text, stepsOf)
    expect(at).toEqual({ moment, step })
    expect(problem).toContain(said)
    expect(problem).toContain(text)
  })

  it('leaves the rest of the query alone', () => {
    expect(writeLecture('?backend=wasm', 'a.1')).toBe('?backend=wasm&lecture=a.1')
    expect(writeLecture('?lecture=a.1&backend=wasm', 'a.2')).toBe('?lecture=a.2&backend=wasm')
    expect(writeLecture('?lecture=a.1', undefined)).toBe('')
  })
})
