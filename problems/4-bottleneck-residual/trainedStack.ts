import type { Lab, Tensor, Tf } from '../../src/experiment'
import { dense, gradientOfInputs, gradientOfWeights } from '../../src/numerics/networks/dense'
import { layoutOf } from '../../src/numerics/training/optimiser'
import type { Trainee } from '../../src/numerics/training/race'
import { type Block, backThroughBranch, factorsOf, forward, type Weights } from './model'
import type { StackShape } from './stacks'

/** Networks of one kind that train side by side, each with data of its own. */
export const SEEDS = 12
/** Examples of each: twice as many as inputs, so that no linear function fits them all. */
export const examplesOf = (width: number): number => 2 * width

/** One stack of the race: its factors, and whether its output is divided by its size at initialization. */
export interface Stack extends StackShape {
  readonly skip: number
  readonly branch: number
  readonly scaled: boolean
}

/** y = x[0] x[1], the product of two of the inputs: mean 0, variance 1, and no linear function is any use. [seeds, examples, 1]. */
export function targetOf(tf: Tf, inputs: Tensor): Tensor {
  const [seeds = 1, examples = 1] = inputs.shape
  const column = (i: number) => tf.slice(inputs, [0, 0, i], [seeds, examples, 1])
  return tf.mul(column(0), column(1))
}

/**
 * yhat = v . L_L / sqrt N on top of a stack without second ReLU and without biases; the loss is the mean squared error over all examples.
 * W1 ~ N(0, 2 / N), W2 ~ N(0, 1 / N_b), v ~ N(0, 1): the same draws for every stack. Measures the loss and |dLoss/dW1| of the
 * first block, [seeds] each.
 */
export function traineeOf(lab: Lab, stack: Stack): Trainee<'loss' | 'first'> {
  const { blocks, width, bottleneck, skip, branch } = stack
  const examples = examplesOf(width)
  const block: Block = { skip, branch, secondRelu: false }
  const growth = stack.scaled ? Math.hypot(skip, branch) ** blocks : 1
  const out = 1 / Math.sqrt(width) / growth
  const shapes = [
    ...Array.from({ length: blocks }, () => [
      [SEEDS, width, bottleneck],
      [SEEDS, bottleneck, width],
    ]).flat(),
    [SEEDS, width, 1],
  ]
  const layout = layoutOf(shapes)

  const lossAndGradients = (tf: Tf, parameters: Tensor) => {
    const tensors = layout.unpack(tf, parameters)
    const weights = Array.from({ length: blocks }, (_, l): Weights => {
      const [first, second] = [tensors[2 * l], tensors[2 * l + 1]]
      if (!first || !second) throw new RangeError('A block has two matrices')
      return { first, second }
    })
    const readout = tensors[2 * blocks]
    const inputs = lab.draw('gaussian', 'inputs/training', [SEEDS, examples, width])
    const { layers, kept } = forward(tf, inputs, weights, block)
    const top = layers[blocks]
    if (!readout || !top) throw new RangeError('A stack has a readout')
    const error = tf.sub(tf.mul(dense(tf, top, readout), out), targetOf(tf, inputs))
    const upstream = tf.mul(error, (2 * out) / examples)
    const gradients: Tensor[] = [gradientOfWeights(tf, top, upstream)]
    const factors = factorsOf(tf, block)
    let gradient = gradientOfInputs(tf, upstream, readout)
    for (let l = blocks - 1; l >= 0; l--) {
      const [w, k] = [weights[l], kept[l]]
      if (!w || !k) break
      const back = backThroughBranch(tf, gradient, w, k, block, factors)
      gradients.unshift(gradientOfWeights(tf, k.input, back.atInner), gradientOfWeights(tf, k.inner, back.atOuter))
      gradient = tf.add(skip === 1 ? gradient : tf.mul(gradient, factors.skip), back.input)
    }
    return { loss: tf.mean(tf.mul(error, error), [1, 2]), gradients }
  }

  return {
    initial: (tf) =>
      layout.pack(
        tf,
        shapes.map((shape, i) => {
          const [, fanIn = 1, out = 1] = shape
          const variance = out === 1 ? 1 : (i % 2 === 0 ? 2 : 1) / fanIn
          return tf.mul(lab.draw('gaussian', `training/${i}`, shape), Math.sqrt(variance))
        }),
      ),
    gradient: (tf, parameters) => layout.pack(tf, lossAndGradients(tf, parameters).gradients),
    measure: (tf, parameters) => {
      const { loss, gradients } = lossAndGradients(tf, parameters)
      const [first] = gradients
      if (!first) throw new RangeError('A stack has at least one block')
      return { loss, first: tf.sqrt(tf.sum(tf.mul(first, first), [1, 2])) }
    },
  }
}
