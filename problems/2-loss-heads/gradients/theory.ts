import { exactly, exactSeries } from '../../../src/experiment'
import { countTo, entryOf } from '../../../src/numerics/positions'
import { exactMatrix, log10OfRoot } from '../../../src/numerics/theory/exact'
import { meanField } from '../../../src/numerics/theory/meanField'
import { meanLogChiSquare } from '../../../src/numerics/theory/special'
import { type Layer, layersOf } from './layers'
import { type HeadsSetting, LEAST_WIDTH_OF_TANH } from './setting'
import { type WeightTheory, weightTheory } from './weightTheory'

/**
 * The gradients at initialization: examples x of length sqrt(d) in independent directions, targets y ~ N(0, 1), W ~ N(0, gain^2/d), head weights N(0,
 * 1/d), no biases. The gradient of the batch is left out for activations and gains where many heads contribute at once (`weightTheory`).
 */
export function theory(p: HeadsSetting) {
  const { activation, gain, width } = p
  const layers = layersOf(p)
  const at = countTo(p.layers)
  // E ln |dyhat_k/dh_l|^2 for heads k = 1 to L, for a direction of length 1 at the top.
  const back = layers.map((_, k) => meanField({ activation, gain, width, layers: k + 1 }).gradient)
  const lnHead = meanLogChiSquare(width)
  const known = activation === 'sigmoid' && gain <= GREATEST_GAIN
  const through = entryOf(entryOf(back, p.layers - 1), 0)
  return {
    ...(known && readingOf(at, weightTheory(p, layers, back))),
    ...(hasFirstOrder(p) && {
      byHead: exactMatrix(at, at, (k, l) =>
        l > k
          ? null
          : log10OfRoot(entryOf(entryOf(back, k - 1), l - 1) + lnHead + lnSquaredError(entryOf(layers, k - 1))),
      ),
      factor: exactly(Math.exp(through / 2 / (p.layers - 1))),
    }),
    // |d(y - yhat_k)^2/dh_k| = 2 |y - yhat_k| |v_k|, and |v_k|^2 is chi^2_d / d for any network.
    ownHead: exactly(log10OfRoot(lnHead)),
  }
}

/** The largest gain of a sigmoid for which the theory is given: a layer then keeps less than two fifths of a gradient. */
const GREATEST_GAIN = 2

/**
 * Whether the theory of first order in 1/width is exact enough for several runs. Its error in the logarithm of the factor was measured on networks in
 * double precision: -0.5 to -1.4 / width^2 for tanh above gain 1, and 0 within its own error elsewhere. At width 16 four runs of 256 networks
 * detect it. At width 32 it is a quarter of that, and four runs of 128 networks do not.
 */
const hasFirstOrder = ({ activation, gain, width }: HeadsSetting): boolean =>
  activation !== 'tanh' || gain <= 1 || width >= LEAST_WIDTH_OF_TANH

const readingOf = (at: readonly number[], { single, allHeads, share }: WeightTheory) => ({
  single: exactSeries(at, single.map(log10OfRoot)),
  allHeads: exactSeries(at, allHeads.map(log10OfRoot)),
  share: exactly(share),
})

/** E ln (2 r)^2 with r ~ N(0, 1 + q) and ln q Gaussian over networks, by three Gauss-Hermite nodes. */
function lnSquaredError({ square, spread }: Layer): number {
  const away = Math.exp(Math.sqrt(3 * spread))
  const mean = (Math.log1p(square / away) + 4 * Math.log1p(square) + Math.log1p(square * away)) / 6
  return Math.log(4) + mean + meanLogChiSquare(1)
}
