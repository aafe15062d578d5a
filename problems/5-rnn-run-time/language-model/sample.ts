import type { Lab } from '../../../src/experiment'
import type { Corpus } from './corpus'
import { MODELS, SAMPLE } from './setting'
import { placesOf, shapesOf } from './training'

/** One model read from the device, row-major, in the order of `LanguageModel`: words [V, I], input, recurrent [I, I], bias, start [I]. */
export interface ReadModel {
  readonly words: Float32Array
  readonly input: Float32Array
  readonly recurrent: Float32Array
  readonly bias: Float32Array
  readonly start: Float32Array
}

const at = (numbers: ArrayLike<number>, i: number): number => numbers[i] ?? Number.NaN

/** v . h with v the numbers from `start` on. In four sums: each addition of one would wait for the one before. */
function inner(numbers: Float64Array, start: number, h: Float64Array): number {
  const size = h.length
  let [a, b, c, d] = [0, 0, 0, 0]
  let i = 0
  for (; i + 4 <= size; i += 4) {
    a += (numbers[start + i] ?? Number.NaN) * (h[i] ?? Number.NaN)
    b += (numbers[start + i + 1] ?? Number.NaN) * (h[i + 1] ?? Number.NaN)
    c += (numbers[start + i + 2] ?? Number.NaN) * (h[i + 2] ?? Number.NaN)
    d += (numbers[start + i + 3] ?? Number.NaN) * (h[i + 3] ?? Number.NaN)
  }
  for (; i < size; i++) a += at(numbers, start + i) * at(h, i)
  return a + b + (c + d)
}

/** h[t] from h[t-1] and w_t. */
function nextState(model: ReadModel, state: Float64Array, word: number): Float64Array<ArrayBuffer> {
  const size = state.length
  const sums = new Float64Array(size)
  for (let j = 0; j < size; j++) sums[j] = -at(model.bias, j)
  for (let i = 0; i < size; i++) {
    const [h, e] = [at(state, i), at(model.words, word * size + i)]
    for (let j = 0; j < size; j++)
      sums[j] = at(sums, j) + h * at(model.recurrent, i * size + j) + e * at(model.input, i * size + j)
  }
  return sums.map(Math.tanh)
}

/**
 * Draws words one after the other from P(w) proportional to exp(e[w, I] h[I] / temperature), one for each of the `uniform` numbers in [0, 1). Each
 * word drawn is the input of the next step, so sampling is sequential.
 */
export function sampled(model: ReadModel, temperature: number, uniform: ArrayLike<number>): number[] {
  const size = model.start.length
  const vocabulary = model.words.length / size
  const [logits, weights] = [new Float64Array(vocabulary), new Float64Array(vocabulary)]
  const words = new Float64Array(model.words)
  let state = Float64Array.from(model.start)
  return Array.from(uniform, (u) => {
    let largest = Number.NEGATIVE_INFINITY
    for (let w = 0; w < vocabulary; w++) {
      const sum = inner(words, w * size, state)
      logits[w] = sum / temperature
      largest = Math.max(largest, sum / temperature)
    }
    let total = 0
    for (let w = 0; w < vocabulary; w++) {
      const weight = Math.exp(at(logits, w) - largest)
      weights[w] = weight
      total += weight
    }
    let left = u * total
    const found = weights.findIndex((weight) => {
      left -= weight
      return left < 0
    })
    const word = found < 0 ? vocabulary - 1 : found
    state = nextState(model, state, word)
    return word
  })
}

/**
 * Returns a function that writes the text of model m. At every temperature it uses the same random numbers. If the parameters have diverged, the text
 * is empty.
 */
export function writer({ numbers }: Pick<Lab, 'numbers'>, { characters }: Corpus, size: number) {
  const all = placesOf(numbers('uniform', 'sample', [MODELS, SAMPLE])).map((place) => Math.min(1 - 2 ** -24, place))
  return (parameters: Float32Array, m: number, temperature: number): string => {
    if (!parameters.every(Number.isFinite)) return ''
    return sampled(
      readModel(parameters, m, characters.length, size),
      temperature,
      all.slice(m * SAMPLE, (m + 1) * SAMPLE),
    )
      .map((w) => characters[w] ?? '')
      .join('')
  }
}

/** Model m, as views of the numbers read: the sets of parameters in order, each for all models. */
function readModel(parameters: Float32Array, m: number, vocabulary: number, size: number): ReadModel {
  let from = 0
  const [words, input, recurrent, bias, start] = shapesOf(vocabulary, size).map(([, rows, columns]) => {
    const [each, first] = [rows * columns, from]
    from += MODELS * each
    return parameters.subarray(first + m * each, first + (m + 1) * each)
  })
  if (!words || !input || !recurrent || !bias || !start) throw new Error('The parameters do not make a model')
  return { words, input, recurrent, bias, start }
}
