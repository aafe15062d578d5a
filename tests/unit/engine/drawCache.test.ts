import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { wrongArithmetic } from '../../../src/engine/backend'
import { DrawCache } from '../../../src/engine/drawCache'
import { drawer } from '../../../src/numerics/laws/random'
import { FUSED } from '../../../src/numerics/networks/fused'
import { startCpu } from '../../cpu'

beforeAll(startCpu)

describe('the lab', () => {
  it('draws once for a seed, law, name and shape, the numbers that the theory sees', () => {
    const cache = new DrawCache(tf)
    const first = cache.lab(3).draw('laplace', 'w', [4, 5])
    expect(cache.lab(3).draw('laplace', 'w', [4, 5])).toBe(first)
    expect([...first.dataSync()]).toEqual([...drawer(3)('laplace', 'w', [4, 5])])
    expect(cache.lab(4).draw('laplace', 'w', [4, 5])).not.toBe(first)
    cache.dispose()
  })

  it('disposes of the least recently used draws over the limit, never of one of the last reading', () => {
    const cache = new DrawCache(tf, 3 * 400)
    const { draw } = cache.lab(1)
    const old = draw('gaussian', 'old', [100])
    cache.trim()
    const recent = [1, 2, 3, 4].map((i) => draw('gaussian', `recent ${i}`, [100]))
    cache.trim()
    expect(old.isDisposed).toBe(true)
    expect(recent.every((t) => !t.isDisposed)).toBe(true)
    draw('gaussian', 'next', [100])
    cache.trim()
    expect(cache.cachedTensors).toBe(3)
    cache.dispose()
    expect(cache.cachedTensors).toBe(0)
  })

  it('times with the result read back, and leaves no tensor', () => {
    const before = tf.memory().numTensors
    let runs = 0
    const ms = new DrawCache(tf).lab(1).time(() => {
      runs++
      return tf.ones([4])
    })
    expect(runs).toBe(1)
    expect(ms).toBeGreaterThanOrEqual(0)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('records the kernels of a run with their shapes, leaves no tensor, and then stops recording', () => {
    const { kernels } = new DrawCache(tf).lab(1)
    const before = tf.memory().numTensors
    const recorded = kernels(() => {
      tf.relu(tf.matMul(tf.ones([2, 3, 4]), tf.ones([2, 5, 4]), false, true))
    })
    expect(recorded.filter(({ name }) => name === 'BatchMatMul')).toEqual([
      {
        name: 'BatchMatMul',
        inputs: [
          [2, 3, 4],
          [2, 5, 4],
        ],
        outputs: [[2, 3, 5]],
      },
    ])
    expect(recorded.at(-1)?.name).toBe('Relu')
    expect(tf.memory().numTensors).toBe(before)
    kernels(() => tf.ones([2]))
    expect(tf.memory().numTensors).toBe(before)
    const count = recorded.length
    tf.dispose(tf.relu(tf.ones([2])))
    expect(recorded).toHaveLength(count)
    expect(() =>
      kernels(() => {
        throw new Error('made up')
      }),
    ).toThrow('made up')
    expect(Object.hasOwn(tf.engine(), 'runKernel')).toBe(false)
  })
})

describe('the arithmetic probe', () => {
  it('accepts single precision', () => expect(wrongArithmetic(tf)).toBeUndefined())

  it('refuses a fused kernel that is wrong', () => {
    const engine = tf.engine()
    const original = engine.runKernel.bind(engine)
    vi.spyOn(engine, 'runKernel').mockImplementation((name, inputs, attributes) =>
      original(name, inputs, name === FUSED.layer ? { ...attributes, biasFactor: 1 } : attributes),
    )
    expect(wrongArithmetic(tf)).toMatch(/a layer of sigmoids/)
    vi.restoreAllMocks()
  })

  it.each([
    ['flushed to zero', (x: number) => (Math.abs(x) < 6e-8 ? 0 : x)],
    ['overflowed', (x: number) => (Math.abs(x) > 65504 ? Number.POSITIVE_INFINITY : x)],
    ['rounded to 11 bits', (x: number) => Number(x.toPrecision(3))],
  ])('refuses a device whose products are %s', (_, spoil) => {
    const spoiled = { ...tf, mul: (a: tf.Tensor, b: tf.Tensor) => tf.scalar(spoil(tf.mul(a, b).dataSync()[0] ?? 0)) }
    expect(wrongArithmetic(Object.assign(Object.create(null), spoiled))).toMatch(/not single precision/)
  })
})
