import { drawer } from '../../src/numerics/laws/random'
import { joined, splitAt } from '../../src/numerics/networks/fused'
import type { KernelCase, Subject } from './kernelCase'

function joining(shapes: readonly (readonly number[])[]): KernelCase {
  const values = shapes.map((shape, i) => drawer(11)('gaussian', `part ${i}`, [...shape]))
  const flat = values.flatMap((one) => [...one])
  return {
    name: `${shapes.map((shape) => `[${shape}]`).join(' ')} end to end, and apart again`,
    ours: (tf) => {
      const all = joined(
        tf,
        shapes.map((shape, i) => tf.tensor(values[i] ?? [], [...shape])),
      )
      return [all, ...splitAt(tf, all, shapes)]
    },
    exact: [Float64Array.from(flat), ...values.map((one) => Float64Array.from(one))],
  }
}

export default {
  cases: [
    joining([[3]]),
    joining([[2, 2, 3, 2, 3], [2, 1, 2, 1, 2], [5]]),
    joining([[2, 1, 3, 5], [7], [1, 1], [2, 3, 4]]),
    joining(Array.from({ length: 33 }, (_, i) => [1 + (i % 3), 1 + (i % 4), 3])),
  ],
  refused: [{ name: 'a flat tensor that is too long', run: (tf) => splitAt(tf, tf.ones([7]), [[2, 3]]) }],
} satisfies Subject
