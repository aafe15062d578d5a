import { beforeAll, describe, expect, it } from 'vitest'
import type { Tf } from '../../../../src/experiment'
import { startWasm } from '../../../wasm'

let tf: Tf
beforeAll(async () => {
  tf = await startWasm()
})

/** 0, 1, 2, ... in this shape. */
const counted = (shape: number[]) => tf.reshape(tf.range(0, tf.util.sizeFromShape(shape)), shape)

describe('slices on wasm', () => {
  it.each([
    [[7], [2], [3]],
    [
      [4, 5],
      [1, 2],
      [2, 3],
    ],
    [
      [4, 5],
      [1, 0],
      [2, 5],
    ],
    [
      [3, 4, 5],
      [0, 1, 0],
      [3, 2, 5],
    ],
    [
      [3, 4, 5],
      [1, 1, 1],
      [1, 2, -1],
    ],
    [
      [2, 3, 4, 5],
      [1, 0, 2, 1],
      [1, 3, 2, 3],
    ],
    [
      [2, 2, 3, 2, 3],
      [0, 1, 1, 0, 1],
      [2, 1, 2, 2, 2],
    ],
    [
      [3, 4],
      [0, 0],
      [3, 4],
    ],
    [
      [3, 4],
      [1, 0],
      [0, 4],
    ],
  ])('of shape %j from %j, %j long, hold what lies there', (shape, begin, size) => {
    const nested = (x: unknown, d = 0): unknown => {
      if (d === shape.length) return x
      const from = begin[d] ?? 0
      const length = size[d] === -1 ? (shape[d] ?? 0) - from : (size[d] ?? 0)
      return (x as unknown[]).slice(from, from + length).map((part) => nested(part, d + 1))
    }
    const x = counted(shape)
    const found = tf.slice(x, begin, size)
    expect(found.dataSync()).toEqual(Float32Array.from((nested(x.arraySync()) as unknown[]).flat(9) as number[]))
  })

  it('are whole numbers and truth values as well', () => {
    expect([...tf.slice(tf.tensor1d([1, 2, 3], 'int32'), [1], [2]).dataSync()]).toEqual([2, 3])
    expect([...tf.slice(tf.tensor1d([true, false, true], 'bool'), [1], [2]).dataSync()]).toEqual([0, 1])
  })

  it.each([0, 1, 2, -1])('unstacked along %i are the parts', (axis) => {
    const x = counted([3, 2, 4])
    const parts = tf.unstack(x, axis)
    expect(parts.length).toBe(x.shape.at(axis))
    expect(tf.stack(parts, axis).dataSync()).toEqual(x.dataSync())
  })

  it('leave nothing behind', () => {
    const x = counted([6, 5])
    const { numTensors } = tf.memory()
    tf.dispose([...tf.unstack(x), tf.slice(x, [1, 1], [2, 2])])
    expect(tf.memory().numTensors).toBe(numTensors)
  })
})
