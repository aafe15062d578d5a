import binary from './assembly/matrixVector.ts?assembly'

/** Rows [rows, columns] of doubles, one after the other. */
export interface Rows {
  readonly entries: Float64Array
  readonly columns: number
}

/** Writes M v into `into`: v [columns], `into` [rows]. */
type Product = (vector: Float64Array, into: Float64Array) => void

/** A row takes a multiple of so many doubles in the memory; the rest of it is 0. */
const VECTORS = 8
const PAGE_BYTES = 65_536
const BYTES = Float64Array.BYTES_PER_ELEMENT

/**
 * Returns v -> M v in double precision, for many vectors one after the other: in WebAssembly, or in a loop where there is none with SIMD. Throws RangeError
 * for a vector or a result of another length.
 */
export function timesMatrix(rows: Rows): Product {
  const count = rows.entries.length / rows.columns
  const product = (compiled ?? plainly)(rows)
  return (vector, into) => {
    if (vector.length !== rows.columns || into.length !== count)
      throw new RangeError(`[${count}, ${rows.columns}] times [${vector.length}] is not [${into.length}]`)
    product(vector, into)
  }
}

/** `timesMatrix` in a loop. */
export function plainly({ entries, columns }: Rows): Product {
  return (vector, into) => {
    for (let r = 0; r < into.length; r++) {
      let sum = 0
      for (let i = 0; i < columns; i++) sum += (entries[r * columns + i] ?? Number.NaN) * (vector[i] ?? Number.NaN)
      into[r] = sum
    }
  }
}

const compiled = compile()

function compile(): ((rows: Rows) => Product) | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: 1 })
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } })
    const product = exports.product as (matrix: number, vector: number, to: number, rows: number, width: number) => void
    /** The rows that lie in the memory, from its start; behind them the vector and the result. */
    let present: Rows | undefined
    let doubles = new Float64Array(memory.buffer)
    return (rows) => {
      const { entries, columns } = rows
      const [count, width] = [entries.length / columns, Math.ceil(columns / VECTORS) * VECTORS]
      const [vectorAt, resultAt, end] = [count * width, (count + 1) * width, (count + 1) * width + count]
      const load = () => {
        const missing = end * BYTES - memory.buffer.byteLength
        if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
        doubles = new Float64Array(memory.buffer).fill(0, 0, end)
        for (let r = 0; r < count; r++) doubles.set(entries.subarray(r * columns, (r + 1) * columns), r * width)
        present = rows
      }
      return (vector, into) => {
        if (present !== rows) load()
        doubles.set(vector, vectorAt)
        product(0, vectorAt * BYTES, resultAt * BYTES, count, width)
        into.set(doubles.subarray(resultAt, end))
      }
    }
  } catch {
    return undefined
  }
}
