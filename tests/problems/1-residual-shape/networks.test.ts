import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { gradientsAtImage } from '../../../problems/1-residual-shape/lattice/network'
import { CLASSES, drawings, labelsOf, POSE, SIDE } from '../../../problems/1-residual-shape/training/drawings'
import { drawGlyph, GLYPH_NAMES } from '../../../problems/1-residual-shape/training/glyphs'
import { dataOf } from '../../../problems/1-residual-shape/training/measure'
import { gradients, networkOf, run } from '../../../problems/1-residual-shape/training/network'
import { NETWORKS } from '../../../problems/1-residual-shape/training/setting'
import { DrawCache } from '../../../src/engine/drawCache'
import { drawer } from '../../../src/numerics/laws/random'
import { crossEntropyGradient } from '../../../src/numerics/networks/crossEntropy'
import { startCpu } from '../../cpu'
import { convolution, filled, type Maps, map2, pooled, shapeOf, slope, strided } from './plainMaps'

beforeAll(startCpu)

const stream = drawer(12)('gaussian', 'numbers', [100_000])
let used = 0
const next = () => stream[used++ % stream.length] ?? 0
const toTensor = (maps: Maps) => tf.tensor(maps.flat(3), shapeOf(maps))

describe.each(['strided', 'pool'] as const)('gradients at the image, %s', (adapter) => {
  it.each([
    [2, 4, 2],
    [2, 8, 3],
    [3, 9, 2],
  ])('stride %d on %d pixels, %d reductions: the slopes of the plain network', (stride, size, reductions) => {
    const features = (n: number) => 2 * 2 ** n
    const image = filled(1, size, size, 2, next)
    const filters = Array.from({ length: reductions }, (_, n) => [
      Array.from({ length: 9 * features(n) }, () => Array.from({ length: features(n + 1) }, () => 0.2 * next())),
    ])
    const top = size / stride ** reductions >= 1 ? Math.ceil(size / stride ** reductions) : 1
    const readout = filled(1, top, top, features(reductions), next)
    const loss = (withBranches: boolean) => {
      let layer = image
      for (const weights of filters) {
        const out = 2 * shapeOf(layer)[3]
        const skip =
          adapter === 'pool'
            ? pooled(layer, stride, out).map(zeroBeyond(shapeOf(layer)[3]))
            : strided(layer, stride, out)
        layer = withBranches ? map2(skip, convolution(layer, weights, stride), (a, b) => a + Math.tanh(b)) : skip
      }
      return map2(layer, readout, (a, b) => a * b)
        .flat(3)
        .reduce((s, v) => s + v, 0)
    }
    const found = gradientsAtImage(
      tf,
      { adapter, stride },
      toTensor(image),
      filters.map((w) => tf.tensor(w.flat(2), [1, w[0]?.length ?? 0, w[0]?.[0]?.length ?? 0])),
      toTensor(readout),
    )
    const [skips, full] = [found.skips.dataSync(), found.full.dataSync()]
    for (let k = 0; k < size * size * 2; k += 3) {
      const cell = image[0]?.[Math.floor(k / 2 / size)]?.[Math.floor(k / 2) % size] ?? []
      expect(skips[k]).toBeCloseTo(
        slope(cell, k % 2, () => loss(false)),
        4,
      )
      expect(full[k]).toBeCloseTo(
        slope(cell, k % 2, () => loss(true)),
        3,
      )
    }
  })
})

/** Sets the features that L does not have to 0; pooled() already gives 0 / n = 0 for them. */
const zeroBeyond = (features: number) => (image: number[][][]) =>
  image.map((row) => row.map((cell) => cell.map((v, j) => (j < features ? v : 0))))

describe('eight blocks without a skip', () => {
  it('have a gradient at L_0 that is 16 times longer where the weights of the branches have twice the variance', () => {
    const network = networkOf({ skip: 'none', networks: 4, classes: CLASSES, side: SIDE, features: 4, blocks: 8 })
    const pictures = tf.tensor(drawings(drawer(14)('uniform', 'poses', [4 * 8, POSE])), [4 * 8, SIDE, SIDE, 1])
    const length = (ofBranches: number) => {
      const draw = drawer(15)
      const parameters = network.shapes.map((shape, i) => {
        const branch = i > 0 && i < network.shapes.length - 1
        return tf.mul(
          tf.tensor(draw('gaussian', `${i}`, shape), [...shape]),
          Math.sqrt((branch ? ofBranches : 1) / shape[1]),
        )
      })
      const ran = run(tf, network, network.layout.pack(tf, parameters), pictures)
      const ofLogits = crossEntropyGradient(tf, ran.logits, tf.tensor(labelsOf(8), [8, CLASSES]))
      return tf.norm(gradients(tf, network, ran, ofLogits).first).dataSync()[0] ?? Number.NaN
    }
    const ratio = length(2) / length(1)
    expect(ratio).toBeGreaterThan(15.5)
    expect(ratio).toBeLessThan(16.5)
  })
})

describe('the networks of a race', () => {
  it('are as many and as large as the page says', () => {
    expect(NETWORKS).toBe(10)
    const { blocks } = networkOf({ skip: 'none', networks: 1, classes: CLASSES, side: SIDE, features: 4, blocks: 8 })
    expect([SIDE, blocks[0]?.side, ...blocks.map(({ sideAfter }) => sideAfter)]).toEqual([
      12, 6, 3, 3, 3, 3, 2, 2, 2, 2,
    ])
  })
})

describe('the drawings of a race', () => {
  const inkOf = (seed: number) =>
    tf.tidy(() => {
      const { pictures } = dataOf(new DrawCache(tf).lab(seed), 0)
      // For every network, the first drawing, which it learns from, and the last, which is held out.
      const of = (k: number) => tf.reshape(tf.slice(pictures, [0, k, 0, 0], [NETWORKS, 1, SIDE, SIDE]), [NETWORKS, -1])
      return [0, (pictures.shape[1] ?? 0) - 1].flatMap((k) => (of(k).arraySync() as number[][]).map(String))
    })

  it("are each network's own, and other ones for another seed", () => {
    const [one, other] = [inkOf(1), inkOf(2)]
    expect(new Set([...one, ...other]).size).toBe(4 * NETWORKS)
    expect(inkOf(1)).toEqual(one)
  })
})

describe('the drawings', () => {
  const poses = drawer(1)('uniform', 'poses', [512, POSE])
  const ink = drawings(poses)
  const drawing = (k: number) => ink.slice(k * SIDE ** 2, (k + 1) * SIDE ** 2)
  it('have ink from 0 to 1, and one of each class in every eight', () => {
    expect(Math.min(...ink)).toBe(0)
    expect(Math.max(...ink)).toBe(1)
    const labels = labelsOf(32)
    for (let k = 0; k < 32; k++) expect(labels.slice(k * CLASSES, (k + 1) * CLASSES).indexOf(1)).toBe(k % CLASSES)
    for (let k = 0; k < CLASSES; k++)
      expect(drawing(k)).toEqual(drawings(poses.slice(0, POSE * CLASSES)).slice(k * SIDE ** 2, (k + 1) * SIDE ** 2))
  })
  it('are drawn each differently', () => {
    expect(new Set(Array.from({ length: 512 }, (_, k) => drawing(k).join(' '))).size).toBe(512)
  })
  it('stay inside the picture, but for a twentieth of their ink at the most', () => {
    const sum = (values: ArrayLike<number>) => Array.from(values).reduce((s, v) => s + v, 0)
    // The same strokes on a grid twice as wide.
    const [wide, pose] = [2 * SIDE, (k: number, i: number) => (poses[POSE * k + i] ?? 0) / Math.sqrt(3)]
    for (let k = 0; k < 512; k++) {
      const glyph = GLYPH_NAMES[k % CLASSES] ?? expect.fail()
      const at = {
        turn: 0.35 * pose(k, 0),
        x: 1.5 * pose(k, 1),
        y: 1.5 * pose(k, 2),
        scale: (0.62 + 0.08 * pose(k, 3)) / 2,
      }
      const whole = sum(drawGlyph(glyph, wide, at))
      expect(sum(drawing(k)), `drawing ${k}`).toBeGreaterThan(0.95 * whole)
      expect(sum(drawing(k)), `drawing ${k}`).toBeLessThan(whole * (1 + 1e-6))
    }
  })
})
