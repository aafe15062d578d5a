import { countCalls } from './countCalls'
import { Bench } from './runs'
import { startWasm } from './wasm'

/** A bench on wasm in Node that counts the reads of the device. */
export async function startWasmBench(): Promise<Bench> {
  const tf = await startWasm()
  return new Bench(tf, countCalls(tf.Tensor.prototype, 'dataSync'))
}
