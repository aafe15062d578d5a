import type { Tf } from '../../src/experiment'

/** A network with two gradients of the same loss: of the book's model, on whatever device tf.js is set to, and in double precision. */
export interface Model {
  readonly name: string
  ours(tf: Tf): Record<string, Float32Array>
  exact(): Record<string, Float64Array>
}
