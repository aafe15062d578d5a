import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, it } from 'vitest'
import { gradientsOf } from '../../../problems/5-rnn-run-time/gradients'
import { type LanguageModel, sentencesOf } from '../../../problems/5-rnn-run-time/model'
import { drawer } from '../../../src/numerics/random'
import { NAMES, type Plain, plainGradients, plainLoss } from './plain'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const VOCABULARY = 7
const SIZE = 5

/** A model for each seed, as on the device and in double precision, and `batch` sentences for each. */
function drawn(seeds: number, length: number, batch: number) {
  const draw = drawer(3)
  const shapes = {
    words: [VOCABULARY, SIZE],
    input: [SIZE, SIZE],
    recurrent: [SIZE, SIZE],
    bias: [1, SIZE],
    start: [1, SIZE],
  }
  const values = (name: (typeof NAMES)[number]) => draw('gaussian', name, [seeds, ...shapes[name]])
  const onDevice = (name: (typeof NAMES)[number]) => tf.tensor(values(name), [seeds, ...shapes[name]])
  const model: LanguageModel = {
    words: onDevice('words'),
    input: onDevice('input'),
    recurrent: onDevice('recurrent'),
    bias: onDevice('bias'),
    start: onDevice('start'),
  }
  const plain = Array.from({ length: seeds }, (_, s): Plain => {
    const part = (name: (typeof NAMES)[number]) => {
      const all = values(name)
      return Float64Array.from(all.subarray((s * all.length) / seeds, ((s + 1) * all.length) / seeds))
    }
    return {
      vocabulary: VOCABULARY,
      size: SIZE,
      words: part('words'),
      input: part('input'),
      recurrent: part('recurrent'),
      bias: part('bias'),
      start: part('start'),
    }
  })
  const uniform = draw('uniform', 'sentences', [length, seeds, batch])
  const words = Int32Array.from(uniform, (x) => Math.floor(((x / Math.sqrt(12) + 0.5) * VOCABULARY) % VOCABULARY))
  const sentences = sentencesOf(tf, tf.tensor(words, [length, seeds, batch], 'int32'), VOCABULARY)
  const sentence = (s: number, b: number) => Array.from({ length }, (_, t) => words[(t * seeds + s) * batch + b] ?? 0)
  return { model, plain, sentences, sentence }
}

describe('backpropagation through the language model', () => {
  it.each([
    [1, 1, 1],
    [1, 2, 3],
    [1, 9, 4],
    [3, 6, 2],
  ])('of %d models, T = %d, %d sentences, is that of double precision', (seeds, length, batch) => {
    const { model, plain, sentences, sentence } = drawn(seeds, length, batch)
    const visits = { count: 0 }
    const { losses, gradients } = gradientsOf(tf, model, sentences, 'tanh', { weight: 1, visits })
    expect(visits.count).toBe(length)
    const total = losses.dataSync<'float32'>().reduce((sum, x) => sum + x, 0)
    const exact = plain.reduce(
      (sum, net, s) =>
        sum + Array.from({ length: batch }, (_, b) => plainLoss(net, sentence(s, b))).reduce((a, b) => a + b),
      0,
    )
    expect(total / exact).toBeCloseTo(1, 5)
    for (const name of NAMES) {
      const found = gradients[name].dataSync()
      const wanted = plain.flatMap((net, s) => {
        const each = Array.from({ length: batch }, (_, b) => plainGradients(net, sentence(s, b))[name])
        return Array.from(net[name], (_, i) => each.reduce((sum, g) => sum + (g[i] ?? Number.NaN) / batch, 0))
      })
      const scale = Math.max(...wanted.map(Math.abs), 1e-9)
      expect(found).toHaveLength(wanted.length)
      for (const [i, x] of wanted.entries()) expect(Math.abs((found[i] ?? Number.NaN) - x) / scale).toBeLessThan(1e-5)
    }
  })

  it.each([1, 2, 6])('in double precision is the slope of the loss, by central differences, T = %d', (length) => {
    const { plain, sentence } = drawn(1, length, 1)
    const [net] = plain
    if (!net) throw new Error('there is no model')
    const gradients = plainGradients(net, sentence(0, 0))
    const h = 1e-5
    for (const name of NAMES)
      for (let i = 0; i < net[name].length; i++) {
        const lossAt = (shift: number) => {
          const moved = Float64Array.from(net[name])
          moved[i] = (moved[i] ?? 0) + shift
          return plainLoss({ ...net, [name]: moved }, sentence(0, 0))
        }
        expect((lossAt(h) - lossAt(-h)) / (2 * h)).toBeCloseTo(gradients[name][i] ?? Number.NaN, 7)
      }
  })
})
