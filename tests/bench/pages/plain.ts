/** One dense layer in plain typed arrays: y = f(x W - B), with its gradients and the moments of Adam. */
class Layer {
  readonly weights: Float32Array
  readonly gradient: Float32Array
  private readonly mean: Float32Array
  private readonly square: Float32Array
  readonly output: Float32Array
  private input: Float32Array = new Float32Array()

  constructor(
    readonly from: number,
    readonly to: number,
    private readonly batch: number,
    private readonly activation: 'sigmoid' | 'relu' | 'linear',
  ) {
    // The bias is the last row.
    const size = (from + 1) * to
    this.weights = Float32Array.from({ length: size }, (_, i) =>
      i < from * to ? (Math.random() - 0.5) * Math.sqrt(12 / from) : 0,
    )
    this.gradient = new Float32Array(size)
    this.mean = new Float32Array(size)
    this.square = new Float32Array(size)
    this.output = new Float32Array(batch * to)
  }

  forward(input: Float32Array): Float32Array {
    const { from, to, batch, weights, output } = this
    this.input = input
    for (let n = 0; n < batch; n++) {
      for (let j = 0; j < to; j++) output[n * to + j] = -(weights[from * to + j] ?? 0)
      for (let i = 0; i < from; i++) {
        const x = input[n * from + i] ?? 0
        for (let j = 0; j < to; j++) output[n * to + j] = (output[n * to + j] ?? 0) + x * (weights[i * to + j] ?? 0)
      }
    }
    for (let k = 0; k < output.length; k++) {
      const y = output[k] ?? 0
      if (this.activation === 'sigmoid') output[k] = 1 / (1 + Math.exp(-y))
      else if (this.activation === 'relu') output[k] = Math.max(0, y)
    }
    return output
  }

  /** dLoss/dinput from dLoss/doutput. */
  backward(above: Float32Array): Float32Array {
    const { from, to, batch, weights, gradient, input, output } = this
    const below = new Float32Array(batch * from)
    const slope = above.map((g, k) => {
      const u = output[k] ?? 0
      return this.activation === 'sigmoid' ? g * u * (1 - u) : this.activation === 'relu' && u <= 0 ? 0 : g
    })
    gradient.fill(0)
    for (let n = 0; n < batch; n++) {
      for (let j = 0; j < to; j++) gradient[from * to + j] = (gradient[from * to + j] ?? 0) - (slope[n * to + j] ?? 0)
      for (let i = 0; i < from; i++) {
        const x = input[n * from + i] ?? 0
        let sum = 0
        for (let j = 0; j < to; j++) {
          const g = slope[n * to + j] ?? 0
          gradient[i * to + j] = (gradient[i * to + j] ?? 0) + x * g
          sum += g * (weights[i * to + j] ?? 0)
        }
        below[n * from + i] = sum
      }
    }
    return below
  }

  adam(rate: number, step: number): void {
    const { weights, gradient, mean, square } = this
    const [a, b] = [1 - 0.9 ** step, 1 - 0.999 ** step]
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i] ?? 0
      const m = 0.9 * (mean[i] ?? 0) + 0.1 * g
      const v = 0.999 * (square[i] ?? 0) + 0.001 * g * g
      mean[i] = m
      square[i] = v
      weights[i] = (weights[i] ?? 0) - (rate * m) / a / (Math.sqrt(v / b) + 1e-8)
    }
  }
}

export interface PlainShape {
  readonly layers: number
  readonly width: number
  readonly batch: number
  /** The number of units between the two layers of a block; undefined if a block is one layer. */
  readonly bottleneck?: number
  readonly residual: boolean
  readonly heads: boolean
}

/** Returns a training step of the same network in plain loops over typed arrays: the cost without any library. */
export function plainStep({ layers, width, batch, bottleneck, residual, heads }: PlainShape, rate: number): () => void {
  const blocks = Array.from({ length: layers }, () =>
    bottleneck === undefined
      ? [new Layer(width, width, batch, 'sigmoid')]
      : [new Layer(width, bottleneck, batch, 'relu'), new Layer(bottleneck, width, batch, 'linear')],
  )
  const readouts = Array.from({ length: heads ? layers : 1 }, () => new Layer(width, 1, batch, 'linear'))
  const x = Float32Array.from({ length: batch * width }, () => Math.random() * 2 - 1)
  const target = Float32Array.from({ length: batch }, () => Math.random() * 2 - 1)
  const added = (a: Float32Array, b: Float32Array) => a.map((v, i) => v + (b[i] ?? 0))
  let step = 0
  return () => {
    step++
    let h: Float32Array = x
    const own = new Map<number, Float32Array>()
    for (const [l, block] of blocks.entries()) {
      const branch = block.reduce<Float32Array>((input, layer) => layer.forward(input), h)
      h = residual ? added(h, branch) : branch
      const readout = heads ? readouts[l] : l === layers - 1 ? readouts[0] : undefined
      if (!readout) continue
      const error = readout.forward(h).map((v, n) => (2 * (v - (target[n] ?? 0))) / batch)
      own.set(l, readout.backward(error))
    }
    let gradient: Float32Array = new Float32Array(batch * width)
    for (let l = layers - 1; l >= 0; l--) {
      const here = own.get(l)
      const above = here ? added(gradient, here) : gradient
      const below = (blocks[l] ?? []).reduceRight<Float32Array>((g, layer) => layer.backward(g), above)
      gradient = residual ? added(above, below) : below
    }
    for (const layer of [...blocks.flat(), ...readouts]) layer.adam(rate, step)
  }
}
