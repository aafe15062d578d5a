import type { Tensor, Tf } from '../../experiment'

/**
 * [n, ...] -> n tensors [...], in two goes of about sqrt(n) slices. On wasm every slice first copies the whole that it is cut from:
 * unstacked in one go, twenty layers of weights cost as much as all their products.
 */
export function unstacked(tf: Tf, stacked: Tensor): Tensor[] {
  const [n = 0, ...shape] = stacked.shape
  const size = Math.ceil(Math.sqrt(n))
  const rest = shape.map(() => 0)
  const all = shape.map(() => -1)
  return Array.from({ length: Math.ceil(n / size) }, (_, part) => {
    const count = Math.min(size, n - part * size)
    return tf.unstack(tf.slice(stacked, [part * size, ...rest], [count, ...all]))
  }).flat()
}
