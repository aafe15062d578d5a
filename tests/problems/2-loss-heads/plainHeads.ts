/** The networks of problem 2 on plain arrays, in double precision, for one seed: loops over the definition that share no code with the book. */

export interface PlainShape {
  readonly kind: 'single' | 'heads' | 'residual'
  readonly layers: number
  readonly width: number
  readonly batch: number
  readonly activation: 'sigmoid' | 'tanh' | 'relu' | 'linear'
  /** The factor of the branches of a residual network. Default: 1. */
  readonly branchScale?: number
}

type Numbers = ArrayLike<number>

export interface PlainParameters {
  /** [layers][width in][width out], [layers][width], [heads][width], [heads]; row-major. */
  readonly weights: Numbers
  readonly biases: Numbers
  readonly headWeights: Numbers
  readonly headBiases: Numbers
}

const F = {
  sigmoid: (y: number) => 1 / (1 + Math.exp(-y)),
  tanh: Math.tanh,
  relu: (y: number) => Math.max(0, y),
  linear: (y: number) => y,
}
const SLOPE = {
  sigmoid: (y: number) => F.sigmoid(y) * F.sigmoid(-y),
  tanh: (y: number) => 1 - Math.tanh(y) ** 2,
  relu: (y: number) => (y > 0 ? 1 : 0),
  linear: () => 1,
}

/** The gradients of Loss = sum over heads of the mean over the batch of (y - yhat)^2. */
export function plainGradients(shape: PlainShape, p: PlainParameters, inputs: Numbers, targets: Numbers) {
  const { kind, layers, width, batch, activation } = shape
  const scale = kind === 'residual' ? (shape.branchScale ?? 1) : 1
  const at = (a: Numbers, i: number) => a[i] ?? Number.NaN
  const add = (a: Float64Array, i: number, v: number) => {
    a[i] = (a[i] ?? Number.NaN) + v
  }
  const empty = (like: Numbers) => new Float64Array(like.length)
  const gradients = {
    weights: empty(p.weights),
    biases: empty(p.biases),
    headWeights: empty(p.headWeights),
    headBiases: empty(p.headBiases),
  }
  let loss = 0
  for (let b = 0; b < batch; b++) {
    const h: number[][] = [Array.from({ length: width }, (_, i) => at(inputs, b * width + i))]
    const y: number[][] = []
    for (let l = 0; l < layers; l++) {
      const below = h[l] ?? []
      const sums = Array.from({ length: width }, (_, j) =>
        below.reduce((sum, v, i) => sum + v * at(p.weights, (l * width + i) * width + j), -at(p.biases, l * width + j)),
      )
      y.push(sums)
      h.push(sums.map((v, j) => scale * F[activation](v) + (kind === 'residual' ? (below[j] ?? 0) : 0)))
    }
    let back: number[] = Array.from({ length: width }, () => 0)
    for (let l = layers; l > 0; l--) {
      const k = kind === 'heads' ? l - 1 : 0
      if (kind === 'heads' || l === layers) {
        const here = h[l] ?? []
        const predicted = here.reduce((sum, v, i) => sum + v * at(p.headWeights, k * width + i), -at(p.headBiases, k))
        const error = predicted - at(targets, b)
        loss += error ** 2 / batch
        here.forEach((v, i) => {
          add(gradients.headWeights, k * width + i, (2 * error * v) / batch)
          back[i] = (back[i] ?? 0) + (2 * error * at(p.headWeights, k * width + i)) / batch
        })
        add(gradients.headBiases, k, (-2 * error) / batch)
      }
      const delta = back.map((g, j) => scale * g * SLOPE[activation](y[l - 1]?.[j] ?? 0))
      delta.forEach((g, j) => {
        add(gradients.biases, (l - 1) * width + j, -g)
        for (let i = 0; i < width; i++)
          add(gradients.weights, ((l - 1) * width + i) * width + j, g * (h[l - 1]?.[i] ?? 0))
      })
      back = Array.from({ length: width }, (_, i) =>
        delta.reduce(
          (sum, g, j) => sum + g * at(p.weights, ((l - 1) * width + i) * width + j),
          kind === 'residual' ? (back[i] ?? 0) : 0,
        ),
      )
    }
  }
  return { loss, gradients }
}
