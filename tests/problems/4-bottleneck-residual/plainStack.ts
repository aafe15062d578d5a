import { drawer } from '../../../src/numerics/laws/random'

/** A small stack in double precision on plain arrays, with one network and one input. */
export interface Plain {
  readonly width: number
  readonly bottleneck: number
  readonly skip: number
  readonly branch: number
  readonly secondRelu: boolean
  /** The parameters of each block, row-major: [width, bottleneck], [bottleneck, width], [bottleneck], [width]. */
  readonly blocks: readonly {
    readonly first: ArrayLike<number>
    readonly second: ArrayLike<number>
    readonly firstBias: ArrayLike<number>
    readonly secondBias: ArrayLike<number>
  }[]
}

const at = (a: ArrayLike<number>, i: number) => a[i] ?? Number.NaN

/** x [rows] times [rows, columns], row-major. */
const times = (x: ArrayLike<number>, w: ArrayLike<number>, columns: number) =>
  Array.from({ length: columns }, (_, j) => {
    let sum = 0
    for (let i = 0; i < x.length; i++) sum += at(x, i) * at(w, i * columns + j)
    return sum
  })

/** Every layer from the input up, and the intermediate results of every block. */
export function plainForward(net: Plain, input: ArrayLike<number>) {
  const layers: number[][] = [Array.from(input)]
  const inside: { inner: number[]; sum: number[] }[] = []
  for (const { first, second, firstBias, secondBias } of net.blocks) {
    const layer = layers.at(-1) ?? []
    const inner = times(layer, first, net.bottleneck).map((y, j) => Math.max(0, y - at(firstBias, j)))
    const sum = times(inner, second, net.width).map((y, j) => y - at(secondBias, j))
    const branch = net.secondRelu ? sum.map((y) => Math.max(0, y)) : sum
    layers.push(layer.map((v, n) => net.skip * v + net.branch * at(branch, n)))
    inside.push({ inner, sum })
  }
  return { layers, inside }
}

/** dLoss/dL at every layer by the number of branches on the path, [layer][branches][unit], for Loss = direction . L at the top. */
export function plainPaths(net: Plain, input: ArrayLike<number>, direction: ArrayLike<number>): number[][][] {
  const { inside } = plainForward(net, input)
  const lengths = net.blocks.length + 1
  let paths = Array.from({ length: lengths }, (_, k) => Array.from(direction, (v) => (k === 0 ? v : 0)))
  const all = [paths]
  for (let l = net.blocks.length - 1; l >= 0; l--) {
    const [block, own] = [net.blocks[l], inside[l]]
    if (!block || !own) break
    const throughBranch = (g: number[]) => {
      const atSum = g.map((v, n) => (net.secondRelu && !(at(own.sum, n) > 0) ? 0 : net.branch * v))
      const atInner = own.inner.map((u, j) => {
        let sum = 0
        for (let n = 0; n < net.width; n++) sum += at(atSum, n) * at(block.second, j * net.width + n)
        return u > 0 ? sum : 0
      })
      return g.map((_, i) => atInner.reduce((sum, v, j) => sum + v * at(block.first, i * net.bottleneck + j), 0))
    }
    const below = paths.map((g, k) => {
      const longer = k === 0 ? [] : throughBranch(paths[k - 1] ?? [])
      return g.map((v, i) => net.skip * v + (k === 0 ? 0 : at(longer, i)))
    })
    paths = below
    all.unshift(paths)
  }
  return all
}

/** A stack with random weights and biases, scaled so that outputs are of order 1. */
export function drawnStack(
  seed: number,
  shape: Omit<Plain, 'blocks'> & { readonly count: number; readonly biases?: boolean },
): Plain {
  const draw = drawer(seed)
  const { width, bottleneck, count, biases = true } = shape
  const scaled = (name: string, size: number[], factor: number) =>
    Array.from(draw('gaussian', name, size), (v) => Math.fround(v * factor))
  return {
    ...shape,
    blocks: Array.from({ length: count }, (_, l) => ({
      first: scaled(`first/${l}`, [width, bottleneck], Math.sqrt(2 / width)),
      second: scaled(`second/${l}`, [bottleneck, width], Math.sqrt(1 / bottleneck)),
      firstBias: scaled(`b1/${l}`, [bottleneck], biases ? 0.3 : 0),
      secondBias: scaled(`b2/${l}`, [width], biases ? 0.3 : 0),
    })),
  }
}
