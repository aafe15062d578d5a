import { registerFusedOnWasm } from './fused/wasm'
import { registerProducts } from './products'
import { registerSlices } from './slices'

/**
 * Runs `start`, which starts the wasm backend of tf.js, replaces the kernels of tf.js that are slower than ours, and registers the fused ones.
 * Replaces them once in a realm: if tf.js instantiates no WebAssembly, its backend runs already, with our kernels.
 */
export async function withOwnKernels(start: () => Promise<void>): Promise<void> {
  const memory = await memoryOf(start)
  if (!memory) return
  registerSlices()
  await registerFusedOnWasm(memory, await registerProducts(memory))
}

/** The memory of the WebAssembly that is instantiated while `start` runs: tf.js does not hand it out. */
async function memoryOf(start: () => Promise<void>): Promise<WebAssembly.Memory | undefined> {
  const own = Object.entries({
    instantiate: WebAssembly.instantiate,
    instantiateStreaming: WebAssembly.instantiateStreaming,
  }) as [string, (...given: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>][]
  let memory: WebAssembly.Memory | undefined
  const overheard = own.map(([name, run]) => [
    name,
    async (...given: unknown[]) => {
      const source = await run.apply(WebAssembly, given)
      memory = Object.values(source.instance.exports).find((value) => value instanceof WebAssembly.Memory) ?? memory
      return source
    },
  ])
  Object.assign(WebAssembly, Object.fromEntries(overheard))
  try {
    await start()
  } finally {
    Object.assign(WebAssembly, Object.fromEntries(own))
  }
  return memory
}
