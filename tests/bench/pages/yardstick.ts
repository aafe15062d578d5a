import * as layers from '@tensorflow/tfjs-layers'
import { startBackend } from '../../../src/engine/backend'
import type { Tensor, Tf } from '../../../src/experiment'
import { ACTIVATIONS } from '../../../src/numerics/networks/activations'
import { dense, gradientOfInputs, gradientOfWeights } from '../../../src/numerics/networks/dense'
import { firstTwoMoments } from '../../../src/numerics/statistics/moments'
import { readTogether } from '../../../src/numerics/statistics/readback'
import { countCalls } from '../../countCalls'

/** The network trained both ways: 20 dense layers of 32 tanh units, a batch of 64, one step of gradient descent on the squared error. */
const DEPTH = 20
const WIDTH = 32
const BATCH = 64
const RATE = 0.01

export interface StepCost {
  /** WebGL programs run in a step. */
  readonly kernels: number
  /** The median time of a step in milliseconds, including the read of its result. */
  readonly ms: number
}

const arrays = countCalls(WebGL2RenderingContext.prototype, 'drawArrays')
const elements = countCalls(WebGL2RenderingContext.prototype, 'drawElements')
const kernels = () => arrays() + elements()

function cost(step: () => void, repeats: number): StepCost {
  for (let i = 0; i < 5; i++) step()
  const before = kernels()
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now()
    step()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return { kernels: (kernels() - before) / repeats, ms: times[Math.floor(repeats / 2)] ?? Number.NaN }
}

/** A step in tf.js Layers: a sequential model, its loss, an optimizer. */
function withLayers(tf: Tf): () => void {
  const model = layers.sequential({
    layers: Array.from({ length: DEPTH }, (_, i) =>
      layers.layers.dense({
        units: WIDTH,
        activation: 'tanh',
        useBias: false,
        kernelInitializer: layers.initializers.glorotNormal({ seed: i + 1 }),
        ...(i === 0 ? { inputShape: [WIDTH] } : {}),
      }),
    ),
  })
  const optimizer = tf.train.sgd(RATE)
  const x = tf.randomNormal([BATCH, WIDTH], 0, 1, 'float32', 1)
  const target = tf.randomNormal([BATCH, WIDTH], 0, 1, 'float32', 2)
  return () =>
    tf.tidy(() => {
      const loss = optimizer.minimize(() => {
        const y = model.apply(x, { training: true }) as Tensor
        return tf.losses.meanSquaredError(target, y) as ReturnType<typeof tf.scalar>
      }, true)
      loss?.dataSync()
    })
}

/** The same step with `numerics`, which also computes the first two moments of every layer and the mean square of every gradient. */
function withNumerics(tf: Tf): () => void {
  const { forward, backward } = ACTIVATIONS.tanh
  const x = tf.randomNormal([1, BATCH, WIDTH], 0, 1, 'float32', 1)
  const target = tf.randomNormal([1, BATCH, WIDTH], 0, 1, 'float32', 2)
  let weights: Tensor[] = Array.from({ length: DEPTH }, (_, i) =>
    tf.randomNormal([1, WIDTH, WIDTH], 0, 1 / Math.sqrt(WIDTH), 'float32', i + 1),
  )
  // Uploaded once: plain numbers would be uploaded at every use.
  const [rate, share] = [tf.keep(tf.scalar(RATE)), tf.keep(tf.scalar(2 / (BATCH * WIDTH)))]
  return () => {
    const old = weights
    weights = tf.tidy(() => {
      const units: Tensor[] = [x]
      for (const w of old) units.push(forward(tf, dense(tf, units.at(-1) ?? x, w)))
      const error = tf.sub(units.at(-1) ?? x, target)
      let gradient: Tensor = tf.mul(error, share)
      const gradients: Tensor[] = []
      const stepped = [...old]
      for (let l = DEPTH - 1; l >= 0; l--) {
        const [w, below, above] = [old[l] ?? x, units[l] ?? x, units[l + 1] ?? x]
        const slope = backward(tf, above, gradient)
        stepped[l] = tf.sub(w, tf.mul(gradientOfWeights(tf, below, slope), rate))
        gradient = gradientOfInputs(tf, slope, w)
        gradients.push(gradient)
      }
      const all = tf.reshape(tf.stack(units.slice(1)), [DEPTH, BATCH * WIDTH])
      const { mean, square } = firstTwoMoments(tf, all)
      const norms = firstTwoMoments(tf, tf.reshape(tf.stack(gradients), [DEPTH, BATCH * WIDTH])).square
      readTogether(tf, { loss: tf.mean(tf.mul(error, error)), mean, square, norms })
      return stepped
    })
    for (const w of old) w.dispose()
  }
}

export interface Comparison {
  readonly layers: StepCost
  readonly numerics: StepCost
}

export async function compare(repeats: number): Promise<Comparison> {
  const { tf, state } = await startBackend('webgl', () => {})
  if (state.name !== 'webgl') throw new Error(`There is no WebGL: ${state.passedOver.join(' ')}`)
  return { layers: cost(withLayers(tf), repeats), numerics: cost(withNumerics(tf), repeats) }
}

Object.assign(window, { compare })
