import type { Tf } from '../../src/experiment'
import { type ActivationName, addedLayer, layer, residualLayer } from '../../src/numerics/networks/fused'
import { at, type KernelCase, type Refused, type Subject } from './kernelCase'
import { inEverySize, layerOperands, product, type Sizes } from './layerOperands'

function casesOf(activation: ActivationName, sizes: Sizes): KernelCase[] {
  const [seeds, rows, n, m] = sizes
  const { draw, f, says, x, w, scale, skip, branch, weights, inputs } = layerOperands(activation, sizes)
  const biases = draw('gaussian', 'biases', [2, seeds, 1, m])
  const b = biases.subarray(seeds * m)
  const entering = draw('gaussian', 'entering', [seeds, rows, m])
  const beside = draw('gaussian', 'beside', [2, seeds, rows, m])
  const layerSpec = (tf: Tf) => ({
    inputs: inputs(tf),
    weights: weights(tf),
    bias: { stack: tf.tensor(biases, [2, seeds, 1, m]), at: 1 },
    biasFactor: -1,
    scale,
    activation,
  })
  const skipSpec = (tf: Tf) => ({ beside: { stack: tf.tensor(beside, [2, seeds, rows, m]), at: 1 }, skip, branch })
  const sums = product(x, w, sizes)
  const u = sums.map((y, k) => f(scale * y - at(b, Math.floor(k / (rows * m)) * m + (k % m))))
  const added = u.map((v, k) => skip * at(beside, seeds * rows * m + k) + branch * v)
  return [
    { name: `f(scale x W - b), ${says}`, ours: (tf) => [layer(tf, layerSpec(tf))], exact: [u] },
    {
      name: `f(x W + b) with a bias for each row, ${says}`,
      ours: (tf) => [
        layer(tf, {
          inputs: inputs(tf),
          weights: tf.tensor(w, [seeds, n, m]),
          bias: tf.tensor(entering, [seeds, rows, m]),
          activation,
        }),
      ],
      exact: [sums.map((y, k) => f(y + at(entering, k)))],
    },
    {
      name: `f(x W), ${says}`,
      ours: (tf) => [layer(tf, { inputs: inputs(tf), weights: weights(tf), activation })],
      exact: [sums.map(f)],
    },
    {
      name: `skip a + branch u, ${says}`,
      ours: (tf) => {
        const { output, branch } = residualLayer(tf, layerSpec(tf), skipSpec(tf))
        return [output, branch, addedLayer(tf, layerSpec(tf), skipSpec(tf))]
      },
      exact: [added, u, added],
    },
  ]
}

const refusedLayer = (weights: number[], bias: number[]): Refused => ({
  name: `weights [${weights}] and a bias [${bias}] for inputs [2,3,4]`,
  run: (tf) =>
    layer(tf, { inputs: tf.ones([2, 3, 4]), weights: tf.ones(weights), bias: tf.ones(bias), activation: 'tanh' }),
})

export default {
  cases: inEverySize(casesOf),
  refused: [
    refusedLayer([2, 3, 2], [2, 1, 2]),
    refusedLayer([3, 4, 2], [2, 1, 2]),
    refusedLayer([2, 4, 2], [2, 1, 3]),
    refusedLayer([2, 4, 2], [2, 2, 2]),
  ],
} satisfies Subject
