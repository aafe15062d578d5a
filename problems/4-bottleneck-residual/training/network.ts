import type { Lab, Tensor, Tf } from '../../../src/experiment'
import { dense, gradientOfInputs, gradientOfWeights } from '../../../src/numerics/networks/dense'
import { weightGradients } from '../../../src/numerics/networks/fused'
import { upTo } from '../../../src/numerics/positions'
import { layoutOf } from '../../../src/numerics/training/optimiser'
import type { Trainee } from '../../../src/numerics/training/race'
import type { StackShape } from '../initialization'
import { type Block, backThroughBlock, forward, type Weights } from '../stack'
import { BATCH, HELD_OUT, NETWORKS } from './setting'

/** One of the stacks: its factors, and whether its output is divided by its expected size at initialization. */
export interface Stack extends StackShape {
  readonly skip: number
  readonly branch: number
  readonly scaled: boolean
}

/** The parameters of the networks, or their gradients. */
interface Parameters {
  /** W1, [blocks, networks, width, bottleneck]. */
  readonly first: Tensor
  /** W2, [blocks, networks, bottleneck, width]. */
  readonly second: Tensor
  /** v, [networks, width, 1]. */
  readonly readout: Tensor
}

/** The measurements of the networks, [networks] each. */
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
    [blocks, NETWORKS, width, bottleneck],
    [blocks, NETWORKS, bottleneck, width],
    [NETWORKS, width, 1],
  ]
  const layout = layoutOf(shapes)

  /** W1 of every block, W2 of every block, v. */
  const unpacked = (tf: Tf, flat: Tensor): Parameters => {
    const [first, second, readout] = layout.unpack(tf, flat)
    if (!first || !second || !readout) throw new Error('A stack has three kinds of parameters')
    return { first, second, readout }
  }
  const packed = (tf: Tf, { first, second, readout }: Parameters): Tensor => layout.pack(tf, [first, second, readout])

  /** The forward pass, with what the backward pass needs; the error yhat - y, [networks, examples, 1]. */
  const predict = (tf: Tf, { first, second, readout }: Parameters, inputs: Tensor) => {
    const weights = upTo(blocks).map((at): Weights => ({ first: { stack: first, at }, second: { stack: second, at } }))
    const { layers, kept } = forward(tf, inputs, weights, block)
    const top = layers[blocks]
    if (!top) throw new RangeError(`A stack of ${blocks} blocks has ${layers.length} layers`)
    const error = tf.sub(tf.mul(dense(tf, top, readout), out), targetOf(tf, inputs))
    return { weights, readout, kept, top, error }
  }
  const lossOf = (tf: Tf, error: Tensor) => tf.mean(tf.mul(error, error), [1, 2])

  /** The gradients of all parameters, summed over the examples of each network. */
  const gradientsOf = (tf: Tf, { weights, readout, kept, top, error }: ReturnType<typeof predict>): Parameters => {
    const [, examples = 1] = error.shape
    const upstream = tf.mul(error, (2 * out) / examples)
    const atInner: Tensor[] = []
    const atOuter: Tensor[] = []
    let gradient = gradientOfInputs(tf, upstream, readout)
    for (let l = blocks - 1; l >= 0; l--) {
      const [w, k] = [weights[l], kept[l]]
      if (!w || !k) throw new RangeError(`Block ${l} of ${blocks} has ${w ? 'kept nothing' : 'no weights'}`)
      const back = backThroughBlock(tf, gradient, w, k, block)
      atInner.unshift(back.atInner)
      atOuter.unshift(back.atOuter)
      gradient = back.input
    }
    return {
      first: weightGradients(
        tf,
        kept.map(({ input }) => input),
        atInner,
      ),
      second: weightGradients(
        tf,
        kept.map(({ inner }) => inner),
        atOuter,
      ),
      readout: gradientOfWeights(tf, top, upstream),
    }
  }

  return {
    initial: (tf) => {
      const drawn = (i: number, [fanIn, fanOut]: readonly [number, number], variance: number) =>
        tf.mul(lab.draw('gaussian', `training/${i}`, [NETWORKS, fanIn, fanOut]), Math.sqrt(variance))
      // He's 2 / fan-in for W1, which leads into the ReLU; 1 / fan-in for W2; 1 for v, whose sum is divided by sqrt N.
      return packed(tf, {
        first: tf.stack(upTo(blocks).map((l) => drawn(2 * l, [width, bottleneck], 2 / width))),
        second: tf.stack(upTo(blocks).map((l) => drawn(2 * l + 1, [bottleneck, width], 1 / bottleneck))),
        readout: drawn(2 * blocks, [width, 1], 1),
      })
    },
    gradient: (tf, parameters, step) => {
      const inputs = lab.draw('gaussian', `inputs/${step % BATCHES}`, [NETWORKS, BATCH, width])
      return packed(tf, gradientsOf(tf, predict(tf, unpacked(tf, parameters), inputs)))
    },
    measure: (tf, parameters) => {
      const inputs = lab.draw('gaussian', 'held-out', [NETWORKS, HELD_OUT, width])
      const now = unpacked(tf, parameters)
      const predicted = predict(tf, now, inputs)
      const gradients = gradientsOf(tf, predicted)
      const first = tf.slice(gradients.first, [0, 0, 0, 0], [1, -1, -1, -1])
      const nudged = (by: number) => lossOf(tf, predict(tf, unpacked(tf, tf.mul(parameters, 1 + by)), inputs).error)
      return {
        loss: lossOf(tf, predicted.error),
        first: tf.sqrt(tf.sum(tf.mul(first, first), [0, 2, 3])),
        size: tf.mul(tf.mean(tf.mul(predicted.top, predicted.top), [1, 2]), 1 / growth / growth),
        slope: tf.mul(tf.sub(nudged(NUDGE), nudged(-NUDGE)), 1 / (2 * NUDGE)),
        predicted: tf.add(
          tf.add(
            tf.sum(tf.mul(now.first, gradients.first), [0, 2, 3]),
            tf.sum(tf.mul(now.second, gradients.second), [0, 2, 3]),
          ),
          tf.sum(tf.mul(now.readout, gradients.readout), [1, 2]),
        ),
      }
    },
  }
}
