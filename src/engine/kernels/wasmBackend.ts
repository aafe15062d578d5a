import type { TensorInfo } from '@tensorflow/tfjs-core'

/** The part of the wasm backend of tf.js that a kernel uses. Addresses are bytes from the start of its memory. */
export interface WasmBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array
    _malloc(bytes: number): number
    _free(address: number): void
  }
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } }
  makeOutput(shape: readonly number[], dtype: TensorInfo['dtype']): TensorInfo
}
