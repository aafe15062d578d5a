import * as tf from '@tensorflow/tfjs-core'
import type { WasmBackend } from './wasmBackend'

/**
 * Replaces `Slice` and `Unpack` on wasm: tf.js first copies the whole tensor that a slice is cut from. Ours copies the slice alone, one
 * stretch of memory after the other. Strings are left to tf.js.
 */
export function registerSlices(): void {
  replace(tf.Slice, ({ x }, { begin, size }, backend) => {
    if (!x) return undefined
    const [from, sizes] = tf.slice_util.parseSliceParams(x, begin as number[], size as number[])
    return slice(backend, x, from ?? [], sizes ?? [])
  })
  replace(tf.Unpack, ({ value }, attributes, backend) => {
    if (!value) return undefined
    const axis = tf.util.parseAxisParam(Number(attributes.axis), value.shape)[0] ?? 0
    const sizes = value.shape.map((n, d) => (d === axis ? 1 : n))
    const shape = value.shape.filter((_, d) => d !== axis)
    return Array.from({ length: value.shape[axis] ?? 0 }, (_, i) => ({
      ...slice(
        backend,
        value,
        value.shape.map((_, d) => (d === axis ? i : 0)),
        sizes,
      ),
      shape,
    }))
  })
}

type Inputs = Partial<Record<string, tf.TensorInfo>>
type Kernel = (
  inputs: Inputs,
  attributes: tf.NamedAttrMap,
  backend: WasmBackend,
) => tf.TensorInfo | tf.TensorInfo[] | undefined

/** Replaces a kernel on wasm for tensors of numbers. */
function replace(name: string, kernel: Kernel): void {
  const original = tf.getKernel(name, 'wasm')
  tf.unregisterKernel(name, 'wasm')
  tf.registerKernel({
    ...original,
    kernelFunc(args) {
      const inputs = args.inputs as Inputs
      if (Object.values(inputs).some((input) => input?.dtype === 'string')) return original.kernelFunc(args)
      return kernel(inputs, args.attrs ?? {}, args.backend as WasmBackend) ?? original.kernelFunc(args)
    },
  })
}

/** The part of x that begins at `from` and has `sizes` elements along each dimension, as a new tensor. */
function slice(
  backend: WasmBackend,
  x: tf.TensorInfo,
  from: readonly number[],
  sizes: readonly number[],
): tf.TensorInfo {
  const out = backend.makeOutput(sizes, x.dtype)
  const bytes = tf.util.bytesPerElement(x.dtype)
  const strides = x.shape.map((_, d) => bytes * tf.util.sizeFromShape(x.shape.slice(d + 1)))
  // The dimensions under `split` are taken whole: along it and under it the slice is one stretch of memory.
  const split = Math.max(
    x.shape.findLastIndex((n, d) => sizes[d] !== n),
    0,
  )
  const stretch = bytes * tf.util.sizeFromShape(sizes.slice(split))
  const addressOf = (tensor: tf.TensorInfo) => backend.dataIdMap.get(tensor.dataId).memoryOffset
  const first = from.reduce((sum, begin, d) => sum + begin * (strides[d] ?? 0), addressOf(x))
  // Asked for after the output was made: its allocation may have moved the memory.
  const copy = copier(backend.wasm.HEAPU8, stretch)
  let target = addressOf(out)
  const copyAlong = (d: number, source: number): void => {
    if (d === split) {
      copy(target, source)
      target += stretch
      return
    }
    const [count = 0, stride = 0] = [sizes[d], strides[d]]
    for (let i = 0; i < count; i++) copyAlong(d + 1, source + i * stride)
  }
  if (stretch > 0) copyAlong(0, first)
  return out
}

/** Bytes up to which a loop over words is faster than the call that moves memory. */
const SHORT = 64

/** Copies stretches of so many bytes within memory. */
function copier(heap: Uint8Array, stretch: number): (target: number, source: number) => void {
  if (stretch > SHORT || stretch % 4 !== 0)
    return (target, source) => {
      heap.copyWithin(target, source, source + stretch)
    }
  const words = new Uint32Array(heap.buffer)
  const count = stretch / 4
  return (target, source) => {
    const [to, from] = [target >>> 2, source >>> 2]
    for (let i = 0; i < count; i++) words[to + i] = words[from + i] ?? 0
  }
}
