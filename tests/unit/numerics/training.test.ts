import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { DrawCache } from '../../../src/engine/drawCache'
import { adam, layoutOf, type Optimiser, sgd } from '../../../src/numerics/training/optimiser'
import { race, standingsOf, type Trainee } from '../../../src/numerics/training/race'
import { countCalls } from '../../countCalls'
import { startCpu } from '../../cpu'

beforeAll(startCpu)

/** Gradients of a loss sum_i scale_i (w_i - 1)^2 / 2 whose sizes differ by eight orders of magnitude. */
const SCALES = [1e-6, 1e-3, 1, 100]
const START = [0, 2, -3, 1.5]

/** Adam as its paper writes it, in double precision. */
function plainAdam(rate: number, steps: number, epsilon: number): number[] {
  return SCALES.map((scale, i) => {
    let [w, m, v] = [START[i] ?? 0, 0, 0]
    for (let t = 1; t <= steps; t++) {
      const g = scale * (w - 1)
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g * g
      w -= (rate * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + epsilon)
    }
    return w
  })
}

const plainSgd = (rate: number, steps: number): number[] =>
  SCALES.map((scale, i) => 1 + ((START[i] ?? 0) - 1) * (1 - rate * scale) ** steps)

const bowl = (start: readonly number[]): Trainee<'w'> => ({
  initial: (tf) => tf.tensor1d([...start]),
  gradient: (tf, w) => tf.mul(tf.sub(w, 1), SCALES),
  measure: (_, w) => ({ w: tf.clone(w) }),
})

const trained = (optimiser: Optimiser, steps: number): number[] => {
  const standings = [...race(tf, { bowl: bowl(START) }, { optimiser, steps, every: steps })]
  return [...(standings.at(-1)?.taken.bowl?.w ?? [])]
}

describe.each([1, 2, 300])('after %d steps', (steps) => {
  it('sgd stands where double precision stands', () => {
    expect(trained(sgd(0.003), steps)).toEqual(plainSgd(0.003, steps).map((w) => expect.closeTo(w, 4)))
  })

  it.each([1e-8, 1e-4])('adam with epsilon %d stands where double precision stands', (epsilon) => {
    const exact = plainAdam(0.003, steps, epsilon)
    expect(trained(adam(0.003, epsilon), steps)).toEqual(exact.map((w) => expect.closeTo(w, 5)))
  })
})

it('adam moves by its rate at the first step, however small the gradient', () => {
  // With the epsilon of 1e-4 that tf.js has on WebGL, a gradient of 1e-6 would move it by a hundredth of that.
  expect((trained(adam(0.003), 1)[0] ?? 0) / 0.003).toBeCloseTo(1, 1)
})

it.each([
  ['sgd', sgd(0.1)],
  ['adam', adam(0.1)],
] as const)('%s takes one kernel a step, whatever the network', (_, optimiser) => {
  const parameters = tf.ones([12])
  const memories = Array.from({ length: optimiser.memories }, () => tf.zeros([12]))
  const ran = new DrawCache(tf).lab(0).kernels(() => {
    optimiser.next(tf, { parameters, memories }, parameters, 1)
  })
  expect(ran).toHaveLength(1)
})

describe('a layout', () => {
  const layout = layoutOf([[2, 3], [4], [1, 1, 2]])

  it('lays tensors end to end and gives them back', () => {
    const back = tf.tidy(() => {
      const flat = layout.pack(tf, [
        tf.reshape(tf.range(0, 6), [2, 3]),
        tf.range(6, 10),
        tf.reshape(tf.range(10, 12), [1, 1, 2]),
      ])
      expect([...flat.dataSync()]).toEqual(Array.from({ length: layout.size }, (_, i) => i))
      return layout.unpack(tf, flat).map((t) => ({ shape: t.shape, values: [...t.dataSync()] }))
    })
    expect(back).toEqual([
      { shape: [2, 3], values: [0, 1, 2, 3, 4, 5] },
      { shape: [4], values: [6, 7, 8, 9] },
      { shape: [1, 1, 2], values: [10, 11] },
    ])
  })

  it('refuses tensors of other shapes', () => {
    expect(() => tf.tidy(() => layout.pack(tf, [tf.zeros([3, 2]), tf.zeros([4]), tf.zeros([1, 1, 2])]))).toThrow(
      'Tensors of shapes [3,2] [4] [1,1,2] do not fit a layout of [2,3] [4] [1,1,2]',
    )
  })
})

describe('a race', () => {
  const networks = { near: bowl([1, 1, 1, 1]), far: bowl(START) }

  it('stands at step 0, at every so many steps, and at the last', () => {
    const steps = [...race(tf, networks, { optimiser: sgd(0.001), steps: 25, every: 10 })].map(({ step }) => step)
    expect(steps).toEqual([0, 10, 20, 25])
    expect(standingsOf(25, 10)).toBe(4)
  })

  it('reads the device once a standing, carries a constant number of tensors, and leaves none', () => {
    const before = tf.memory().numTensors
    const reads = countCalls(tf.backend(), 'readSync')
    const alive: number[] = []
    for (const _ of race(tf, networks, { optimiser: adam(0.01), steps: 30, every: 10 }))
      alive.push(tf.memory().numTensors - before)
    expect(reads()).toBe(4)
    // Parameters and two memories, of two networks.
    expect(alive).toEqual([6, 6, 6, 6])
    expect(tf.memory().numTensors).toBe(before)
  })

  it('leaves no tensor where it is broken off', () => {
    const before = tf.memory().numTensors
    for (const _ of race(tf, networks, { optimiser: adam(0.01), steps: 30, every: 10 })) break
    expect(tf.memory().numTensors).toBe(before)
  })

  it('drops a network that diverges and goes on with the others; ends when none is left', () => {
    // 1 - rate 100 = -5: the fourth parameter grows fivefold a step and overflows after 55.
    const wild = [...race(tf, networks, { optimiser: sgd(0.06), steps: 100, every: 10 })]
    const out = wild.findIndex(({ diverged }) => diverged.length > 0)
    expect(wild[out]?.diverged).toEqual(['far'])
    expect(wild[out]?.step).toBe(60)
    expect(Number.isFinite(wild[out]?.taken.far?.w[3])).toBe(false)
    expect(wild.slice(out + 1).map(({ step, taken }) => [step, Object.keys(taken)])).toEqual(
      [70, 80, 90, 100].map((step) => [step, ['near']]),
    )
    const alone = [...race(tf, { far: networks.far }, { optimiser: sgd(0.06), steps: 100, every: 10 })]
    expect(alone.at(-1)).toMatchObject({ step: 60, diverged: ['far'] })
  })
})
