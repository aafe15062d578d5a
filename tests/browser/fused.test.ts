import { beforeAll, expect, it } from 'vitest'
import { type Backend, startBackend } from '../../src/engine/backend'
import { crossEntropy, crossEntropyGradient } from '../../src/numerics/networks/crossEntropy'
import { descend } from '../../src/numerics/networks/fused'
import { countCalls } from '../countCalls'
import { errorsOf, KERNEL_CASES, REFUSED } from '../fusedKernels'
import { DIVERGED, lossesBeside } from '../fusedKernels/crossEntropy'

const programs = countCalls(WebGL2RenderingContext.prototype, 'linkProgram')

let backend: Backend
beforeAll(async () => {
  backend = await startBackend('webgl', () => expect.fail('the context was lost'))
})

it.each(KERNEL_CASES)(
  'the fused kernel on WebGL: $name is that of double precision, to 1e-5, and leaves nothing behind',
  (each) => {
    const { tf } = backend
    expect(tf.getBackend()).toBe('webgl')
    const before = tf.backend().numDataIds()
    const { errors, left } = errorsOf(tf, each)
    for (const error of errors) expect(error).toBeLessThan(1e-5)
    expect(left).toBe(0)
    expect(tf.backend().numDataIds()).toBe(before)
  },
)

it.each(DIVERGED)('the loss of a softmax on WebGL is no finite number for a logit of %d', (logit) => {
  expect(lossesBeside(backend.tf, logit)).toEqual([Number.NaN, expect.closeTo(Math.log(9), 5)])
})

it('the loss of a softmax and its gradient on WebGL are a program each, for all numbers of classes and rows', () => {
  const { tf } = backend
  const run = (shape: number[]) =>
    tf.tidy(() => {
      // On the device already, as the results of other kernels are: tf.js compiles programs of its own for what is uploaded.
      const [logits, labels] = [
        descend(tf, tf.ones(shape), tf.ones(shape), 0),
        descend(tf, tf.ones(shape), tf.ones(shape), 0),
      ]
      const before = programs()
      crossEntropy(tf, logits, labels)
      crossEntropyGradient(tf, logits, labels)
      return programs() - before
    })
  expect(run([3, 5, 7])).toBeLessThanOrEqual(2)
  expect(run([3, 6, 8])).toBe(0)
  expect(run([4, 50, 33])).toBe(0)
})

it.each(REFUSED)('the fused kernels on WebGL refuse $name', ({ run }) => {
  const { tf } = backend
  tf.tidy(() => {
    expect(() => run(tf)).toThrow(RangeError)
  })
})
