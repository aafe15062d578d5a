import { describe, expect, it } from 'vitest'
import {
  exactly,
  faults,
  histogram,
  histogramReading,
  matrix,
  matrixReading,
  scalar,
  series,
  seriesReading,
  text,
  textReading,
} from '../../../../src/experiment'

const measures = {
  norm: series({ label: 'the gradient norm', over: 'layer' }),
  loss: scalar({ label: 'the loss' }),
  spread: histogram({ label: 'the histogram of y' }),
  heads: matrix({ label: 'the head-by-layer map', rows: 'head', columns: 'layer' }),
  note: text({ label: 'the note' }),
}
const layers = Array.from({ length: 40 }, (_, i) => i + 1)
const sound = {
  norm: seriesReading({ at: layers, value: layers.map(() => 1), stderr: layers.map(() => 0) }),
  loss: exactly(1),
  spread: histogramReading({ edges: [-1, 0, 1], density: [0.5, 0.5], stderr: [0, 0] }),
  heads: matrixReading({
    rows: [1, 2],
    columns: [1, 2],
    value: [
      [1, 2],
      [3, 4],
    ],
    stderr: [
      [0, 0],
      [0, 0],
    ],
  }),
  note: textReading('NaN and Infinity are words here'),
}
const with31 = (bad: number) => ({
  ...sound,
  norm: { ...sound.norm, value: layers.map((l) => (l >= 31 ? bad : 1)) },
})

describe('faults', () => {
  it('finds none in numbers', () => {
    expect(faults(measures, sound)).toEqual([])
  })

  it('names the first layer that overflowed', () => {
    expect(faults(measures, with31(Number.POSITIVE_INFINITY))).toEqual(['the gradient norm overflowed at layer 31'])
  })

  it('tells what is not a number from what overflowed', () => {
    expect(faults(measures, with31(Number.NaN))).toEqual(['the gradient norm is not a number at layer 31'])
    expect(faults(measures, { ...sound, loss: exactly(Number.NaN) })).toEqual(['the loss is not a number'])
  })

  it('leaves minus infinity alone: the logarithm of an underflow has a mark of its own', () => {
    expect(faults(measures, with31(Number.NEGATIVE_INFINITY))).toEqual([])
  })

  it('looks into histograms and matrices, and names every measure at fault', () => {
    const found = faults(measures, {
      ...sound,
      loss: exactly(Number.POSITIVE_INFINITY),
      spread: { ...sound.spread, density: [0.5, Number.NaN] },
      heads: {
        ...sound.heads,
        value: [
          [1, 2],
          [Number.POSITIVE_INFINITY, 4],
        ],
      },
    })
    expect(found).toHaveLength(3)
    expect(found[0]).toBe('the loss overflowed')
    expect(found[1]).toMatch(/^the histogram of y is not a number/)
    expect(found[2]).toMatch(/^the head-by-layer map overflowed/)
  })
})
