import type { TensorInfo } from '@tensorflow/tfjs-core'

/** What tf.js shows of its wasm backend to a kernel. Addresses are bytes from the start of its memory. */
export interface WasmBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array
    _malloc(bytes: number): number
    _free(address: number): void
  }
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } }
  makeOutput(shape: readonly number[], dtype: TensorInfo['dtype']): TensorInfo
}
