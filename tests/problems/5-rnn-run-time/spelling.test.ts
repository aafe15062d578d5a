import { describe, expect, it } from 'vitest'
import { corpusFor } from '../../../problems/5-rnn-run-time/language-model/corpus'
import languageModel from '../../../problems/5-rnn-run-time/language-model/experiment'
import { MODELS, MOST_CHARACTERS, textOf } from '../../../problems/5-rnn-run-time/language-model/setting'
import { pairsFound, spaces, wordsFound } from '../../../problems/5-rnn-run-time/language-model/spelling'
import { tooCostly } from '../../../src/engine/cost'
import { DrawCache } from '../../../src/engine/drawCache'
import { fromSlider, initialValues, textReading, toSlider } from '../../../src/experiment'
import { drawer } from '../../../src/numerics/laws/random'
import { startWasm } from '../../wasm'

const BOOK = textOf('')

describe('what a sample is judged by', () => {
  it('counts spaces, pairs and words', () => {
    expect(spaces('a b  c')).toBe(0.5)
    expect(pairsFound('abc', 'xab')).toBe(0.5)
    expect(wordsFound('the cat a The', 'on the mat')).toBe(2 / 3)
    expect(wordsFound('', 'on the mat')).toBe(0)
    expect(spaces('')).toBeNaN()
  })

  it('tells the book from its own characters in random order, far from the bounds on both sides', () => {
    for (let i = 0; i < 10; i++) {
      const start = Math.floor((i * BOOK.length) / 10)
      expect(pairsFound(BOOK.slice(start, start + 240), BOOK)).toBe(1)
      const drawn = Array.from(drawer(i)('uniform', 'shuffled', [240]), (x) => {
        return BOOK[Math.min(BOOK.length - 1, Math.floor((x / Math.sqrt(12) + 0.5) * BOOK.length))] ?? ''
      }).join('')
      expect(pairsFound(drawn, BOOK)).toBeLessThan(0.87)
      expect(wordsFound(drawn, BOOK)).toBeLessThan(0.2)
    }
  })
})

const { params } = languageModel
const initial = initialValues(params)

/** All values of a slider. */
const offered = (param: typeof params.size | typeof params.length): number[] =>
  Array.from({ length: 1 + Math.log2(param.max / param.min) }, (_, i) =>
    fromSlider(param, toSlider(param, param.min) + i),
  )

it('every size of state goes with every length of sentence, on the book and where the most characters are told apart', () => {
  const many = Array.from({ length: 20_000 }, (_, i) => String.fromCodePoint(0x4e00 + (i % 1000))).join('')
  expect(corpusFor(many).characters).toHaveLength(MOST_CHARACTERS)
  expect(offered(params.length)).toEqual([8, 16, 32, 64, 128, 256])
  for (const text of ['', many])
    for (const size of offered(params.size))
      for (const length of offered(params.length)) {
        const p = { ...initial, text, size, length }
        expect(tooCostly(languageModel.cost(p)), `I = ${size}, T = ${length}`).toBeUndefined()
        // The progress bar ends at the end of the curve.
        const each = languageModel.progress?.each(p) ?? Number.NaN
        expect((languageModel.readings(p) - 1) * each).toBe(p.steps)
      }
})

describe('training on wasm', () => {
  it('at the largest setting takes a step and reads it', async () => {
    const cache = new DrawCache(await startWasm())
    const readings = languageModel.measure(cache.lab(1), { ...initial, size: 128, length: 256 })
    const first = readings.next().value
    const second = readings.next().value
    readings.return()
    expect(second?.loss.at).toEqual([0, 1])
    expect(first?.loss.repeats).toBe(MODELS)
    expect(second?.moved.value).toBeCloseTo(1, 2)
    expect(second?.loss.value[1]).toBeLessThan(Math.log(corpusFor('').characters.length))
  }, 60_000)

  it('a model that diverges writes nothing, and says so', async () => {
    const cache = new DrawCache(await startWasm())
    const { lab, steps } = { lab: cache.lab(1), steps: 200 }
    const broken = { ...lab, draw: (...of: Parameters<typeof lab.draw>) => lab.tf.mul(lab.draw(...of), Number.NaN) }
    const readings = [...languageModel.measure(broken, { ...initial, steps })]
    expect(readings).toHaveLength(1)
    expect(readings[0]).toMatchObject({
      cold: textReading(''),
      warm: textReading(''),
      hot: textReading(''),
      loss: { value: [Number.NaN] },
    })
  }, 60_000)

  it('a text too short for its sentences fails with a sentence', async () => {
    const cache = new DrawCache(await startWasm())
    const readings = languageModel.measure(cache.lab(1), { ...initial, text: 'too short? '.repeat(10), length: 32 })
    expect(() => readings.next()).toThrow(/too short for sentences of 32 characters.*or choose sentences of 8\./)
  })
})
