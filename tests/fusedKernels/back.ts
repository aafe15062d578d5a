import type { Tf } from '../../src/experiment'
import {
  type ActivationName,
  deltaBelow,
  layerBack,
  layerGradients,
  residualBack,
  throughActivation,
  weightGradients,
} from '../../src/numerics/networks/fused'
import { at, fill, type KernelCase, type Numbers, type Subject } from './kernelCase'
import { inEverySize, layerOperands, product, type Sizes } from './layerOperands'

function casesOf(activation: ActivationName, sizes: Sizes): KernelCase[] {
  const [seeds, rows, n, m] = sizes
  const { draw, f, slope, says, x, w, upstream, scale, skip, branch, weights, inputs, delta } = layerOperands(
    activation,
    sizes,
  )
  const below = draw('gaussian', 'below', [2, seeds, rows, n])
  const copies = draw('gaussian', 'copies', [seeds, 2, rows, n])
  // What the activation gave below, in single precision as the forward pass keeps it.
  const kept = Float32Array.from(x, f)
  const backSpec = (tf: Tf) => ({
    delta: delta(tf),
    weights: weights(tf),
    scale,
    beside: { stack: tf.tensor(below, [2, seeds, rows, n]), at: 1 },
    skip,
  })
  const slopeSpec = (tf: Tf) => ({ u: tf.tensor(kept, [seeds, rows, n]), activation, branch })
  const back = product(upstream, w, [seeds, rows, m, n], true)
  const g = back.map((v, k) => scale * v + skip * at(below, seeds * rows * n + k))
  const d = g.map((v, k) => branch * v * slope(at(kept, k)))
  const ofCopies = fill(2 * seeds * rows * n, (k) => {
    const [s, inside] = [Math.floor(k / (2 * rows * n)), k % (rows * n)]
    return branch * at(copies, k) * slope(at(kept, s * rows * n + inside))
  })
  return [
    {
      name: `the way back, ${says}`,
      ours: (tf) => {
        const { delta, gradient } = residualBack(tf, backSpec(tf), slopeSpec(tf))
        return [delta, gradient, deltaBelow(tf, backSpec(tf), slopeSpec(tf)), layerBack(tf, backSpec(tf))]
      },
      exact: [d, g, d, g],
    },
    {
      name: `the way back without anything beside, ${says}`,
      ours: (tf) => [layerBack(tf, { delta: delta(tf), weights: weights(tf) })],
      exact: [back],
    },
    {
      name: `branch f'(u) g, ${says}`,
      ours: (tf) => [throughActivation(tf, { stack: tf.tensor(below, [2, seeds, rows, n]), at: 1 }, slopeSpec(tf))],
      exact: [fill(seeds * rows * n, (k) => branch * at(below, seeds * rows * n + k) * slope(at(kept, k)))],
    },
    {
      name: `branch f'(u) g of two copies, ${says}`,
      ours: (tf) => [
        throughActivation(tf, tf.tensor(copies, [seeds, 2 * rows, n]), slopeSpec(tf)),
        throughActivation(tf, tf.tensor(copies, [seeds, 2, rows, n]), slopeSpec(tf)),
      ],
      exact: [ofCopies, ofCopies],
    },
    {
      name: `x^T d of two layers, ${says}`,
      ours: (tf) => {
        const [xs, ds] = [
          [inputs(tf), tf.mul(inputs(tf), 2)],
          [delta(tf), delta(tf)],
        ]
        const { weights: found, biases: ofBiases } = layerGradients(tf, xs, ds, -0.5)
        return [found, ofBiases, weightGradients(tf, xs, ds)]
      },
      exact: gradientsOf(x, upstream, [seeds, rows, n, m]),
    },
  ]
}

/** Of layers with inputs x and 2 x: x^T d, and -0.5 times the sums of d. */
function gradientsOf(x: Numbers, d: Numbers, [seeds, rows, n, m]: Sizes) {
  const weights = fill(2 * seeds * n * m, (k) => {
    const [l, s, i, j] = [
      Math.floor(k / (seeds * n * m)),
      Math.floor(k / (n * m)) % seeds,
      Math.floor(k / m) % n,
      k % m,
    ]
    let sum = 0
    for (let r = 0; r < rows; r++) sum += at(x, (s * rows + r) * n + i) * at(d, (s * rows + r) * m + j)
    return (l + 1) * sum
  })
  const biases = fill(2 * seeds * m, (k) => {
    let sum = 0
    for (let r = 0; r < rows; r++) sum += at(d, ((Math.floor(k / m) % seeds) * rows + r) * m + (k % m))
    return -0.5 * sum
  })
  return [weights, biases, weights]
}

export default {
  cases: inEverySize(casesOf),
  refused: [
    {
      name: 'an entry that a stack lacks',
      run: (tf) => layerBack(tf, { delta: tf.ones([2, 3, 4]), weights: { stack: tf.ones([2, 2, 5, 4]), at: 2 } }),
    },
    {
      name: 'rows that are no copies of the batch',
      run: (tf) => throughActivation(tf, tf.ones([2, 3, 4]), { u: tf.ones([2, 2, 4]), activation: 'relu' }),
    },
    {
      name: 'copies that follow each row of the batch',
      run: (tf) => throughActivation(tf, tf.ones([2, 3, 4, 5]), { u: tf.ones([2, 3, 1, 5]), activation: 'relu' }),
    },
    {
      name: 'copies of which each has other rows than the batch',
      run: (tf) => throughActivation(tf, tf.ones([2, 3, 4, 5]), { u: tf.ones([2, 3, 5]), activation: 'relu' }),
    },
    {
      name: 'layers of two shapes',
      run: (tf) =>
        weightGradients(tf, [tf.ones([2, 3, 5]), tf.ones([2, 4, 5])], [tf.ones([2, 3, 5]), tf.ones([2, 4, 5])]),
    },
  ],
} satisfies Subject
