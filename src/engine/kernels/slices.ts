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
  const split = x.shape.findLastIndex((n, d) => sizes[d] !== n)
  const stretch = bytes * tf.util.sizeFromShape(sizes.slice(Math.max(split, 0)))
  const starts = sizes
    .slice(0, Math.max(split, 0))
    .reduce<readonly number[]>(
      (all, n, d) => all.flatMap((start) => Array.from({ length: n }, (_, i) => start + i * (strides[d] ?? 0))),
      [from.reduce((sum, begin, d) => sum + begin * (strides[d] ?? 0), 0)],
    )
  // Asked for after the output was made: its allocation may have moved the memory.
  const heap = backend.wasm.HEAPU8
  const addressOf = (tensor: tf.TensorInfo) => backend.dataIdMap.get(tensor.dataId).memoryOffset
  const [source, target] = [addressOf(x), addressOf(out)]
  starts.forEach((start, i) => {
    heap.copyWithin(target + i * stretch, source + start, source + start + stretch)
  })
  return out
}
