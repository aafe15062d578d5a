import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, expect, it } from 'vitest'
import { drawer } from '../../../src/numerics/laws/random'
import { hadamardEntries, orthogonal } from '../../../src/numerics/networks/orthogonal'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

it.each([1, 2, 16, 64])('a matrix of %d rows made of signs is orthogonal, whatever the signs', (n) => {
  const draw = drawer(1)
  const sign = (name: string, shape: number[]) => tf.tensor(draw('sign', name, shape), shape)
  const q = orthogonal(tf, sign('left', [3, n, 1]), sign('right', [3, 1, n]))
  const product = tf.matMul(q, q, true, false)
  const off = tf.max(tf.abs(tf.sub(product, tf.eye(n)))).dataSync()[0]
  expect(q.shape).toEqual([3, n, n])
  expect(off).toBeLessThan(1e-6)
  const [first, second] = tf.unstack(q)
  if (n > 1 && first && second) expect(tf.max(tf.abs(tf.sub(first, second))).dataSync()[0]).toBeGreaterThan(0)
})

it('refuses a number of rows that is no power of two', () => {
  expect(() => hadamardEntries(12)).toThrow(/12 is no power of two/)
})
