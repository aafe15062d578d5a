import type { Tf } from '../../src/experiment'

/** A network with two gradients of one loss: that of the book's code on the current tf.js backend, and an independent one in double precision. */
export interface Model {
  readonly name: string
  ours(tf: Tf): Record<string, Float32Array>
  exact(): Record<string, Float64Array>
}
