import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, expect, it } from 'vitest'
import { registerComposed } from '../../../../src/engine/kernels/fused/composed'
import { errorsOf, KERNEL_CASES } from '../../../fusedKernels'

beforeAll(async () => {
  registerComposed('cpu')
  await tf.setBackend('cpu')
})

it.each(KERNEL_CASES)('composed of kernels of tf.js, $name: double precision, to 1e-6', (each) => {
  const before = tf.backend().numDataIds()
  const { errors, left } = errorsOf(tf, each)
  for (const error of errors) expect(error).toBeLessThan(1e-6)
  expect(left).toBe(0)
  expect(tf.backend().numDataIds()).toBe(before)
})
