import { gradientsOf, lossesOf } from '../../../problems/5-rnn-run-time/gradients'
import { forward, type LanguageModel, sentencesOf } from '../../../problems/5-rnn-run-time/rnn'
import type { Tf } from '../../../src/experiment'
import { drawer } from '../../../src/numerics/laws/random'
import type { Model } from '../../models/model'
import { NAMES, type Plain, plainGradients, plainLoss } from './plainLanguageModel'

const VOCABULARY = 7
export const SIZE = 5
const SHAPES = {
  words: [VOCABULARY, SIZE],
  input: [SIZE, SIZE],
  recurrent: [SIZE, SIZE],
  bias: [1, SIZE],
  start: [1, SIZE],
}

/** The number of models, the length of a sentence, and the number of sentences for each model. */
export type Sizes = readonly [seeds: number, length: number, batch: number]

/** A model for each seed in double precision, and the words of its sentences, [T, seeds, batch]. */
export function drawnLanguageModels([seeds, length, batch]: Sizes) {
  const draw = drawer(3)
  const values = (name: (typeof NAMES)[number]) => draw('gaussian', name, [seeds, ...SHAPES[name]])
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
  const sentence = (s: number, b: number) => Array.from({ length }, (_, t) => words[(t * seeds + s) * batch + b] ?? 0)
  const onDevice = (tf: Tf) => {
    const tensor = (name: (typeof NAMES)[number]) => tf.tensor(values(name), [seeds, ...SHAPES[name]])
    const model: LanguageModel = {
      words: tensor('words'),
      input: tensor('input'),
      recurrent: tensor('recurrent'),
      bias: tensor('bias'),
      start: tensor('start'),
    }
    return { model, sentences: sentencesOf(tf, tf.tensor(words, [length, seeds, batch], 'int32'), VOCABULARY) }
  }
  return { plain, sentence, onDevice }
}

function languageModel(sizes: Sizes): Model {
  const [seeds, length, batch] = sizes
  const { plain, sentence, onDevice } = drawnLanguageModels(sizes)
  const sentencesFor = (s: number) => Array.from({ length: batch }, (_, b) => sentence(s, b))
  return {
    name: `5-rnn-run-time, ${seeds} models, T = ${length}, ${batch} sentences`,
    ours(tf) {
      const read: Record<string, Float32Array> = {}
      tf.tidy(() => {
        const { model, sentences } = onDevice(tf)
        const gradients = gradientsOf(tf, model, sentences, 'tanh', { weight: 1 })
        const losses = lossesOf(tf, model, forward(tf, model, sentences, 'tanh'), sentences)
        for (const [name, tensor] of Object.entries({ ...gradients, loss: tf.sum(losses, 0) }))
          read[name] = tensor.dataSync<'float32'>()
      })
      return read
    },
    exact() {
      const each = plain.map((net, s) => sentencesFor(s).map((words) => plainGradients(net, words)))
      const mean = (name: (typeof NAMES)[number]) =>
        Float64Array.from(
          plain.flatMap((net, s) =>
            Array.from(
              net[name],
              (_, i) => (each[s] ?? []).reduce((sum, g) => sum + (g[name][i] ?? Number.NaN), 0) / batch,
            ),
          ),
        )
      return {
        ...Object.fromEntries(NAMES.map((name) => [name, mean(name)])),
        loss: Float64Array.from(plain, (net, s) =>
          sentencesFor(s).reduce((sum, words) => sum + plainLoss(net, words) / batch, 0),
        ),
      }
    },
  }
}

export default (
  [
    [1, 1, 1],
    [1, 2, 3],
    [1, 9, 4],
    [3, 6, 2],
  ] as const
).map(languageModel) satisfies readonly Model[]
