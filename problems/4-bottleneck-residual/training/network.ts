import type { Lab, Tensor, Tf } from '../../../src/experiment'
import { dense, gradientOfInputs, gradientOfWeights } from '../../../src/numerics/networks/dense'
import { upTo } from '../../../src/numerics/positions'
import { layoutOf } from '../../../src/numerics/training/optimiser'
import type { Trainee } from '../../../src/numerics/training/race'
import type { StackShape } from '../initialization'
import { type Block, backThroughBranch, factorsOf, forward, type Weights } from '../stack'
import { BATCH, HELD_OUT, NETWORKS } from './setting'

/** One of the stacks: its factors, and whether its output is divided by its expected size at initialization. */
export interface Stack extends StackShape {
  readonly skip: number
  readonly branch: number
  readonly scaled: boolean
}

/** The measurements of each network, [networks] each. */
export type Read = 'loss' | 'first' | 'size' | 'slope' | 'predicted'

/** The number of different batches: more than the steps of any run. */
const BATCHES = 2000

/** The relative change of the weights, in both directions, by which the slope of the loss is measured. */
const NUDGE = 1e-4

/** y = x[0] x[1], the product of two of the inputs: mean 0, variance 1, uncorrelated with every linear function. [seeds, examples, 1]. */
export function targetOf(tf: Tf, inputs: Tensor): Tensor {
  const [seeds = 1, examples = 1] = inputs.shape
  const column = (i: number) => tf.slice(inputs, [0, 0, i], [seeds, examples, 1])
  return tf.mul(column(0), column(1))
}

/**
 * A stack with the output yhat = v . L_L / sqrt N, without second ReLU and biases, divided by (s^2 + b^2)^((L - 1) / 2) if `scaled`. The loss is the
 * mean squared error over a batch. W1 ~ N(0, 2 / N), W2 ~ N(0, 1 / N_b), v ~ N(0, 1), with the same draws for every stack.
 * Measurements, on held-out examples of each network: `loss`; `first`, the length of dLoss/dW1 of the first block; `size`, the mean square of the top
 * layer, scaled like the output; `slope`, the derivative of the loss when all weights w grow in proportion, by central differences; `predicted`, the
 * same from the gradient: w . dLoss/dw.
 */
export function traineeOf(lab: Lab, stack: Stack): Trainee<Read> {
  const { blocks, width, bottleneck, skip, branch } = stack
  const block: Block = { skip, branch, secondRelu: false }
  const growth = stack.scaled ? Math.hypot(skip, branch) ** blocks : 1
  const out = 1 / Math.sqrt(width) / growth
  const shapes = [
    ...upTo(blocks).flatMap(() => [
      [NETWORKS, width, bottleneck],
      [NETWORKS, bottleneck, width],
    ]),
    [NETWORKS, width, 1],
  ]
  const layout = layoutOf(shapes)

  /** The forward pass, the results that the backward pass uses, and the error yhat - y, [networks, examples, 1]. */
  const predict = (tf: Tf, parameters: Tensor, inputs: Tensor) => {
    const tensors = layout.unpack(tf, parameters)
    const tensor = (i: number) => {
      const found = tensors[i]
      if (!found) throw new RangeError(`There is no parameter ${i} (there are ${tensors.length})`)
      return found
    }
    const weights = upTo(blocks).map((l): Weights => ({ first: tensor(2 * l), second: tensor(2 * l + 1) }))
    const readout = tensor(2 * blocks)
    const { layers, kept } = forward(tf, inputs, weights, block)
    const top = layers[blocks]
    if (!top) throw new RangeError(`A stack of ${blocks} blocks has ${layers.length} layers`)
    const error = tf.sub(tf.mul(dense(tf, top, readout), out), targetOf(tf, inputs))
    return { weights, readout, kept, top, error }
  }
  const lossOf = (tf: Tf, error: Tensor) => tf.mean(tf.mul(error, error), [1, 2])

  /** The gradients in the order of `shapes`, summed over the examples of each network. */
  const gradientsOf = (tf: Tf, { weights, readout, kept, top, error }: ReturnType<typeof predict>): Tensor[] => {
    const [, examples = 1] = error.shape
    const upstream = tf.mul(error, (2 * out) / examples)
    const gradients: Tensor[] = [gradientOfWeights(tf, top, upstream)]
    const factors = factorsOf(tf, block)
    let gradient = gradientOfInputs(tf, upstream, readout)
    for (let l = blocks - 1; l >= 0; l--) {
      const [w, k] = [weights[l], kept[l]]
      if (!w || !k) throw new RangeError(`Block ${l} of ${blocks} has ${w ? 'kept nothing' : 'no weights'}`)
      const back = backThroughBranch(tf, gradient, w, k, block, factors)
      gradients.unshift(gradientOfWeights(tf, k.input, back.atInner), gradientOfWeights(tf, k.inner, back.atOuter))
      gradient = tf.add(skip === 1 ? gradient : tf.mul(gradient, factors.skip), back.input)
    }
    return gradients
  }

  return {
    initial: (tf) =>
      layout.pack(
        tf,
        shapes.map((shape, i) => {
          const [, fanIn = 1] = shape
          // He's variance 2 / fan-in for W1, whose output goes into the ReLU; 1 / fan-in for W2; 1 for v, because its sum is divided by sqrt N.
          const variance = i === 2 * blocks ? 1 : (i % 2 === 0 ? 2 : 1) / fanIn
          return tf.mul(lab.draw('gaussian', `training/${i}`, shape), Math.sqrt(variance))
        }),
      ),
    gradient: (tf, parameters, step) => {
      const inputs = lab.draw('gaussian', `inputs/${step % BATCHES}`, [NETWORKS, BATCH, width])
      return layout.pack(tf, gradientsOf(tf, predict(tf, parameters, inputs)))
    },
    measure: (tf, parameters) => {
      const inputs = lab.draw('gaussian', 'held-out', [NETWORKS, HELD_OUT, width])
      const predicted = predict(tf, parameters, inputs)
      const gradients = gradientsOf(tf, predicted)
      const [first] = gradients
      if (!first) throw new RangeError('A stack has at least one block')
      const nudged = (by: number) => lossOf(tf, predict(tf, tf.mul(parameters, 1 + by), inputs).error)
      const along = layout.unpack(tf, tf.mul(parameters, layout.pack(tf, gradients)))
      return {
        loss: lossOf(tf, predicted.error),
        first: tf.sqrt(tf.sum(tf.mul(first, first), [1, 2])),
        size: tf.mul(tf.mean(tf.mul(predicted.top, predicted.top), [1, 2]), 1 / growth / growth),
        slope: tf.mul(tf.sub(nudged(NUDGE), nudged(-NUDGE)), 1 / (2 * NUDGE)),
        // Not `addN`: with many tensors it leaves intermediate textures behind on WebGL.
        predicted: tf.sum(tf.stack(along.map((product) => tf.sum(product, [1, 2]))), 0),
      }
    },
  }
}
