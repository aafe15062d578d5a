import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl'
import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core'
import type { Inputs } from '../shapes'

/** What tf.js shows of its WebGL backend to a kernel. */
export interface WebglBackend {
  runWebGLProgram(
    program: GPGPUProgram,
    inputs: readonly TensorInfo[],
    dtype: 'float32',
    uniforms: readonly (readonly number[])[],
  ): TensorInfo
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo
  disposeIntermediateTensorInfo(tensor: TensorInfo): void
}

/** A fused kernel on WebGL. Formulas and shapes are in `numerics/networks/fused`; it throws RangeError where shapes do not fit. */
export type WebglKernel = (backend: WebglBackend, inputs: Inputs, attributes: NamedAttrMap) => TensorInfo[]
