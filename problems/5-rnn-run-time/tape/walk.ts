import type { Tensor, Tf } from '../../../src/experiment'
import { ACTIVATIONS } from '../../../src/numerics/networks/activations'
import { gradientOfInputs, gradientOfWeights } from '../../../src/numerics/networks/dense'
import type { LanguageModel } from '../rnn'
import type { Passed } from '../sweeps'
import type { Setting } from './setting'

/** One visit to a state in the backward pass: for all losses together, or for one loss. */
export interface Visit {
  readonly state: number
  /** The number t of the loss; undefined for all losses. */
  readonly loss: number | undefined
}

/** The visits in order: of one sweep, or of a sweep for each loss from the last to the first. */
export function visitsOf({ length, manner }: Setting): Visit[] {
  const down = (from: number, loss: number | undefined) =>
    Array.from({ length: from + 1 }, (_, i): Visit => ({ state: from - i, loss }))
  if (manner === 'once') return down(length - 1, undefined)
  return Array.from({ length }, (_, i) => length - i).flatMap((t) => down(t - 1, t))
}

/** A backward pass, one state at a time. It owns its tensors; their number is constant. */
export class Walk {
  /** The number of visits to each state so far. */
  readonly visits: number[]
  /** The gradient passed on by the last visit to the state on its left. */
  private carried: Tensor
  /** dLoss/dh[t], summed over the visits so far. */
  private readonly gathered: Tensor[]
  /** dLoss/dR, summed over the visits so far, [1, I, I]. */
  private atRecurrent: Tensor

  constructor(
    private readonly tf: Tf,
    private readonly model: LanguageModel,
    private readonly passed: Passed,
  ) {
    const { states } = passed
    const nothing = () => tf.zeros([1, 1, model.start.shape[2] ?? 1])
    this.visits = states.map(() => 0)
    this.carried = nothing()
    this.gathered = states.map(nothing)
    this.atRecurrent = tf.zerosLike(model.recurrent)
  }

  /**
   * Adds the gradients from the state's own loss and from the state on its right, and passes gradients on to R and to the state on its left. Throws
   * RangeError if there is no such state.
   */
  visit({ state, loss }: Visit): void {
    const { tf, model, passed, atRecurrent } = this
    const { states } = passed
    const [h, left, before] = [states[state], states[state - 1], this.gathered[state]]
    const own = loss === undefined || loss === state + 1 ? passed.atLosses[state] : undefined
    const isFirst = state === states.length - 1 || loss === state + 1
    if (!h || !before) throw new RangeError(`There is no state ${state}`)
    const [gathered, carried, added] = tf.tidy(() => {
      const right = isFirst ? undefined : this.carried
      const here = own && right ? tf.add(own, right) : (own ?? right ?? tf.zerosLike(before))
      const atSum = ACTIVATIONS.tanh.backward(tf, h, here)
      return [
        tf.add(before, here),
        gradientOfInputs(tf, atSum, model.recurrent),
        // h[0] is given: no step leads to it.
        left ? tf.add(atRecurrent, gradientOfWeights(tf, left, atSum)) : tf.clone(atRecurrent),
      ] as const
    })
    tf.dispose([before, this.carried, atRecurrent])
    this.gathered[state] = gathered
    this.carried = carried
    this.atRecurrent = added
    this.visits[state] = (this.visits[state] ?? 0) + 1
  }

  /** dLoss/dR, summed so far: [1, I, I]. The caller must not dispose of it. */
  get recurrentGradient(): Tensor {
    return this.atRecurrent
  }

  /** The length of the gradient summed at each state: [T]. Call it inside `tf.tidy`. */
  lengths(): Tensor {
    const { tf, gathered } = this
    const all = tf.reshape(tf.stack(gathered), [gathered.length, -1])
    return tf.sqrt(tf.sum(tf.square(all), 1))
  }

  dispose(): void {
    this.tf.dispose([...this.gathered, this.carried, this.atRecurrent])
  }
}
