import { describe, expect, it } from 'vitest'
import {
  agrees,
  at,
  below,
  cell,
  end,
  entry,
  equals,
  matrixReading,
  seriesReading,
  states,
  times,
} from '../../../../src/experiment'
import { check } from './checked'

describe('an entry of a series', () => {
  const walk = seriesReading({ at: [1, 2, 4], value: [10, 20, 40], stderr: [1, 2, 4], repeats: 8 })

  it('is the estimate at one point', () => {
    expect(entry(walk, 4)).toEqual({ value: 40, stderr: 4, repeats: 8 })
  })

  it('is refused where there is none, with the points there are', () => {
    expect(() => entry(walk, 3)).toThrow(/no entry at 3 \(it has 1, 2, 4\)/)
    expect(() => entry(undefined, 3)).toThrow(/it has none/)
  })
})

describe('an entry of a matrix', () => {
  const map = matrixReading({
    rows: [1, 2],
    columns: [5, 6],
    value: [
      [1, null],
      [3, 4],
    ],
    stderr: [
      [0.1, 0],
      [0.1, 0.1],
    ],
    repeats: 8,
  })

  it('is read at its row and column, and named by them', () => {
    expect(check(equals(cell('map', 2, 5), 3), { map })).toMatchObject({
      says: 'map at head 2, layer 5',
      outcome: 'holds',
      compared: { measured: { value: 3, stderr: 0.1, repeats: 8 } },
    })
  })

  it('is refused where there is none', () => {
    expect(() => check(equals(cell('map', 1, 6), 3), { map })).toThrow('"map" has no entry in row 1, column 6')
    expect(() => check(equals(cell('norm', 1, 6), 3), {})).toThrow('"norm" is no matrix')
  })
})

describe('the measures that a check reads', () => {
  it('are those of its quantity and of its bound', () => {
    expect(agrees('y').reads).toEqual(['y'])
    expect(below(at('length', 1), times(end('norm'), 2)).reads).toEqual(['length', 'norm'])
    expect(states('1', 'y').reads).toEqual([])
  })
})
