import type { Tensor, Tf } from '../../experiment'
import { FUSED, only } from './fused'

/**
 * x W at every time step: x [T, seeds, rows, in], W [seeds, in, out] -> [T, seeds, rows, out]. Zeros of x are skipped, so that one-hot words cost
 * little. One kernel.
 */
export function pick(tf: Tf, x: Tensor, weights: Tensor): Tensor {
  return only(tf.engine().runKernel<Tensor[]>(FUSED.pick, { x, weights }, {}))
}

/** The sum of x^T d over the first time steps, as many as d has, with x of `pick`: d [steps, seeds, rows, out] -> [seeds, in, out]. One kernel. */
export function gather(tf: Tf, x: Tensor, delta: Tensor): Tensor {
  return only(tf.engine().runKernel<Tensor[]>(FUSED.gather, { x, delta }, {}))
}

/**
 * Rows of each matrix by their positions, and a row of zeros for the position after the last row: x [count, ..., n], whose middle dimensions are the rows,
 * and k positions -> [count, k, n], or the same numbers in `shape`. One kernel. Throws RangeError for any other position, and for a shape of another size.
 */
export function takeRows(tf: Tf, x: Tensor, positions: Int32Array, shape?: readonly number[]): Tensor {
  const [count = 0, ...rest] = x.shape
  const n = rest.pop() ?? 0
  const rows = sizeOf(rest)
  for (const position of positions)
    if (position < 0 || position > rows) throw new RangeError(`There is no row ${position} (the shape is [${x.shape}])`)
  const taken = [count, positions.length, n]
  const wanted = [...(shape ?? taken)]
  if (sizeOf(wanted) !== sizeOf(taken))
    throw new RangeError(`Rows of shape [${taken}] cannot have the shape [${wanted}]`)
  return only(
    tf.engine().runKernel<Tensor[]>(FUSED.rows, { x, positions: tf.tensor1d(positions, 'int32') }, { shape: wanted }),
  )
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)
