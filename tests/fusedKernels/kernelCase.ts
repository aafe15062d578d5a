import type { Tensor, Tf } from '../../src/experiment'

/** One call of a fused kernel beside the same in double precision; errors are relative to the largest number. */
export interface KernelCase {
  readonly name: string
  ours(tf: Tf): Tensor[]
  readonly exact: readonly Float64Array[]
}

/** A call whose shapes do not fit: RangeError on every backend. */
export interface Refused {
  readonly name: string
  run(tf: Tf): unknown
}

/** What the kernels of one subject are tested with. */
export interface Subject {
  readonly cases: readonly KernelCase[]
  readonly refused: readonly Refused[]
}

export type Numbers = ArrayLike<number>

export const at = (numbers: Numbers, i: number) => numbers[i] ?? Number.NaN
export const fill = (n: number, of: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => of(i))

/** The largest error of each output of a case, relative to its largest number; the number of outputs, and of tensors left behind. */
export function errorsOf(tf: Tf, { ours, exact }: KernelCase): { readonly errors: number[]; readonly left: number } {
  const before = tf.memory().numTensors
  const errors: number[] = []
  tf.tidy(() => {
    const found = ours(tf)
    if (found.length !== exact.length) throw new Error(`${found.length} outputs for ${exact.length}`)
    found.forEach((tensor, k) => {
      const [numbers, right] = [tensor.dataSync(), exact[k] ?? new Float64Array()]
      if (numbers.length !== right.length) throw new Error(`${numbers.length} numbers for ${right.length}`)
      const largest = right.reduce((max, v) => Math.max(max, Math.abs(v)), 0)
      errors.push(right.reduce((max, v, i) => Math.max(max, Math.abs(v - at(numbers, i))), 0) / (largest || 1))
    })
  })
  return { errors, left: tf.memory().numTensors - before }
}
