import type { Tensor, Tf } from '../../src/experiment'
import { gradientOfWeights } from '../../src/numerics/networks/dense'
import { atStates, lossesOf } from './gradients'
import { type Forward, forward, type LanguageModel, type Sentences, sweep, type Visits } from './model'

/** What the forward pass leaves to the backward passes that are compared: made once, used by both. */
export interface Passed {
  readonly forward: Forward
  /** dLoss_t/dh[t-1] for t = 1 ... T. */
  readonly atLosses: readonly Tensor[]
}

/** Runs the model forward, and every loss back to its own state. */
export function passed(tf: Tf, model: LanguageModel, sentences: Sentences): Passed {
  const kept = forward(tf, model, sentences, 'tanh')
  return { forward: kept, atLosses: atStates(tf, model, lossesOf(tf, model, kept.states, sentences).atLogits) }
}

/** dLoss/dR from one sweep over all losses: T states are visited. */
export function oneSweep(tf: Tf, model: LanguageModel, { forward: kept, atLosses }: Passed, visits: Visits): Tensor {
  return recurrentGradient(tf, model, kept, sweep(tf, model, kept, atLosses, 'tanh', visits).atSums)
}

/** The same from a sweep for each loss alone, the gradients added up: T (T + 1) / 2 states are visited. */
export function sweepForEach(
  tf: Tf,
  model: LanguageModel,
  { forward: kept, atLosses }: Passed,
  visits: Visits,
): Tensor {
  let total: Tensor = tf.zerosLike(model.recurrent)
  for (let t = 0; t < atLosses.length; t++) {
    const own = atLosses.map((gradient, s) => (s === t ? gradient : undefined))
    total = tf.tidy(() => {
      const { atSums } = sweep(tf, model, kept, own, 'tanh', visits)
      return tf.add(total, recurrentGradient(tf, model, kept, atSums))
    })
  }
  return total
}

/** dLoss/dR = sum over t of h[t-1]^T dLoss/d(pre-activation of h[t]), in one product. [seeds, I, I]. */
export function recurrentGradient(
  tf: Tf,
  { recurrent }: LanguageModel,
  { states }: Forward,
  atSums: readonly Tensor[],
): Tensor {
  if (atSums.length === 0) return tf.zerosLike(recurrent)
  return gradientOfWeights(tf, tf.concat(states.slice(0, atSums.length), 1), tf.concat([...atSums], 1))
}
