import type { Tensor, Tf } from '../../../src/experiment'
import { ACTIVATIONS } from '../../../src/numerics/networks/activations'
import { gradientOfInputs, gradientOfWeights } from '../../../src/numerics/networks/dense'
import type { LanguageModel } from '../rnn'
import type { Passed } from '../sweeps'
import type { Setting } from './setting'

/** One visit to a state on the way back: of all losses together, or of loss t alone. */
export interface Visit {
  readonly state: number
  /** t of the only loss that this visit is for; undefined: all of them. */
  readonly loss: number | undefined
}

/** The visits in order: of one sweep; of a sweep for each loss, from the last loss to the first. */
export function visitsOf({ length, manner }: Setting): Visit[] {
  const down = (from: number, loss: number | undefined) =>
    Array.from({ length: from + 1 }, (_, i): Visit => ({ state: from - i, loss }))
  if (manner === 'once') return down(length - 1, undefined)
  return Array.from({ length }, (_, i) => length - i).flatMap((t) => down(t - 1, t))
}

/** A walk back, one state at a time. It owns its tensors, as many from its first visit to its last. */
export class Walk {
  /** How often each state has been visited so far. */
  readonly visits: number[]
  /** What the state visited last sends to the one on its left. */
  private carried: Tensor
  /** dLoss/dh[t] as gathered over the visits so far: zeros at first. */
  private readonly gathered: Tensor[]
  /** dLoss/dR over the visits so far, [1, I, I]. */
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
   * Adds at one state what its own loss and the state on its right send; passes on the gradients of R and of the state on its left.
   * Throws RangeError if there is no such state.
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
        // No step leads to h[0]: it is given.
        left ? tf.add(atRecurrent, gradientOfWeights(tf, left, atSum)) : tf.clone(atRecurrent),
      ] as const
    })
    tf.dispose([before, this.carried, atRecurrent])
    this.gathered[state] = gathered
    this.carried = carried
    this.atRecurrent = added
    this.visits[state] = (this.visits[state] ?? 0) + 1
  }

  /** dLoss/dR as it has been added up so far: [1, I, I]. The walk's own: it is not to be disposed of. */
  get recurrentGradient(): Tensor {
    return this.atRecurrent
  }

  /** The length of the gradient gathered at each state: [T]. Call it inside `tf.tidy`. */
  lengths(): Tensor {
    const { tf, gathered } = this
    const all = tf.reshape(tf.stack(gathered), [gathered.length, -1])
    return tf.sqrt(tf.sum(tf.square(all), 1))
  }

  dispose(): void {
    this.tf.dispose([...this.gathered, this.carried, this.atRecurrent])
  }
}
