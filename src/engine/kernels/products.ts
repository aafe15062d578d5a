import * as tf from '@tensorflow/tfjs-core'
import binary from './assembly/products.ts?assembly'
import type { WasmBackend } from './wasmBackend'

/** An operand: where its first matrix lies, how many there are, and the bytes from one to the next, to the next row and to the next column. */
export type Operand = readonly [address: number, count: number, next: number, row: number, column: number]

/** C = A B for `count` pairs of matrices in the memory of tf.js; C is row-major. `assembly/products.ts` has the details. */
export type Products = (
  backend: WasmBackend,
  sizes: readonly [count: number, rows: number, inner: number, columns: number],
  a: Operand,
  b: Operand,
  c: number,
) => void

const FLOAT = 4

/**
 * Replaces the matrix product on wasm; `memory` is that of tf.js. tf.js itself computes one element after the other, unless both operands
 * are single and untransposed, and takes about ten times as long. Throws if the compiled kernel lacks the product.
 */
export async function registerProducts(memory: WebAssembly.Memory): Promise<Products> {
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } })
  const { products: loop } = instance.exports
  if (typeof loop !== 'function') throw new Error('The compiled kernels lack the matrix product')
  const products = withScratch(loop as (...sizesAndAddresses: number[]) => void)
  register(products)
  return products
}

/** Gives the loop room for a packed panel of B, which grows with the longest sum so far. */
function withScratch(loop: (...sizesAndAddresses: number[]) => void): Products {
  const scratch = { address: 0, bytes: 0 }
  return ({ wasm }, [count, rows, inner, columns], a, b, c) => {
    const bytes = (inner + 1) * 8 * FLOAT
    if (bytes > scratch.bytes) {
      wasm._free(scratch.address)
      Object.assign(scratch, { address: wasm._malloc(bytes), bytes })
    }
    // Spelled out: spreading five numbers takes longer than multiplying two small matrices.
    loop(count, rows, inner, columns, a[0], a[1], a[2], a[3], a[4], b[0], b[1], b[2], b[3], b[4], c, scratch.address)
  }
}

/** [..., rows, inner] x [..., inner, columns] -> [..., rows, columns], either of them transposed, broadcast as far as `areRepeated`. */
function register(products: Products): void {
  const original = tf.getKernel(tf.BatchMatMul, 'wasm')
  tf.unregisterKernel(tf.BatchMatMul, 'wasm')
  tf.registerKernel({
    ...original,
    kernelFunc(args) {
      const { a, b } = args.inputs
      const { transposeA, transposeB } = args.attrs ?? {}
      if (!a || !b || a.dtype !== 'float32' || b.dtype !== 'float32') return original.kernelFunc(args)
      const left = matrices(a, transposeA === true)
      const right = matrices(b, transposeB === true)
      // tf.js itself would silently pair the wrong matrices here.
      if (!areRepeated(left.outer, right.outer))
        throw new RangeError(`No product of stacks of matrices of shapes [${left.outer}] and [${right.outer}] on wasm`)
      if (left.columns !== right.rows) return original.kernelFunc(args)
      const backend = args.backend as WasmBackend
      const { rows, columns: inner } = left
      const { columns } = right
      const outer = tf.broadcast_util.assertAndGetBroadcastShape(left.outer, right.outer)
      const out = backend.makeOutput([...outer, rows, columns], 'float32')
      const addressOf = (tensor: tf.TensorInfo) => backend.dataIdMap.get(tensor.dataId).memoryOffset
      products(
        backend,
        [tf.util.sizeFromShape(outer), rows, inner, columns],
        [addressOf(a), left.count, left.next, left.rowStep, left.columnStep],
        [addressOf(b), right.count, right.next, right.rowStep, right.columnStep],
        addressOf(out),
      )
      return out
    },
  })
}

/** Whether the shorter of two outer shapes, leading ones aside, ends the longer: [T, M] and [M], but not [2, 1] and [1, 2]. Then pair n takes matrix n modulo their number. */
function areRepeated(some: readonly number[], others: readonly number[]): boolean {
  const [short = [], long = []] = [some, others]
    .map((outer) => outer.filter((n, i) => n !== 1 || outer.slice(0, i).some((before) => before !== 1)))
    .sort((a, b) => a.length - b.length)
  return String(short) === String(long.slice(long.length - short.length))
}

/** The matrices that a tensor holds, as a product takes them: their number and sizes, and the bytes from one element to the next. */
function matrices({ shape }: tf.TensorInfo, transposed: boolean) {
  const outer = shape.slice(0, -2)
  const count = tf.util.sizeFromShape(outer)
  const [first = 1, second = 1] = shape.slice(-2)
  const next = first * second * FLOAT
  return transposed
    ? { outer, count, next, rows: second, columns: first, rowStep: FLOAT, columnStep: second * FLOAT }
    : { outer, count, next, rows: first, columns: second, rowStep: second * FLOAT, columnStep: FLOAT }
}
