import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { INACTIVE_BELOW } from '../../../problems/3-weight-initialization/depth/setting'
import {
  aboutTheMean,
  betweenInputs,
  INPUTS,
  inactiveShare,
  inputsOf,
  LIKENESS,
  likenessOf,
  runStack,
} from '../../../problems/3-weight-initialization/depth/stack'
import { drawer } from '../../../src/numerics/laws/random'
import { INACTIVE_BELOW as INACTIVE_BELOW_IN_THEORY } from '../../../src/numerics/theory/unitMoments'
import { startCpu } from '../../cpu'

beforeAll(startCpu)

const draw = drawer(3)
const [SEEDS, WIDTH, LAYERS] = [2, 5, 3]
const drawn = (name: string, shape: number[]) => tf.tensor(draw('gaussian', name, shape), shape)
const weights = () => Array.from({ length: LAYERS }, (_, l) => drawn(`weights/${l}`, [SEEDS, WIDTH, WIDTH]))
const perInput = (name: string) => drawn(name, [SEEDS, INPUTS, WIDTH])

it('has the same threshold of inactivity as theory', () => {
  expect(INACTIVE_BELOW).toBe(INACTIVE_BELOW_IN_THEORY)
})

it('a unit is inactive below a slope of one hundredth of the greatest', () => {
  // tanh' = 1 - u^2 = 0.01 at u = 0.99499.
  const outputs = tf.tensor([0.9949, 0.9951, -0.9951, 0], [1, 1, 1, 4])
  expect([...inactiveShare(tf, outputs, 'tanh').dataSync()]).toEqual([0.5])
  // sigmoid' = u (1 - u) = 0.0025 at u = 0.99749.
  const sigmoids = tf.tensor([0.9974, 0.9976, 0.0024, 0.5], [1, 1, 1, 4])
  expect([...inactiveShare(tf, sigmoids, 'sigmoid').dataSync()]).toEqual([0.5])
})

describe('a stack', () => {
  it.each(['sigmoid', 'tanh', 'relu', 'linear'] as const)('of %s has the gradients of tf.js', (activation) => {
    const sigma = 0.6
    const forward = { sigmoid: tf.sigmoid, tanh: tf.tanh, relu: tf.relu, linear: (y: tf.Tensor) => y }[activation]
    const found = tf.tidy(() => {
      const run = {
        weights: weights(),
        inputs: perInput('inputs'),
        direction: perInput('direction'),
        sigma,
        activation,
      }
      const { outputs, gradients } = runStack(tf, run)
      const layers = tf.unstack(outputs)
      const above = (h: tf.Tensor, from: number) =>
        run.weights.slice(from).reduce((u, z) => forward(tf.mul(tf.matMul(u, z), sigma)), h)
      const theirs = layers.map((h, l) => tf.grad((u: tf.Tensor) => tf.sum(tf.mul(run.direction, above(u, l + 1))))(h))
      return {
        top: [...(layers.at(-1)?.dataSync() ?? [])],
        theirTop: [...above(run.inputs, 0).dataSync()],
        ours: [...gradients.dataSync()],
        theirs: [...tf.stack(theirs).dataSync()],
      }
    })
    expect(found.top).toEqual(found.theirTop.map((v) => expect.closeTo(v, 5)))
    expect(found.ours).toEqual(found.theirs.map((v) => expect.closeTo(v, 5)))
  })

  it('is shown inputs of length sqrt(width), the third 0.99 of the first', () => {
    const numbers = draw('gaussian', 'inputs', [SEEDS, INPUTS, WIDTH])
    const found = tf.tidy(() => inputsOf(tf, perInput('inputs')).dataSync())
    for (const seed of [0, 1]) {
      const vector = (from: ArrayLike<number>, input: number) =>
        Array.from({ length: WIDTH }, (_, i) => from[(seed * INPUTS + input) * WIDTH + i] ?? Number.NaN)
      const [first, second, third] = [vector(numbers, 0), vector(numbers, 1), vector(numbers, 2)]
      const like = first.map((v, i) => 0.99 * v + Math.sqrt(1 - 0.99 ** 2) * (third[i] ?? Number.NaN))
      for (const [input, expected] of [first, second, like].entries()) {
        const length = Math.hypot(...expected)
        expect(vector(found, input)).toEqual(expected.map((v) => expect.closeTo((Math.sqrt(WIDTH) * v) / length, 5)))
      }
    }
    expect(LIKENESS).toBe(0.99)
  })

  it('compares the independent inputs for the signal, and the like ones for their correlation', () => {
    const shape = [1, 1, INPUTS, 4]
    const outputs = tf.tensor([1, 2, 3, 4, 4, 4, 4, 4, 8, 6, 4, 2], shape)
    expect([...betweenInputs(tf, outputs).dataSync()]).toEqual(
      [-3, -2, -1, 0].map((v) => expect.closeTo(v / Math.SQRT2, 6)),
    )
    expect([...likenessOf(tf, aboutTheMean(tf, outputs)).dataSync()]).toEqual([expect.closeTo(-1, 6)])
  })

  it('has a correlation where squares underflow, and none where a layer is dead', () => {
    const shape = [1, 2, INPUTS, 2]
    const tiny = tf.tensor(
      [1, -1, 0, 0, 2, -2, 0, 0, 0, 0, 0, 0].map((v) => v * 1e-30),
      shape,
    )
    expect([...likenessOf(tf, tiny).dataSync()]).toEqual([expect.closeTo(1, 6), 0])
  })
})
