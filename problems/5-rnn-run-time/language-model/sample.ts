import type { Lab } from '../../../src/experiment'
import { timesMatrix } from '../../../src/numerics/networks/matrixVector'
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

/**
 * Draws words one after the other from P(w) proportional to exp(e[w, I] h[I] / temperature), one for each of the `uniform` numbers in [0, 1). Each
 * word drawn is the input of the next step, h = tanh(h R + e[w] U - B), so sampling is sequential. Returns the words for each of the temperatures.
 */
export function sampled(
  model: ReadModel,
  temperatures: readonly number[],
  uniform: ArrayLike<number>,
): readonly (readonly number[])[] {
  const size = model.start.length
  const vocabulary = model.words.length / size
  const entering = entered(model)
  // One product with the state gives the logits of all words, and after them h R.
  const entries = new Float64Array((vocabulary + size) * size)
  entries.set(model.words)
  entries.set(transposed(model.recurrent, size), vocabulary * size)
  const fromState = timesMatrix({ entries, columns: size })
  const [products, state] = [new Float64Array(vocabulary + size), new Float64Array(size)]
  return temperatures.map((temperature) => {
    state.set(model.start)
    return Array.from(uniform, (u) => {
      fromState(state, products)
      const word = drawn(products.subarray(0, vocabulary), temperature, u)
      for (let j = 0; j < size; j++)
        state[j] = Math.tanh(
          (products[vocabulary + j] ?? Number.NaN) +
            (entering[word * size + j] ?? Number.NaN) -
            (model.bias[j] ?? Number.NaN),
        )
      return word
    })
  })
}

/** e[w] U of all words, [V, I]. */
function entered({ words, input, start: { length: size } }: ReadModel): Float64Array {
  const product = timesMatrix({ entries: transposed(input, size), columns: size })
  const entering = new Float64Array(words.length)
  for (let from = 0; from < words.length; from += size)
    product(Float64Array.from(words.subarray(from, from + size)), entering.subarray(from, from + size))
  return entering
}

/** The transpose of a matrix [size, size]. */
function transposed(matrix: Float32Array, size: number): Float64Array {
  const turned = new Float64Array(matrix.length)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) turned[j * size + i] = matrix[i * size + j] ?? Number.NaN
  return turned
}

/** The word w that a number in [0, 1) draws from P(w) proportional to exp(logits[w] / temperature). Overwrites the logits. */
function drawn(logits: Float64Array, temperature: number, uniform: number): number {
  let largest = Number.NEGATIVE_INFINITY
  for (const logit of logits) largest = Math.max(largest, logit)
  let total = 0
  for (let w = 0; w < logits.length; w++) {
    const weight = Math.exp(((logits[w] ?? Number.NaN) - largest) / temperature)
    logits[w] = weight
    total += weight
  }
  let left = uniform * total
  for (let w = 0; w < logits.length; w++) {
    left -= logits[w] ?? Number.NaN
    if (left < 0) return w
  }
  return logits.length - 1
}

/**
 * Returns a function that writes what model m of some parameters draws, a text for each temperature. At every temperature it uses the same random
 * numbers. If the parameters have diverged, the texts are empty.
 */
export function writer({ numbers }: Pick<Lab, 'numbers'>, { characters }: Corpus, size: number) {
  const all = placesOf(numbers('uniform', 'sample', [MODELS, SAMPLE])).map((place) => Math.min(1 - 2 ** -24, place))
  return (parameters: Float32Array) => {
    const hasNumbers = parameters.every(Number.isFinite)
    return (m: number, temperatures: readonly number[]): readonly string[] =>
      hasNumbers
        ? sampled(
            readModel(parameters, m, characters.length, size),
            temperatures,
            all.slice(m * SAMPLE, (m + 1) * SAMPLE),
          ).map((words) => words.map((w) => characters[w] ?? '').join(''))
        : temperatures.map(() => '')
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
