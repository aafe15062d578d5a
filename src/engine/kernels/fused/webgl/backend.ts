import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core'
import type { Inputs } from '../shapes'

/** A shader as tf.js compiles it. The code of its samplers and of the output's coordinates comes from tf.js. */
export interface Program {
  readonly variableNames: string[]
  readonly outputShape: number[]
  readonly userCode: string
  readonly packedInputs: boolean
  readonly packedOutput: boolean
  /** Whether the shapes are uniforms, so that one compiled program serves all. */
  readonly enableShapeUniforms: boolean
  readonly customUniforms: { name: string; type: 'int' | 'float' }[]
}

/** The part of the WebGL backend of tf.js that a kernel uses. */
export interface WebglBackend {
  runWebGLProgram(
    program: Program,
    inputs: readonly TensorInfo[],
    dtype: 'float32',
    uniforms: readonly (readonly number[])[],
  ): TensorInfo
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo
  disposeIntermediateTensorInfo(tensor: TensorInfo): void
}

/** A fused kernel on WebGL. Formulas and shapes are in `numerics/networks/fused`; it throws RangeError where shapes do not fit. */
export type WebglKernel = (backend: WebglBackend, inputs: Inputs, attributes: NamedAttrMap) => TensorInfo[]
