import type { Kernel } from '../../experiment'

/** Numbers multiplied with one another by a kernel: m k n of every product of [m, k] with [k, n], one of every element of a plain product. */
export function multiplicationsOf({ name, inputs, outputs }: Kernel): number {
  const size = (shape: readonly number[] | undefined) => (shape ?? []).reduce((product, n) => product * n, 1)
  const out = outputs[0] ?? []
  if (name === 'Multiply' || name === 'Square') return size(out)
  if (name !== 'BatchMatMul' && name !== '_FusedMatMul') return 0
  // [..., m, k] times [..., k, n]: all entries of the first meet n of the second, whichever way round the two were stored.
  return size(inputs[0]) * (out.at(-1) ?? 0)
}
