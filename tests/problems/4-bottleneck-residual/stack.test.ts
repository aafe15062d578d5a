import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { forward, gradientsByLength } from '../../../problems/4-bottleneck-residual/stack'
import { traineeOf } from '../../../problems/4-bottleneck-residual/training/network'
import { HELD_OUT, NETWORKS } from '../../../problems/4-bottleneck-residual/training/setting'
import { DrawCache } from '../../../src/engine/drawCache'
import { drawer } from '../../../src/numerics/laws/random'
import { startCpu } from '../../cpu'
import { drawnStack, type Plain, plainForward, plainPaths } from './plainStack'

beforeAll(startCpu)

const [SEED_COUNT, BATCH, WIDTH, BOTTLENECK, BLOCKS] = [2, 3, 6, 4, 5]
const settings = [true, false].flatMap((secondRelu) =>
  [
    [Math.SQRT1_2, Math.SQRT1_2],
    [1, 1],
    [0.9, 0.3],
  ].map(([skip = 1, branch = 1]) => ({ skip, branch, secondRelu })),
)

/** The same networks as tensors: [seeds, ...]. */
function onDevice(nets: readonly Plain[], inputs: readonly number[][][], directions: readonly number[][][]) {
  const stacked = (of: (net: Plain, l: number) => ArrayLike<number>, shape: number[]) => (l: number) =>
    tf.tensor(
      nets.flatMap((net) => Array.from(of(net, l))),
      [nets.length, ...shape],
    )
  const first = stacked((net, l) => net.blocks[l]?.first ?? [], [WIDTH, BOTTLENECK])
  const second = stacked((net, l) => net.blocks[l]?.second ?? [], [BOTTLENECK, WIDTH])
  const firstBias = stacked((net, l) => net.blocks[l]?.firstBias ?? [], [1, BOTTLENECK])
  const secondBias = stacked((net, l) => net.blocks[l]?.secondBias ?? [], [1, WIDTH])
  const weights = Array.from({ length: BLOCKS }, (_, l) => ({
    first: first(l),
    second: second(l),
    firstBias: firstBias(l),
    secondBias: secondBias(l),
  }))
  return { weights, inputs: tf.tensor(inputs as number[][][]), directions: tf.tensor(directions as number[][][]) }
}

const vectors = (name: string) => {
  const drawn = drawer(8)('gaussian', name, [SEED_COUNT * BATCH * WIDTH])
  return Array.from({ length: SEED_COUNT }, (_, s) =>
    Array.from({ length: BATCH }, (_, b) => [...drawn.subarray((s * BATCH + b) * WIDTH, (s * BATCH + b + 1) * WIDTH)]),
  )
}

describe.each(settings)('a stack with skip $skip, branch $branch, second ReLU $secondRelu', (block) => {
  const nets = [1, 2].map((seed) => drawnStack(seed, { ...block, width: WIDTH, bottleneck: BOTTLENECK, count: BLOCKS }))
  const [inputs, directions] = [vectors('inputs'), vectors('directions')]
  const run = () =>
    tf.tidy(() => {
      const device = onDevice(nets, inputs, directions)
      const { layers, kept } = forward(tf, device.inputs, device.weights, block)
      const paths = gradientsByLength(tf, device.directions, device.weights, kept, block)
      return { layers: layers.map((t) => [...t.dataSync()]), paths: paths.map((t) => [...t.dataSync()]) }
    })

  it('has the layers of the same stack in double precision, to 1e-5', () => {
    const { layers } = run()
    const exact = nets.map((net, s) => (inputs[s] ?? []).map((x) => plainForward(net, x).layers))
    for (let l = 0; l <= BLOCKS; l++) {
      const expected = exact.flatMap((batch) => batch.flatMap((all) => all[l] ?? []))
      const size = Math.max(...expected.map(Math.abs))
      expect(layers[l]?.map((v) => v / size)).toEqual(expected.map((v) => expect.closeTo(v / size, 5)))
    }
  })

  it('has its gradients by length of path, to 1e-5, at every layer', () => {
    const { paths } = run()
    for (let l = 0; l <= BLOCKS; l++) {
      const exact = nets.map((net, s) =>
        (inputs[s] ?? []).map((x, b) => plainPaths(net, x, directions[s]?.[b] ?? [])[l] ?? []),
      )
      const expected = exact.flatMap((batch) =>
        Array.from({ length: BLOCKS + 1 }, (_, k) => batch.flatMap((all) => all[k] ?? [])).flat(),
      )
      const size = Math.max(...expected.map(Math.abs))
      expect(paths[l]?.map((v) => v / size)).toEqual(expected.map((v) => expect.closeTo(v / size, 5)))
    }
  })

  it('has paths that add up to the central differences of the loss', () => {
    const [net, x, v] = [nets[0], inputs[0]?.[0], directions[0]?.[0]]
    if (!net || !x || !v) return expect.fail('there is no network')
    const loss = (by: number, i: number) => {
      const moved = x.map((u, j) => (i === j ? u + by : u))
      return (plainForward(net, moved).layers[BLOCKS] ?? []).reduce((sum, u, j) => sum + u * (v[j] ?? 0), 0)
    }
    const paths = plainPaths(net, x, v)[0] ?? []
    for (let i = 0; i < WIDTH; i++) {
      const whole = paths.reduce((sum, path) => sum + (path[i] ?? Number.NaN), 0)
      expect(whole).toBeCloseTo((loss(1e-6, i) - loss(-1e-6, i)) / 2e-6, 6)
    }
  })

  it('sends the direct part down by the factor of the skip alone', () => {
    const direct = plainPaths(nets[0] as Plain, inputs[0]?.[0] ?? [], directions[0]?.[0] ?? [])[0]?.[0] ?? []
    direct.forEach((g, i) => {
      expect(g).toBeCloseTo(block.skip ** BLOCKS * (directions[0]?.[0]?.[i] ?? 0), 12)
    })
  })
})

describe('a stack in training', () => {
  const lab = () => new DrawCache(tf).lab(4)
  const shape = { blocks: 4, width: 8, bottleneck: 4, skip: 0.9, branch: 0.4, scaled: true }

  /** The loss of all networks in kernels of tf.js alone, which its tape can go back through. */
  function lossOf(flat: tf.Tensor, inputs: tf.Tensor): tf.Scalar {
    const { blocks, width, bottleneck, skip, branch } = shape
    const each = NETWORKS * width * bottleneck
    const cut = (from: number, [rows, columns]: readonly [number, number]) =>
      tf.reshape(tf.slice(flat, [from], [NETWORKS * rows * columns]), [NETWORKS, rows, columns])
    let top = inputs
    for (let l = 0; l < blocks; l++) {
      const inner = tf.relu(tf.matMul(top, cut(l * each, [width, bottleneck])))
      const outer = tf.matMul(inner, cut((blocks + l) * each, [bottleneck, width]))
      top = tf.add(tf.mul(top, skip), tf.mul(outer, branch))
    }
    const growth = Math.hypot(skip, branch) ** blocks
    const output = tf.div(tf.matMul(top, cut(2 * blocks * each, [width, 1])), Math.sqrt(width) * growth)
    const [a, b] = [0, 1].map((i) => tf.slice(inputs, [0, 0, i], [-1, -1, 1])) as [tf.Tensor, tf.Tensor]
    return tf.sum(tf.mean(tf.square(tf.sub(output, tf.mul(a, b))), [1, 2]))
  }

  it('has the gradient that tf.js finds, and measures its length at the first matrix', () => {
    const room = lab()
    // The held-out examples replace the training batch, so that the measured loss is the trained one.
    const heldOut = () => room.draw('gaussian', 'held-out', [NETWORKS, HELD_OUT, shape.width])
    const net = traineeOf(
      { ...room, draw: (law, name, size) => (name.startsWith('inputs/') ? heldOut() : room.draw(law, name, size)) },
      shape,
    )
    const { ours, theirs, read } = tf.tidy(() => {
      const parameters = net.initial(tf)
      const total = (w: tf.Tensor): tf.Scalar => lossOf(w, heldOut())
      const measured = net.measure(tf, parameters, 0)
      return {
        ours: [...net.gradient(tf, parameters, 1).dataSync()],
        theirs: [...tf.grad(total)(parameters).dataSync()],
        read: {
          first: [...measured.first.dataSync()],
          slope: [...measured.slope.dataSync()],
          predicted: [...measured.predicted.dataSync()],
        },
      }
    })
    const size = Math.max(...theirs.map(Math.abs))
    expect(ours.map((v) => v / size)).toEqual(theirs.map((v) => expect.closeTo(v / size, 5)))
    const own = shape.width * shape.bottleneck
    read.first.forEach((length, s) => {
      expect(length / Math.hypot(...ours.slice(s * own, (s + 1) * own))).toBeCloseTo(1, 5)
    })
    // The error of single precision is 1e-7 / NUDGE of the loss.
    read.slope.forEach((slope, s) => {
      expect(slope).toBeCloseTo(read.predicted[s] ?? Number.NaN, 1)
    })
  })

  it('trains on fresh examples in every step, none of them held out', () => {
    const room = lab()
    const names: string[] = []
    const net = traineeOf(
      {
        ...room,
        draw: (law, name, size) => {
          names.push(name)
          return room.draw(law, name, size)
        },
      },
      shape,
    )
    tf.tidy(() => {
      const parameters = net.initial(tf)
      names.length = 0
      for (const step of [1, 2, 3]) net.gradient(tf, parameters, step)
      expect(names).toEqual(['inputs/1', 'inputs/2', 'inputs/3'])
      names.length = 0
      net.measure(tf, parameters, 0)
      expect(names).toEqual(['held-out'])
    })
  })

  it('has the loss of plain arithmetic', () => {
    const room = lab()
    const net = traineeOf(room, shape)
    const { parameters, loss, inputs } = tf.tidy(() => {
      const parameters = net.initial(tf)
      return {
        parameters: parameters.dataSync(),
        loss: [...net.measure(tf, parameters, 0).loss.dataSync()],
        inputs: room.draw('gaussian', 'held-out', [NETWORKS, HELD_OUT, shape.width]).dataSync(),
      }
    })
    const { width, bottleneck, blocks } = shape
    const part = width * bottleneck
    // W1 of every block, then W2 of every block, then the readout.
    const cut = (l: number) => parameters.slice((l * NETWORKS + s) * part, (l * NETWORKS + s + 1) * part)
    const s = 1
    const stack: Plain = {
      ...shape,
      secondRelu: false,
      blocks: Array.from({ length: blocks }, (_, l) => ({
        first: cut(l),
        second: cut(blocks + l),
        firstBias: new Float64Array(bottleneck),
        secondBias: new Float64Array(width),
      })),
    }
    const readout = parameters.slice(
      2 * blocks * NETWORKS * part + s * width,
      2 * blocks * NETWORKS * part + (s + 1) * width,
    )
    let mean = 0
    for (let b = 0; b < HELD_OUT; b++) {
      const x = inputs.slice((s * HELD_OUT + b) * width, (s * HELD_OUT + b + 1) * width)
      const top = plainForward(stack, x).layers[blocks] ?? []
      const growth = Math.hypot(shape.skip, shape.branch) ** blocks
      const output = top.reduce((sum, v, n) => sum + v * (readout[n] ?? 0), 0) / Math.sqrt(width) / growth
      mean += (output - (x[0] ?? 0) * (x[1] ?? 0)) ** 2 / HELD_OUT
    }
    expect(loss[s]).toBeCloseTo(mean, 4)
  })

  it('is the same network at gamma = 1 and gamma = 1/sqrt 2 once its output is scaled', () => {
    const read = (gamma: number) =>
      tf.tidy(() => {
        const net = traineeOf(lab(), { ...shape, skip: gamma, branch: gamma })
        const { loss, first } = net.measure(tf, net.initial(tf), 0)
        return [...loss.dataSync(), ...first.dataSync()]
      })
    expect(read(1)).toEqual(read(Math.SQRT1_2).map((v) => expect.closeTo(v, 5)))
  })
})
