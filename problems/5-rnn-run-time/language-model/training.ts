import type { Lab, Tensor } from '../../../src/experiment'
import { layoutOf } from '../../../src/numerics/training/optimiser'
import type { Trainee } from '../../../src/numerics/training/race'
import { gradientsOf, lossesOf } from '../gradients'
import { forward, type LanguageModel, sentencesOf } from '../rnn'
import { type Corpus, divided, startsIn, windows } from './corpus'
import { MODELS, testedSentences, trainedSentences } from './setting'

/** The sizes of a model and of its sentences. */
export interface Sizes {
  /** I, the number of entries in a state. */
  readonly size: number
  /** T, the number of characters in a sentence. */
  readonly length: number
}

/** The shapes of words, input, recurrent, bias and start, in the order of `LanguageModel`. */
export const shapesOf = (vocabulary: number, size: number) =>
  [
    [MODELS, vocabulary, size],
    [MODELS, size, size],
    [MODELS, size, size],
    [MODELS, 1, size],
    [MODELS, 1, size],
  ] as const

/** Converts draws of the uniform law of variance 1 to [0, 1]. */
export const placesOf = (draws: Float32Array): number[] => Array.from(draws, (x) => x / Math.sqrt(12) + 0.5)

/** The sentences of a run, as the positions in the text where they start: one list for each model. */
export interface Reading {
  /** The start of the held-out part. */
  readonly heldOut: number
  /** Sentences from the held-out part, drawn once for all steps. */
  readonly tested: readonly (readonly number[])[]
  /** Sentences from the training part, drawn for each step. */
  trained(step: number): readonly (readonly number[])[]
}

/** Draws the starts of the sentences of each model. Throws RangeError if the text is too short. */
export function sentencesFor({ numbers }: Pick<Lab, 'numbers'>, corpus: Corpus, length: number): Reading {
  const heldOut = divided(corpus, length)
  const starts = (name: string, count: number, from: number, until: number) => {
    const places = placesOf(numbers('uniform', name, [MODELS, count]))
    return Array.from({ length: MODELS }, (_, m) =>
      startsIn({ from, until }, length, places.slice(m * count, (m + 1) * count)),
    )
  }
  return {
    heldOut,
    tested: starts('tested', testedSentences(length), heldOut, corpus.numbers.length),
    trained: (step) => starts(`batch/${step}`, trainedSentences(length), 0, heldOut),
  }
}

/**
 * Recurrent language models of a text, side by side, each with its own sentences: W = N(0, 1/I) for U and R, e = N(0, 0.01), B = h[0] = 0. They are
 * trained on the mean loss of a character and measured on their held-out sentences: the mean loss at every position, [T, models]. `read` is called
 * with the sentences of each step.
 */
export function languageModels(
  { tf, draw }: Lab,
  corpus: Corpus,
  { size, length }: Sizes,
  { tested, trained }: Reading,
  read: (starts: readonly (readonly number[])[]) => void,
): Trainee<'losses' | 'parameters'> {
  const vocabulary = corpus.characters.length
  const shapes = shapesOf(vocabulary, size)
  const layout = layoutOf(shapes)
  const modelOf = (parameters: Tensor): LanguageModel => {
    const [words, input, recurrent, bias, start] = layout.unpack(tf, parameters)
    if (!words || !input || !recurrent || !bias || !start) throw new Error('The parameters do not make a model')
    return { words, input, recurrent, bias, start }
  }
  /** [T, models, sentences, V]. */
  const onDevice = (starts: readonly (readonly number[])[]) =>
    sentencesOf(
      tf,
      tf.tensor(windows(corpus, starts.flat(), length), [length, MODELS, starts[0]?.length ?? 0], 'int32'),
      vocabulary,
    )
  return {
    initial: () => {
      const [words, input, recurrent, bias, start] = shapes
      return layout.pack(tf, [
        tf.mul(draw('gaussian', 'words', words), 0.1),
        tf.div(draw('gaussian', 'input', input), Math.sqrt(size)),
        tf.div(draw('gaussian', 'recurrent', recurrent), Math.sqrt(size)),
        tf.zeros([...bias]),
        tf.zeros([...start]),
      ])
    },
    gradient: (_, parameters, step) => {
      const starts = trained(step)
      read(starts)
      const { words, input, recurrent, bias, start } = gradientsOf(tf, modelOf(parameters), onDevice(starts), 'tanh', {
        weight: 1 / length,
      })
      return layout.pack(tf, [words, input, recurrent, bias, start])
    },
    measure: (_, parameters) => {
      const model = modelOf(parameters)
      const sentences = onDevice(tested)
      return { losses: lossesOf(tf, model, forward(tf, model, sentences, 'tanh'), sentences), parameters }
    },
  }
}
