import type { Kernel } from '../../experiment'
import { FUSED } from './fused'

/** The kernels that multiply their first operand by a matrix, and the products of which are all that they multiply where their factors are 1. */
const PRODUCTS: readonly string[] = ['BatchMatMul', '_FusedMatMul', FUSED.layer, FUSED.layerBack]

/** Numbers multiplied with one another by a kernel: m k n of every product of [m, k] with [k, n], one of every element of a plain product. */
export function multiplicationsOf({ name, inputs, outputs }: Kernel): number {
  const size = (shape: readonly number[] | undefined) => (shape ?? []).reduce((product, n) => product * n, 1)
  const out = outputs[0] ?? []
  if (name === 'Multiply' || name === 'Square') return size(out)
  if (!PRODUCTS.includes(name)) return 0
  // [..., m, k] times [..., k, n]: all entries of the first meet n of the second, whichever way round the two were stored.
  return size(inputs[0]) * (out.at(-1) ?? 0)
}
