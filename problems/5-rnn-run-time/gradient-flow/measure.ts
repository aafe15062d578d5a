import type { Lab, Tensor } from '../../../src/experiment'
import { orthogonal } from '../../../src/numerics/networks/orthogonal'
import { log10OfScaledRoot } from '../../../src/numerics/statistics/estimates'
import { rowsOf, scaledSquare } from '../../../src/numerics/statistics/moments'
import { readBatches } from '../../../src/numerics/statistics/readback'
import { refine } from '../../../src/numerics/statistics/refine'
import { LARGEST_ROUND } from '../../../src/numerics/statistics/rounds'
import { type LanguageModel, randomSentences } from '../rnn'
import { gradientsOfEveryLoss } from './flow'
import { MODELS, type Setting, VOCABULARY } from './setting'
import { type Left, place, summaryOf } from './summary'

/** log10 of the gradient length below which gradients count as zero: they would underflow in the backward pass. */
const NONE = -20
/** The standard deviation of the entries of U x, for word vectors x with entries N(0, 1). */
const INPUT = 0.5

/** Yields readings of more and more models, each with its own sentence. */
export function measure(lab: Lab, p: Setting) {
  return refine(
    (batches) => modelsOf(lab, p, batches),
    (models) => summaryOf(models, p.length),
  )
}

/** Floating-point operations of the largest reading. */
export const cost = ({ length, size }: Setting): number =>
  LARGEST_ROUND * MODELS * 2 * (2 * length * size ** 2 + length ** 2 * size ** 2)

/**
 * The gradients of every loss at every state, one row for each model, from one read of the device. Ratios of root mean squares are ratios of lengths,
 * because both are over the I entries of a gradient. If a model is certain of the correct word, its gradient is 0: NaN.
 */
function modelsOf({ tf, draw }: Lab, { length, size, gain, activation }: Setting, batches: readonly number[]): Left[] {
  const read = readBatches(tf, batches, (batch) => {
    const gaussian = (name: string, shape: readonly number[]) => draw('gaussian', `${name}/${batch}`, shape)
    const sign = (name: string, shape: readonly number[]) => draw('sign', `${name}/${batch}`, shape)
    const model: LanguageModel = {
      words: gaussian('words', [MODELS, VOCABULARY, size]),
      input: tf.mul(gaussian('input', [MODELS, size, size]), INPUT / Math.sqrt(size)),
      recurrent: tf.mul(orthogonal(tf, sign('left', [MODELS, size, 1]), sign('right', [MODELS, 1, size])), gain),
      bias: tf.zeros([MODELS, 1, size]),
      start: gaussian('start', [MODELS, 1, size]),
    }
    const sentences = randomSentences(tf, draw('uniform', `sentences/${batch}`, [length, MODELS, 1]), VOCABULARY)
    const { largest, square } = scaledSquare(tf, gradientsOfEveryLoss(tf, model, sentences, activation))
    // [T, models, T] -> one row for each model.
    const rows = (t: Tensor) => tf.reshape(tf.transpose(t, [1, 0, 2]), [MODELS, -1])
    return { largest: rows(largest), square: rows(square) }
  })
  const count = MODELS * batches.length
  const squares = rowsOf(read.square, count)
  return rowsOf(read.largest, count).map((largest, m) =>
    relativeToOwn(log10OfScaledRoot(largest, squares[m] ?? []), length),
  )
}

/** Divides every gradient by the gradient of the same loss at its own state. */
const relativeToOwn = (logs: readonly number[], length: number): Left =>
  logs.map((log, i) => {
    const t = (i % length) + 1
    const own = logs[place(length, t, t - 1)] ?? Number.NaN
    return own > NONE ? log - own : Number.NaN
  })
