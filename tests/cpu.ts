import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import '@tensorflow/tfjs-backend-cpu'
import { registerFusedOnCpu } from '../src/engine/kernels/fused/cpu'

/** tf.js in Node on its plain JavaScript backend. Throws if it does not start. */
export async function startCpu(): Promise<typeof tf> {
  registerFusedOnCpu()
  if (!(await tf.setBackend('cpu'))) throw new Error('cpu does not start')
  return tf
}
