import * as tf from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../../numerics/networks/activations'
import { FUSED } from '../../../numerics/networks/fused'
import type { Inputs } from './kernels'

/** What tf.js shows of its backends to a kernel. */
interface Backend {
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): tf.TensorInfo
  disposeIntermediateTensorInfo(tensor: tf.TensorInfo): void
}

/**
 * Registers the fused kernels on a backend as compositions of the kernels of tf.js. The matrix product of tf.js on WebGL packs four numbers into a
 * texel, and is faster in wide layers than a program with one loop. The engine of tf.js tracks one call and its outputs, as on the other backends.
 */
export function registerComposed(backendName: 'webgl' | 'cpu'): void {
  for (const kernel of Object.keys(FUSED) as (keyof typeof FUSED)[])
    if (!tf.getKernel(FUSED[kernel], backendName))
      tf.registerKernel({
        kernelName: FUSED[kernel],
        backendName,
        kernelFunc: ({ inputs, attrs, backend }) => {
          const on = new Composition(backendName, backend as Backend)
          const outputs = COMPOSED[kernel](on, inputs, attrs ?? {})
          on.disposeAllBut(outputs)
          return outputs
        },
      })
}

/** Runs kernels of tf.js beneath its engine, and disposes of what only they needed. */
class Composition {
  private readonly made: tf.TensorInfo[] = []

  constructor(
    private readonly backendName: string,
    private readonly backend: Backend,
  ) {}

  /** Throws if tf.js has no such kernel. */
  run(
    kernelName: string,
    inputs: Record<string, tf.TensorInfo> | tf.TensorInfo[],
    attrs: tf.NamedAttrMap = {},
  ): tf.TensorInfo {
    const kernel = tf.getKernel(kernelName, this.backendName)
    if (!kernel) throw new Error(`tf.js has no kernel "${kernelName}" on ${this.backendName}`)
    const found = kernel.kernelFunc({ inputs: inputs as tf.NamedTensorInfoMap, attrs, backend: this.backend })
    if (Array.isArray(found)) throw new Error(`"${kernelName}" gave several tensors`)
    this.made.push(found)
    return found
  }

  /** x itself for a factor of 1. */
  times(x: tf.TensorInfo, factor: number): tf.TensorInfo {
    return factor === 1 ? x : this.run(tf.Multiply, { a: x, b: this.scalar(factor) })
  }

  add(a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo {
    return this.run(tf.Add, { a, b })
  }

  multiply(a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo {
    return this.run(tf.Multiply, { a, b })
  }

  subtract(a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo {
    return this.run(tf.Sub, { a, b })
  }

  reshape(x: tf.TensorInfo, shape: number[]): tf.TensorInfo {
    return this.run(tf.Reshape, { x }, { shape })
  }

  product(a: tf.TensorInfo, b: tf.TensorInfo, transposeA: boolean, transposeB: boolean): tf.TensorInfo {
    return this.run(tf.BatchMatMul, { a, b }, { transposeA, transposeB })
  }

  scalar(value: number): tf.TensorInfo {
    const scalar = this.backend.makeTensorInfo([], 'float32', Float32Array.of(value))
    this.made.push(scalar)
    return scalar
  }

  /** A tensor, or entry `at` of it where that is not negative. Throws RangeError if it is missing. */
  part(inputs: Inputs, name: string, at: unknown): tf.TensorInfo {
    const tensor = inputs[name]
    if (!tensor) throw new RangeError(`The kernel lacks its "${name}"`)
    if (Number(at) < 0) return tensor
    const shape = tensor.shape.slice(1)
    const begin = tensor.shape.map((_, d) => (d === 0 ? Number(at) : 0))
    return this.reshape(this.run(tf.Slice, { x: tensor }, { begin, size: [1, ...shape] }), shape)
  }

  /** Disposes of every other tensor made here. Reference counts keep the data of an output or input that has been reshaped. */
  disposeAllBut(outputs: readonly tf.TensorInfo[]): void {
    for (const tensor of this.made) if (!outputs.includes(tensor)) this.backend.disposeIntermediateTensorInfo(tensor)
  }
}

const ACTIVATION_KERNELS: Readonly<Record<ActivationName, string | undefined>> = {
  linear: undefined,
  sigmoid: tf.Sigmoid,
  tanh: tf.Tanh,
  relu: tf.Relu,
}

/** branch g f'(u), u [seeds, rows, n] and g of the same shape or of copies of the rows; a new tensor. */
function sloped(
  on: Composition,
  g: tf.TensorInfo,
  u: tf.TensorInfo | undefined,
  { activation, branch }: tf.NamedAttrMap,
) {
  if (!u || activation === 'linear') return on.multiply(g, on.scalar(Number(branch)))
  const [seeds = 1, rows = 1, ...rest] = g.shape
  const [, batch = 1] = u.shape
  const copied = batch !== rows
  const from = copied ? on.reshape(g, [seeds, rows / batch, batch, ...rest]) : g
  const by = copied ? on.reshape(u, [seeds, 1, batch, ...rest]) : u
  const found = on.times(slopes(on, from, by, activation as ActivationName), Number(branch))
  return copied ? on.reshape(found, g.shape) : found
}

function slopes(on: Composition, g: tf.TensorInfo, u: tf.TensorInfo, activation: ActivationName): tf.TensorInfo {
  if (activation === 'sigmoid') return on.multiply(g, on.multiply(u, on.subtract(on.scalar(1), u)))
  if (activation === 'tanh') return on.subtract(g, on.multiply(g, on.multiply(u, u)))
  return on.multiply(g, on.run(tf.Step, { x: u }, { alpha: 0 }))
}

const COMPOSED: Readonly<
  Record<keyof typeof FUSED, (on: Composition, inputs: Inputs, attributes: tf.NamedAttrMap) => tf.TensorInfo[]>
> = {
  layer(on, inputs, attributes) {
    const w = on.part(inputs, 'weights', attributes.weightsAt)
    let y = on.times(on.product(on.part(inputs, 'inputs', -1), w, false, false), Number(attributes.scale))
    if (inputs.bias) {
      const bias = on.part(inputs, 'bias', attributes.biasAt)
      const factor = Number(attributes.biasFactor)
      y = factor === -1 ? on.subtract(y, bias) : on.add(y, on.times(bias, factor))
    }
    const activation = ACTIVATION_KERNELS[attributes.activation as ActivationName]
    const u = activation ? on.run(activation, { x: y }) : y
    if (!inputs.beside) return [u]
    const beside = on.part(inputs, 'beside', attributes.besideAt)
    const sum = on.add(on.times(beside, Number(attributes.skip)), on.times(u, Number(attributes.branch)))
    return attributes.both === true ? [sum, u] : [sum]
  },

  layerBack(on, inputs, attributes) {
    const w = on.part(inputs, 'weights', attributes.weightsAt)
    let g = on.times(on.product(on.part(inputs, 'delta', -1), w, false, true), Number(attributes.scale))
    if (inputs.beside) g = on.add(g, on.times(on.part(inputs, 'beside', attributes.besideAt), Number(attributes.skip)))
    const plain = attributes.both !== true && !inputs.u && Number(attributes.branch) === 1
    if (plain) return [g]
    const d = sloped(on, g, inputs.u, attributes)
    return attributes.both === true ? [d, g] : [d]
  },

  slope: (on, inputs, attributes) => [
    sloped(on, on.part(inputs, 'gradient', attributes.gradientAt), inputs.u, attributes),
  ],

  weightGradients(on, inputs, attributes) {
    const all = (name: string) =>
      on.run(
        tf.Pack,
        Array.from({ length: Number(attributes.layers) }, (_, l) => on.part(inputs, `${name}${l}`, -1)),
        { axis: 0 },
      )
    const deltas = all('delta')
    const weights = on.product(all('inputs'), deltas, true, false)
    const factor = Number(attributes.biasFactor)
    if (factor === 0) return [weights]
    return [weights, on.times(on.run(tf.Sum, { x: deltas }, { axis: 2, keepDims: true }), factor)]
  },

  pick: (on, inputs) => [on.product(on.part(inputs, 'x', -1), on.part(inputs, 'weights', -1), false, false)],

  gather(on, inputs) {
    const [x, delta] = [on.part(inputs, 'x', -1), on.part(inputs, 'delta', -1)]
    const [times = 0, seeds = 0, rows = 0] = delta.shape
    const overTime = (t: tf.TensorInfo) => {
      const first = on.run(tf.Slice, { x: t }, { begin: [0, 0, 0, 0], size: [times, -1, -1, -1] })
      return on.reshape(on.run(tf.Transpose, { x: first }, { perm: [1, 0, 2, 3] }), [
        seeds,
        times * rows,
        t.shape[3] ?? 0,
      ])
    }
    return [on.product(overTime(x), overTime(delta), true, false)]
  },

  rows(on, inputs) {
    const paddings = [
      [0, 0],
      [0, 1],
      [0, 0],
    ]
    const x = on.run(tf.PadV2, { x: on.part(inputs, 'x', -1) }, { paddings, constantValue: 0 })
    const indices = on.part(inputs, 'positions', -1)
    return [on.run(tf.GatherV2, { x, indices }, { axis: 1, batchDims: 0 })]
  },

  descend(on, inputs, { rate }) {
    const step = on.times(on.part(inputs, 'gradient', -1), Number(rate))
    return [on.subtract(on.part(inputs, 'parameters', -1), step)]
  },

  adam(on, inputs, { decay, squareDecay, rate, epsilon }) {
    const g = on.part(inputs, 'gradient', -1)
    const sum = on.add(on.times(on.part(inputs, 'sum', -1), Number(decay)), g)
    const squares = on.add(on.times(on.part(inputs, 'squares', -1), Number(squareDecay)), on.multiply(g, g))
    const root = on.add(on.run(tf.Sqrt, { x: squares }), on.scalar(Number(epsilon)))
    const step = on.times(on.run(tf.RealDiv, { a: sum, b: root }), Number(rate))
    return [on.subtract(on.part(inputs, 'parameters', -1), step), sum, squares]
  },
}
