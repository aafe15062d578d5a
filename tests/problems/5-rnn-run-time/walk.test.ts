import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { gradientsOfEveryLoss } from '../../../problems/5-rnn-run-time/gradient-flow/flow'
import { passed } from '../../../problems/5-rnn-run-time/sweeps'
import type { Manner } from '../../../problems/5-rnn-run-time/tape/setting'
import { visitsOf, Walk } from '../../../problems/5-rnn-run-time/tape/walk'
import { startCpu } from '../../cpu'
import { drawnLanguageModels, SIZE } from './models'
import { plainGradients, plainStateGradients } from './plainLanguageModel'

beforeAll(startCpu)

/** A random model of one sentence, in double precision. */
function drawn(length: number) {
  const { plain, sentence, onDevice } = drawnLanguageModels([1, length, 1])
  const [net] = plain
  if (!net) throw new Error('there is no model')
  return { net, words: sentence(0, 0), ...onDevice(tf) }
}

/** Expects equality to single precision of the largest entry. */
function expectClose(measured: ArrayLike<number>, exact: ArrayLike<number>): void {
  expect(measured.length).toBe(exact.length)
  const largest = Array.from(exact).reduce((max, v) => Math.max(max, Math.abs(v)), 0)
  const apart = Array.from(exact, (v, i) => Math.abs(v - (measured[i] ?? Number.NaN)))
  expect(apart.reduce((max, v) => Math.max(max, v), 0)).toBeLessThanOrEqual(1e-5 * largest)
}

describe.each<[Manner, number]>([
  ['once', 1],
  ['each', 1],
  ['once', 2],
  ['each', 2],
  ['once', 7],
  ['each', 7],
])('a walk back, %s, over T = %d', (manner, length) => {
  it('visits each state as often as losses reach it, and gathers what double precision does', () => {
    const { net, words, model, sentences } = drawn(length)
    tf.tidy(() => {
      const walk = new Walk(tf, model, passed(tf, model, sentences))
      for (const visit of visitsOf({ length, manner })) walk.visit(visit)
      expect(walk.visits).toEqual(Array.from({ length }, (_, t) => (manner === 'once' ? 1 : length - t)))
      expectClose(walk.recurrentGradient.dataSync(), plainGradients(net, words).recurrent)
      const summed = Array.from({ length }, (_, s) =>
        Array.from({ length: SIZE }, (_, i) =>
          plainStateGradients(net, words).reduce((sum, ofLoss) => sum + (ofLoss[s]?.[i] ?? 0), 0),
        ),
      )
      expectClose(
        walk.lengths().dataSync(),
        summed.map((gradient) => Math.hypot(...gradient)),
      )
    })
  })
})

it('a walk keeps as many tensors from its first visit to its last, and none in the end', () => {
  const { model, sentences } = drawn(5)
  const run = passed(tf, model, sentences)
  const before = tf.memory().numTensors
  const walk = new Walk(tf, model, run)
  const own = tf.memory().numTensors
  for (const visit of visitsOf({ length: 5, manner: 'each' })) {
    walk.visit(visit)
    expect(tf.memory().numTensors).toBe(own)
  }
  walk.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

it.each([1, 2, 6])('every loss of T = %d by itself has at every state the gradient of double precision', (length) => {
  const { net, words, model, sentences } = drawn(length)
  const exact = plainStateGradients(net, words)
  tf.tidy(() => {
    // [T, 1, T, I], the last state first.
    const all = gradientsOfEveryLoss(tf, model, sentences, 'tanh').dataSync()
    const at = (t: number, s: number) =>
      all.subarray(((length - 1 - s) * length + t - 1) * SIZE, ((length - 1 - s) * length + t) * SIZE)
    for (let t = 1; t <= length; t++)
      for (let s = 0; s < length; s++) {
        const expected = exact[t - 1]?.[s]
        if (expected) expectClose(at(t, s), expected)
        else expectClose(at(t, s), new Float64Array(SIZE))
      }
  })
})

it('what double precision finds for each loss adds up to its gradient of h[0]', () => {
  const { net, words } = drawn(6)
  const losses = plainStateGradients(net, words)
  const total = Array.from({ length: SIZE }, (_, i) => losses.reduce((sum, ofLoss) => sum + (ofLoss[0]?.[i] ?? 0), 0))
  expectClose(total, plainGradients(net, words).start)
})
