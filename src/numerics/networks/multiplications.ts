import type { Kernel } from '../../experiment'
import { FUSED } from './fused'

/** The kernels that compute matrix products. The other factors of the fused ones (scale, skip, branch, slope) are not counted. */
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
