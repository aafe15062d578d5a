import * as tf from '@tensorflow/tfjs-core'
import { FUSED } from '../../../numerics/networks/fused'
import ofCrossEntropy from '../assembly/crossEntropy.ts?assembly'
import ofLayers from '../assembly/layers.ts?assembly'
import ofLookup from '../assembly/lookup.ts?assembly'
import type { Products } from '../products'
import type { WasmBackend } from '../wasmBackend'
import { ACTIVATION_NUMBERS, type Arithmetic, type Matrices } from './arithmetic'
import { KERNELS } from './kernels'

const FLOAT = 4

type Loop = (...numbers: number[]) => void

const LOOPS = [
  'activate',
  'combine',
  'back',
  'sumRows',
  'pick',
  'gather',
  'rows',
  'crossEntropy',
  'crossEntropyGradient',
  'copy',
  'adam',
] as const
type Loops = Readonly<Record<(typeof LOOPS)[number], Loop>>

/** Registers the fused kernels on wasm: loops over the memory of tf.js. Throws if the compiled kernels lack one. */
export async function registerFusedOnWasm(memory: WebAssembly.Memory, products: Products): Promise<void> {
  const imports = { env: { memory }, crossEntropy: { log1p: Math.log1p } }
  const compiled = await Promise.all(
    [ofLayers, ofLookup, ofCrossEntropy].map((binary) => WebAssembly.instantiate(binary, imports)),
  )
  const exported = Object.assign({}, ...compiled.map(({ instance }) => instance.exports)) as WebAssembly.Exports
  const loops = Object.fromEntries(
    LOOPS.map((name) => {
      const found = exported[name]
      if (typeof found !== 'function') throw new Error(`The compiled kernels lack "${name}"`)
      return [name, found as Loop]
    }),
  ) as Loops
  const made = new WeakMap<WasmBackend, Arithmetic<number>>()
  const arithmeticOf = (backend: WasmBackend): Arithmetic<number> => {
    const known = made.get(backend) ?? arithmetic(backend, products, loops)
    made.set(backend, known)
    return known
  }
  for (const kernel of Object.keys(FUSED) as (keyof typeof FUSED)[])
    tf.registerKernel({
      kernelName: FUSED[kernel],
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs, backend }) =>
        KERNELS[kernel](arithmeticOf(backend as WasmBackend), inputs, attrs ?? {}),
    })
}

function arithmetic(
  backend: WasmBackend,
  products: Products,
  { activate, combine, back, sumRows, pick, gather, rows, crossEntropy, crossEntropyGradient, copy, adam }: Loops,
): Arithmetic<number> {
  const strides = ({ at, count, next, rowStep, columnStep }: Matrices<number>) =>
    [at, count, next * FLOAT, rowStep * FLOAT, columnStep * FLOAT] as const
  return {
    output: (shape) => backend.makeOutput(shape, 'float32'),
    at: (tensor, start = 0) => backend.dataIdMap.get(tensor.dataId).memoryOffset + start * FLOAT,
    product: ({ count, rows, inner, columns }, a, b, c) =>
      products(backend, [count, rows, inner, columns], strides(a), strides(b), c),
    activate: (y, { count, rows, columns }, bias, scale, activation) =>
      activate(
        y,
        count,
        rows,
        columns,
        bias?.at ?? 0,
        (bias?.next ?? 0) * FLOAT,
        (bias?.rowStep ?? 0) * FLOAT,
        scale,
        bias?.factor ?? 0,
        ACTIVATION_NUMBERS[activation],
      ),
    combine,
    back: ({ g, a = 0, u = 0, d }, { count, copies, size }, { scale, skip, branch }, activation) =>
      back(g, a, u, d, count, copies, size, scale, skip, branch, ACTIVATION_NUMBERS[activation]),
    sumRows: (to, from, { count, rows, columns }, factor) => sumRows(to, from, count, rows, columns, factor),
    pick: (to, x, w, { times, count, rows, inner, columns }) => pick(to, x, w, times, count, rows, inner, columns),
    gather: (to, x, d, { times, count, rows, inner, columns }) => gather(to, x, d, times, count, rows, inner, columns),
    rows: (to, x, positions, { count, rows: all, taken, columns }) =>
      rows(to, x, backend.dataIdMap.get(positions.dataId).memoryOffset, count, all, taken, columns),
    crossEntropy: (to, x, t, { count, labelled, rows, columns }) =>
      crossEntropy(to, x, t, count, labelled, rows, columns),
    crossEntropyGradient: (to, x, t, { count, labelled, rows, columns }, factor) =>
      crossEntropyGradient(to, x, t, count, labelled, rows, columns, factor),
    copy,
    adam: (to, from, count, { decay, squareDecay, rate, epsilon }) =>
      adam(to.w, to.sum, to.squares, from.w, from.sum, from.squares, from.g, count, decay, squareDecay, rate, epsilon),
  }
}
