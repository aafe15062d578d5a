import type { Tensor, Tf } from '../../src/experiment'
import { gradientOfWeights } from '../../src/numerics/networks/dense'
import { atLogitsOf, atStates } from './gradients'
import { forward, type LanguageModel, type Sentences, type States, sweep, type Visits } from './rnn'

/** The results of the forward pass, computed once and used by both backward passes that are compared. */
export interface Passed {
  readonly states: States
  /** dLoss_t/dh[t-1] for t = 1 ... T. */
  readonly atLosses: readonly Tensor[]
}

/** Runs the model forward, and propagates every loss back to its own state. */
export function passed(tf: Tf, model: LanguageModel, sentences: Sentences): Passed {
  const states = forward(tf, model, sentences, 'tanh')
  return { states, atLosses: tf.unstack(atStates(tf, model, atLogitsOf(tf, model, states, sentences))) }
}

/** dLoss/dR from one backward sweep over all losses, which visits T states. */
export function oneSweep(tf: Tf, model: LanguageModel, { states, atLosses }: Passed, visits: Visits): Tensor {
  return recurrentGradient(tf, model, states, sweep(tf, model, states, atLosses, 'tanh', visits).atSums)
}

/** dLoss/dR from a backward sweep for each loss, whose gradients are added: T (T + 1) / 2 visits. */
export function sweepForEach(tf: Tf, model: LanguageModel, { states, atLosses }: Passed, visits: Visits): Tensor {
  let total: Tensor = tf.zerosLike(model.recurrent)
  for (let t = 0; t < atLosses.length; t++) {
    const own = atLosses.map((gradient, s) => (s === t ? gradient : undefined))
    total = tf.tidy(() => {
      const { atSums } = sweep(tf, model, states, own, 'tanh', visits)
      return tf.add(total, recurrentGradient(tf, model, states, atSums))
    })
  }
  return total
}

/** dLoss/dR = sum over t of h[t-1]^T dLoss/d(pre-activation of h[t]), in one product. [seeds, I, I]. */
export function recurrentGradient(
  tf: Tf,
  { recurrent }: LanguageModel,
  states: States,
  atSums: readonly Tensor[],
): Tensor {
  if (atSums.length === 0) return tf.zerosLike(recurrent)
  return gradientOfWeights(tf, tf.concat(states.slice(0, atSums.length), 1), tf.concat([...atSums], 1))
}
