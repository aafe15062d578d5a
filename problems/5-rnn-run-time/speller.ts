import type { Lab } from '../../src/experiment'
import { layoutOf } from '../../src/numerics/training/optimiser'
import type { Trainee } from '../../src/numerics/training/race'
import { type Corpus, partsOf, startsBefore, windows } from './corpus'
import { gradientsOf, lossesOf } from './gradients'
import { forward, type LanguageModel, sentencesOf } from './model'
import { type ReadModel, sampled } from './sample'

/** Sentences a step. */
export const BATCH = 24
/** Characters of a sample. */
export const SAMPLE = 240

export interface Setting {
  /** I. */
  readonly size: number
  /** T. */
  readonly length: number
}

/** Words, input, recurrent, bias, start: the order of `LanguageModel`. */
const shapesOf = (vocabulary: number, size: number) => [
  [1, vocabulary, size],
  [1, size, size],
  [1, size, size],
  [1, 1, size],
  [1, 1, size],
]

/** Draws of the uniform law of variance 1, brought to [0, 1]. */
const placesOf = (draws: Float32Array): number[] => Array.from(draws, (x) => x / Math.sqrt(12) + 0.5)

/**
 * A language model of a text: trained on sentences that begin anywhere before the part that is held out, all from the same h[0], and
 * measured on sentences of that part, the mean loss of each. Throws RangeError where the text is too short.
 */
export function speller(
  { tf, draw, numbers }: Lab,
  corpus: Corpus,
  { size, length }: Setting,
): Trainee<'losses' | 'parameters'> {
  const vocabulary = corpus.characters.length
  const parts = partsOf(corpus, length)
  const tested = windows(corpus, parts.tested, length)
  const layout = layoutOf(shapesOf(vocabulary, size))
  const modelOf = (parameters: Parameters<typeof layout.unpack>[1]): LanguageModel => {
    const [words, input, recurrent, bias, start] = layout.unpack(tf, parameters)
    if (!words || !input || !recurrent || !bias || !start) throw new Error('The parameters do not make a model')
    return { words, input, recurrent, bias, start }
  }
  const onDevice = (found: Int32Array) =>
    sentencesOf(tf, tf.tensor(found, [length, 1, found.length / length], 'int32'), vocabulary)
  return {
    initial: () => {
      const [words, input, recurrent, bias, start] = shapesOf(vocabulary, size)
      const gaussian = (name: string, shape: readonly number[] = []) => draw('gaussian', name, shape)
      return layout.pack(tf, [
        tf.mul(gaussian('words', words), 0.1),
        tf.div(gaussian('input', input), Math.sqrt(size)),
        tf.div(gaussian('recurrent', recurrent), Math.sqrt(size)),
        tf.zeros(bias ?? []),
        tf.zeros(start ?? []),
      ])
    },
    gradient: (_, parameters, step) => {
      const places = placesOf(numbers('uniform', `batch/${step}`, [BATCH]))
      const batch = onDevice(windows(corpus, startsBefore(parts.trained, length, places), length))
      const { gradients } = gradientsOf(tf, modelOf(parameters), batch, 'tanh', { weight: 1 / length })
      const { words, input, recurrent, bias, start } = gradients
      return layout.pack(tf, [words, input, recurrent, bias, start])
    },
    measure: (_, parameters) => {
      const model = modelOf(parameters)
      const sentences = onDevice(tested)
      const { losses } = lossesOf(tf, model, forward(tf, model, sentences, 'tanh').states, sentences)
      return { losses: tf.mean(losses, 0), parameters }
    },
  }
}

/** What a model writes, from one and the same stretch of randomness at every temperature. One that has diverged writes nothing. */
export function writer({ numbers }: Lab, { characters }: Corpus, size: number) {
  const uniform = placesOf(numbers('uniform', 'sample', [SAMPLE])).map((place) => Math.min(1 - 2 ** -24, place))
  return (parameters: Float32Array, temperature: number): string => {
    if (!parameters.every(Number.isFinite)) return ''
    const model = readModel(parameters, characters.length, size)
    return sampled(model, temperature, uniform)
      .map((w) => characters[w] ?? '')
      .join('')
  }
}

/** Parameters that were laid end to end, as views of what was read. */
function readModel(parameters: Float32Array, vocabulary: number, size: number): ReadModel {
  let from = 0
  const next = (count: number) => {
    from += count
    return parameters.subarray(from - count, from)
  }
  const words = next(vocabulary * size)
  return { words, input: next(size * size), recurrent: next(size * size), bias: next(size), start: next(size) }
}
