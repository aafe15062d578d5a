/** The language model of one sentence in double precision, index by index, for comparison with the tensors. */
export interface Plain {
  readonly vocabulary: number
  readonly size: number
  /** Row-major, as on the device. */
  readonly words: Float64Array
  readonly input: Float64Array
  readonly recurrent: Float64Array
  readonly bias: Float64Array
  readonly start: Float64Array
}

export const NAMES = ['words', 'input', 'recurrent', 'bias', 'start'] as const

const at = (a: Float64Array, i: number) => a[i] ?? Number.NaN

function states(net: Plain, sentence: readonly number[]): Float64Array[] {
  const { size } = net
  const all = [net.start]
  for (let t = 1; t < sentence.length; t++) {
    const before = all[t - 1] ?? net.start
    const word = sentence[t - 1] ?? 0
    all.push(
      Float64Array.from({ length: size }, (_, j) => {
        let sum = -at(net.bias, j)
        for (let i = 0; i < size; i++)
          sum +=
            at(before, i) * at(net.recurrent, i * size + j) +
            at(net.words, word * size + i) * at(net.input, i * size + j)
        return Math.tanh(sum)
      }),
    )
  }
  return all
}

function probabilities({ vocabulary, size, words }: Plain, state: Float64Array): Float64Array {
  const logits = Float64Array.from({ length: vocabulary }, (_, w) => {
    let sum = 0
    for (let i = 0; i < size; i++) sum += at(words, w * size + i) * at(state, i)
    return sum
  })
  const largest = Math.max(...logits)
  const total = logits.reduce((sum, x) => sum + Math.exp(x - largest), 0)
  return logits.map((x) => Math.exp(x - largest) / total)
}

/** Sum over t of -ln P(w_t | w_1 ... w_(t-1)). */
export function plainLoss(net: Plain, sentence: readonly number[]): number {
  return states(net, sentence).reduce((sum, h, t) => sum - Math.log(at(probabilities(net, h), sentence[t] ?? 0)), 0)
}

/** The gradient of `plainLoss` by backpropagation, one scalar assignment after the other. */
export function plainGradients(net: Plain, sentence: readonly number[]): Record<(typeof NAMES)[number], Float64Array> {
  const { size, vocabulary } = net
  const all = states(net, sentence)
  const zeros = (like: Float64Array) => new Float64Array(like.length)
  const g = {
    words: zeros(net.words),
    input: zeros(net.input),
    recurrent: zeros(net.recurrent),
    bias: zeros(net.bias),
    start: zeros(net.start),
  }
  const add = (to: Float64Array, i: number, x: number) => {
    to[i] = at(to, i) + x
  }
  let carried = new Float64Array(size)
  for (let t = sentence.length - 1; t >= 0; t--) {
    const h = all[t] ?? net.start
    const p = probabilities(net, h)
    for (let w = 0; w < vocabulary; w++) {
      const atLogit = at(p, w) - (w === sentence[t] ? 1 : 0)
      for (let i = 0; i < size; i++) {
        add(g.words, w * size + i, atLogit * at(h, i))
        add(carried, i, atLogit * at(net.words, w * size + i))
      }
    }
    if (t === 0) {
      g.start.set(carried)
      break
    }
    const [before, word] = [all[t - 1] ?? net.start, sentence[t - 1] ?? 0]
    const next = new Float64Array(size)
    for (let j = 0; j < size; j++) {
      const atSum = at(carried, j) * (1 - at(h, j) ** 2)
      add(g.bias, j, -atSum)
      for (let i = 0; i < size; i++) {
        add(g.recurrent, i * size + j, at(before, i) * atSum)
        add(g.input, i * size + j, at(net.words, word * size + i) * atSum)
        add(g.words, word * size + i, at(net.input, i * size + j) * atSum)
        add(next, i, at(net.recurrent, i * size + j) * atSum)
      }
    }
    carried = next
  }
  return g
}

/**
 * dLoss_t/dh[s] for t = 1 ... T, and s = 0 ... t - 1 in order: each loss is propagated back separately, state by state. Only the forward pass is
 * shared with `plainGradients`.
 */
export function plainStateGradients(net: Plain, sentence: readonly number[]): Float64Array[][] {
  const { size, vocabulary } = net
  const all = states(net, sentence)
  return all.map((last, end) => {
    const p = probabilities(net, last)
    const own = Float64Array.from({ length: size }, (_, i) => {
      let sum = -at(net.words, (sentence[end] ?? 0) * size + i)
      for (let w = 0; w < vocabulary; w++) sum += at(p, w) * at(net.words, w * size + i)
      return sum
    })
    const back = [own]
    for (let s = end - 1; s >= 0; s--) {
      const [next, after] = [back[0] ?? own, all[s + 1] ?? last]
      const here = Float64Array.from({ length: size }, (_, i) => {
        let sum = 0
        for (let j = 0; j < size; j++) sum += at(next, j) * (1 - at(after, j) ** 2) * at(net.recurrent, i * size + j)
        return sum
      })
      back.unshift(here)
    }
    return back
  })
}
