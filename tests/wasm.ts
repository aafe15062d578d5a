import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { withOwnKernels } from '../src/engine/kernels/wasm'

/** Starts tf.js in Node on wasm, the fastest backend without a graphics card. Throws if it does not start. */
export async function startWasm(): Promise<typeof tf> {
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`)
  await withOwnKernels(async () => {
    if (!(await tf.setBackend('wasm'))) throw new Error('wasm does not start')
  })
  return tf
}
