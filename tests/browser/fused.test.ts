import { beforeAll, expect, it } from 'vitest'
import { type Backend, startBackend } from '../../src/engine/backend'
import { errorsOf, KERNEL_CASES, REFUSED } from '../fusedKernels'

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

it.each(REFUSED)('the fused kernels on WebGL refuse $name', ({ run }) => {
  const { tf } = backend
  tf.tidy(() => {
    expect(() => run(tf)).toThrow(RangeError)
  })
})
