import * as tf from '@tensorflow/tfjs-core'
import { gatherSizes, gradientSizes, pickSizes } from '../operands'
import type { Inputs } from '../shapes'
import type { WebglBackend, WebglKernel } from './backend'
import { stacked } from './flat'

/** Runs kernels of tf.js beneath its engine, and disposes of what only they needed. */
class Composition {
  private readonly made: tf.TensorInfo[] = []

  constructor(private readonly backend: WebglBackend) {}

  /** Throws if tf.js has no such kernel. */
  run(
    kernelName: string,
    inputs: Record<string, tf.TensorInfo> | tf.TensorInfo[],
    attrs: tf.NamedAttrMap = {},
  ): tf.TensorInfo {
    const kernel = tf.getKernel(kernelName, 'webgl')
    if (!kernel) throw new Error(`tf.js has no kernel "${kernelName}" on WebGL`)
    const found = kernel.kernelFunc({ inputs: inputs as tf.NamedTensorInfoMap, attrs, backend: this.backend })
    if (Array.isArray(found)) throw new Error(`"${kernelName}" gave several tensors`)
    this.made.push(found)
    return found
  }

  /** x itself for a factor of 1. */
  times(x: tf.TensorInfo, factor: number): tf.TensorInfo {
    return factor === 1 ? x : this.run(tf.Multiply, { a: x, b: this.scalar(factor) })
  }

  reshape(x: tf.TensorInfo, shape: number[]): tf.TensorInfo {
    return this.run(tf.Reshape, { x }, { shape })
  }

  stack(tensors: readonly tf.TensorInfo[]): tf.TensorInfo {
    const stack = stacked(this.backend, tensors)
    this.made.push(stack)
    return stack
  }

  product(a: tf.TensorInfo, b: tf.TensorInfo, transposeA: boolean, transposeB: boolean): tf.TensorInfo {
    return this.run(tf.BatchMatMul, { a, b }, { transposeA, transposeB })
  }

  scalar(value: number): tf.TensorInfo {
    const scalar = this.backend.makeTensorInfo([], 'float32', Float32Array.of(value))
    this.made.push(scalar)
    return scalar
  }

  /** Disposes of every other tensor made here. Reference counts keep the data of an output or input that has been reshaped. */
  disposeAllBut(outputs: readonly tf.TensorInfo[]): void {
    for (const tensor of this.made) if (!outputs.includes(tensor)) this.backend.disposeIntermediateTensorInfo(tensor)
  }
}

type Build = (on: Composition, inputs: Inputs, attributes: tf.NamedAttrMap) => tf.TensorInfo[]

/** A kernel of the engine of tf.js, which tracks one call and its outputs. */
const composed =
  (build: Build): WebglKernel =>
  (backend, inputs, attributes) => {
    const on = new Composition(backend)
    const outputs = build(on, inputs, attributes)
    on.disposeAllBut(outputs)
    return outputs
  }

const BUILDS: Readonly<Record<'weightGradients' | 'pick' | 'gather' | 'rows', Build>> = {
  weightGradients(on, inputs, attributes) {
    gradientSizes(inputs, Number(attributes.layers))
    const all = (name: string) =>
      on.stack(Array.from({ length: Number(attributes.layers) }, (_, l) => whole(inputs, `${name}${l}`)))
    const deltas = all('delta')
    const weights = on.product(all('inputs'), deltas, true, false)
    const factor = Number(attributes.biasFactor)
    if (factor === 0) return [weights]
    return [weights, on.times(on.run(tf.Sum, { x: deltas }, { axis: 2, keepDims: true }), factor)]
  },

  pick(on, inputs) {
    pickSizes(inputs)
    return [on.product(whole(inputs, 'x'), whole(inputs, 'weights'), false, false)]
  },

  gather(on, inputs) {
    const { times, count, rows } = gatherSizes(inputs)
    const [x, delta] = [whole(inputs, 'x'), whole(inputs, 'delta')]
    const overTime = (t: tf.TensorInfo) => {
      const first = on.run(tf.Slice, { x: t }, { begin: [0, 0, 0, 0], size: [times, -1, -1, -1] })
      return on.reshape(on.run(tf.Transpose, { x: first }, { perm: [1, 0, 2, 3] }), [
        count,
        times * rows,
        t.shape[3] ?? 0,
      ])
    }
    return [on.product(overTime(x), overTime(delta), true, false)]
  },

  rows(on, inputs, attributes) {
    const paddings = [
      [0, 0],
      [0, 1],
      [0, 0],
    ]
    const given = whole(inputs, 'x')
    const [count = 0, columns = 0] = [given.shape[0], given.shape.at(-1)]
    const x = on.run(tf.PadV2, { x: on.reshape(given, [count, -1, columns]) }, { paddings, constantValue: 0 })
    const taken = on.run(tf.GatherV2, { x, indices: whole(inputs, 'positions') }, { axis: 1, batchDims: 0 })
    return [on.reshape(taken, attributes.shape as number[])]
  },
}

function whole(inputs: Inputs, name: string): tf.TensorInfo {
  const tensor = inputs[name]
  if (!tensor) throw new RangeError(`The kernel lacks its "${name}"`)
  return tensor
}

/** The fused kernels that run only a few times a step, as compositions of kernels of tf.js: its product of matrices is as fast as one of ours. */
export const COMPOSED = {
  weightGradients: composed(BUILDS.weightGradients),
  pick: composed(BUILDS.pick),
  gather: composed(BUILDS.gather),
  rows: composed(BUILDS.rows),
} as const
