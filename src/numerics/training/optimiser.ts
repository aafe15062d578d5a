import type { Tensor, Tf } from '../../experiment'
import { adamStep, descend, joined, splitAt } from '../networks/fused'

/** The optimisers that the trainings of the book use. */
export type OptimiserName = 'sgd' | 'adam'

/** The state of a network in training: its parameters, one flat tensor [n], and as many again for each of its own memories. */
export interface Trained {
  readonly parameters: Tensor
  readonly memories: readonly Tensor[]
}

/** A rule that moves parameters against a gradient. One kernel a step, however many layers there are. */
export interface Optimiser {
  /** Tensors of the size of the parameters that it keeps from step to step; they start at 0. */
  readonly memories: number
  /** Step 1, 2, 3, ...: new tensors; the old ones are the caller's to dispose of. Call it inside `tf.tidy`. */
  next(tf: Tf, trained: Trained, gradient: Tensor, step: number): Trained
}

/** w - rate dLoss/dw. */
export const sgd = (rate: number): Optimiser => ({
  memories: 0,
  next: (tf, { parameters }, gradient) => ({ parameters: descend(tf, parameters, gradient, rate), memories: [] }),
})

/** Decay of the mean gradient and of its mean square, as in the paper. */
const DECAY = { mean: 0.9, square: 0.999 }

/** Adam's epsilon, added to the root mean square of the gradient. The defaults of tf.js differ between backends: 1e-4 and 1e-7. */
const EPSILON = 1e-8

/**
 * Adam, Kingma and Ba 2015 (arXiv 1412.6980): w - rate m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + epsilon) with m and v the decaying means of
 * g and g^2. What is kept are the sums m / (1 - b1) and v / (1 - b2). A gradient under 1e-19 squares to 0 in single precision,
 * and no longer moves anything once epsilon outweighs it.
 */
export const adam = (rate: number, epsilon: number = EPSILON): Optimiser => ({
  memories: 2,
  next(tf, { parameters, memories: [sum, squares] }, gradient, step) {
    if (!sum || !squares) throw new RangeError('Adam keeps two memories')
    const ofSum = (1 - DECAY.mean) / (1 - DECAY.mean ** step)
    const ofRoot = Math.sqrt((1 - DECAY.square) / (1 - DECAY.square ** step))
    const moved = adamStep(
      tf,
      { parameters, sum, squares, gradient },
      { decay: DECAY.mean, squareDecay: DECAY.square, rate: (rate * ofSum) / ofRoot, epsilon: epsilon / ofRoot },
    )
    return { parameters: moved.parameters, memories: [moved.sum, moved.squares] }
  },
})

/** An optimiser by its name, at a rate. */
export const OPTIMISERS: Readonly<Record<OptimiserName, (rate: number) => Optimiser>> = {
  sgd,
  adam: (rate) => adam(rate),
}

/** The layout of the parameters of a network in one flat tensor, as optimisers take them. */
export interface Layout {
  /** The total number of parameters. */
  readonly size: number
  /** The tensors, of the shapes of the layout and in its order -> [size]. Call it inside `tf.tidy`. */
  pack(tf: Tf, tensors: readonly Tensor[]): Tensor
  /** [size] -> the tensors. */
  unpack(tf: Tf, flat: Tensor): Tensor[]
}

/** Lays tensors of these shapes end to end. */
export function layoutOf(shapes: readonly (readonly number[])[]): Layout {
  const size = shapes.reduce((sum, shape) => sum + shape.reduce((product, n) => product * n, 1), 0)
  return {
    size,
    pack(tf, tensors) {
      const fits = tensors.length === shapes.length && tensors.every((t, i) => String(t.shape) === String(shapes[i]))
      if (!fits)
        throw new RangeError(
          `Tensors of shapes ${tensors.map((t) => `[${t.shape}]`).join(' ')} do not fit a layout of ${shapes.map((s) => `[${s}]`).join(' ')}`,
        )
      return joined(tf, tensors)
    },
    unpack: (tf, flat) => splitAt(tf, flat, shapes),
  }
}
