import * as layers from '@tensorflow/tfjs-layers'
import { startBackend } from '../../../src/engine/backend'
import { DrawCache } from '../../../src/engine/drawCache'
import type { Tensor, Tf } from '../../../src/experiment'
import { adam } from '../../../src/numerics/training/optimiser'
import { countCalls } from '../../countCalls'
import { stepOfObjects } from './objects'
import { type PlainShape, plainStep } from './plain'
import { GROWN, type Sizes, TRAINED, type Trained } from './trained'

const RATE = 0.003

export interface StepCost {
  readonly network: string
  readonly way: 'numerics' | 'tf.js Layers' | 'typed arrays' | 'objects'
  readonly backend: string
  readonly layers: number
  /** The number of networks trained in one batch dimension. */
  readonly networks: number
  /** Kernels in a step; 0 if they cannot be counted. */
  readonly kernels: number
  /** Steps of one network in a second: a step of n networks at once counts n times. */
  readonly stepsPerSecond: number
}

const arrays = countCalls(WebGL2RenderingContext.prototype, 'drawArrays')
const elements = countCalls(WebGL2RenderingContext.prototype, 'drawElements')

/** Measures steps in a second, over about a second after some warm-up steps. `settle` waits for the device. */
function cost(step: () => void, settle: () => void): { kernels: number; stepsPerSecond: number } {
  for (let i = 0; i < 3; i++) step()
  settle()
  const before = arrays() + elements()
  const start = performance.now()
  let steps = 0
  while (performance.now() - start < 1500 || steps < 5) {
    step()
    steps++
    if (steps % 5 === 0) settle()
  }
  settle()
  const seconds = (performance.now() - start) / 1000
  return { kernels: (arrays() + elements() - before) / steps, stepsPerSecond: steps / seconds }
}

/** A training step with `numerics`: hand-written gradients, Adam on one flat tensor. */
function ours(tf: Tf, { trainee: traineeOn }: Trained) {
  const trainee = traineeOn(tf, new DrawCache(tf).lab(1))
  const optimiser = adam(RATE)
  let parameters = tf.tidy(() => trainee.initial(tf))
  let memories: Tensor[] = [tf.zerosLike(parameters), tf.zerosLike(parameters)]
  let count = 0
  return {
    step() {
      count++
      const old = [parameters, ...memories]
      const [next, ...kept] = tf.tidy(() => {
        const moved = optimiser.next(tf, { parameters, memories }, trainee.gradient(tf, parameters, count), count)
        return [moved.parameters, ...moved.memories]
      })
      tf.dispose(old)
      if (!next) throw new Error('An optimiser gave no parameters')
      parameters = next
      memories = kept
    },
    settle: () => tf.tidy(() => tf.slice(parameters, [0], [1]).dataSync()),
  }
}

/** The same network in tf.js Layers. */
function withLayers(tf: Tf, { layers: depth, width, batch, bottleneck, residual, heads }: PlainShape) {
  const input = layers.input({ shape: [width] })
  const outputs: layers.SymbolicTensor[] = []
  const dense = (units: number, activation: 'sigmoid' | 'relu' | 'linear', from: layers.SymbolicTensor) =>
    layers.layers.dense({ units, activation, useBias: bottleneck === undefined }).apply(from) as layers.SymbolicTensor
  let h: layers.SymbolicTensor = input
  for (let l = 0; l < depth; l++) {
    const branch =
      bottleneck === undefined ? dense(width, 'sigmoid', h) : dense(width, 'linear', dense(bottleneck, 'relu', h))
    h = residual ? (layers.layers.add().apply([h, branch]) as layers.SymbolicTensor) : branch
    if (heads) outputs.push(dense(1, 'linear', h))
  }
  const model = layers.model({ inputs: input, outputs: heads ? outputs : dense(1, 'linear', h) })
  const optimiser = tf.train.adam(RATE, 0.9, 0.999, 1e-8)
  const x = tf.randomNormal([batch, width], 0, 1, 'float32', 1)
  const target = tf.randomNormal([batch, 1], 0, 1, 'float32', 2)
  let loss: Tensor = tf.scalar(0)
  return {
    step() {
      loss.dispose()
      const found = optimiser.minimize(() => {
        const predicted = [model.apply(x, { training: true })].flat() as Tensor[]
        const errors = predicted.map((one) => tf.losses.meanSquaredError(target, one))
        return tf.addN(errors) as ReturnType<typeof tf.scalar>
      }, true)
      loss = found ?? tf.scalar(0)
    },
    settle: () => void loss.dataSync(),
  }
}

/** Measures every network in all three ways on one backend. */
export async function models(backend: 'webgl' | 'wasm'): Promise<StepCost[]> {
  const { tf, state } = await startBackend(backend, () => {})
  if (state.name !== backend) throw new Error(`There is no ${backend}: ${state.passedOver.join(' ')}`)
  return TRAINED.flatMap((trained) => {
    const { network, shape, networks } = trained
    const [mine, theirs] = [ours(tf, trained), withLayers(tf, shape)]
    const of = { network, backend, layers: shape.layers, networks: 1 }
    const own = cost(mine.step, mine.settle)
    return [
      {
        ...of,
        way: 'numerics',
        networks,
        kernels: own.kernels,
        stepsPerSecond: own.stepsPerSecond * networks,
      } as const,
      { ...of, way: 'tf.js Layers', ...cost(theirs.step, theirs.settle) } as const,
      ...(backend === 'wasm'
        ? [{ ...of, way: 'typed arrays', backend: 'JavaScript', ...cost(plainStep(shape, RATE), () => {}) } as const]
        : []),
      ...(backend === 'wasm' && !shape.residual && !shape.heads && shape.bottleneck === undefined
        ? [{ ...of, way: 'objects', backend: 'JavaScript', ...cost(stepOfObjects(shape, RATE), () => {}) } as const]
        : []),
    ]
  })
}

export interface Growth {
  readonly network: string
  readonly along: keyof Sizes
  /** The slope of the logarithm of a step's time against that of the size, from half to twice the size. */
  readonly slope: number
}

/** How the time of a training step on wasm grows with the layers, the width and the networks. */
export async function growth(): Promise<Growth[]> {
  const { tf } = await startBackend('wasm', () => {})
  const secondsOf = (trained: Trained) => {
    const { step, settle } = ours(tf, trained)
    return 1 / cost(step, settle).stepsPerSecond
  }
  return GROWN.flatMap(({ network, from, trained }) =>
    (Object.keys(from) as (keyof Sizes)[]).map((along) => {
      const [small, large] = [0.5, 2].map((factor) => Math.max(1, factor * from[along])) as [number, number]
      const seconds = [small, large].map((size) => secondsOf(trained({ ...from, [along]: size }))) as [number, number]
      return { network, along, slope: Math.log(seconds[1] / seconds[0]) / Math.log(large / small) }
    }),
  )
}

Object.assign(window, { models, growth })
