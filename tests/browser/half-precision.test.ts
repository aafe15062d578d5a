// It registers the flag.
import '@tensorflow/tfjs-backend-webgl'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { startBackend } from '../../src/engine/backend'

it('passes over a WebGL of 16-bit textures, and says why', async () => {
  tf.env().set('WEBGL_FORCE_F16_TEXTURES', true)
  const { state } = await startBackend('webgl', () => {})
  expect(state.name).not.toBe('webgl')
  expect(state.passedOver[0]).toMatch(/^webgl: its arithmetic is not single precision: 1e-4 \* 1e-4 came out as 0\.$/)
})
