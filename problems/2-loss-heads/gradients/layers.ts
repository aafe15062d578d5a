import { type Chain, layersAlong, type Stack } from '../../../src/numerics/theory/kernelChain'
import { pairMeans } from '../../../src/numerics/theory/pairMoments'
import { unitMoments } from '../../../src/numerics/theory/unitMoments'
import type { HeadsSetting } from './setting'

/**
 * One layer: the mean square of its outputs and the mean product of the outputs at two examples, over units; E f'(y)^2, and the ratio of E f'(y)
 * f'(y') to it.
 */
export interface Layer {
  readonly square: number
  /** The variance over networks of the logarithm of the mean square. */
  readonly spread: number
  readonly product: number
  readonly squaredSlope: number
  readonly slopesAlike: number
}

/** The layers 1 to L of the theory. */
export const layersOf = layersAlong(20, layerOf)

function layerOf({ activation, gain }: Stack, here: Chain, above: Chain): Layer {
  const square = Math.exp(above.alpha) / gain ** 2
  const q = Math.exp(here.alpha)
  const { squaredSlope } = unitMoments(activation, q)
  return {
    square,
    spread: above.varAlpha + above.varBeta,
    product: square * (1 - Math.exp(above.theta)),
    squaredSlope,
    slopesAlike: slopeProduct(activation, q, q * Math.exp(here.theta)) / squaredSlope,
  }
}

/**
 * E f'(y) f'(y') is the derivative of E f(y) f(y') with respect to the covariance (Price 1958), computed as a difference quotient in half the mean
 * squared distance.
 */
function slopeProduct(activation: HeadsSetting['activation'], q: number, distance: number): number {
  const step = 0.02 * distance
  const at = (d: number) => pairMeans(activation, q, q, d).distance
  return (at(distance + step) - at(distance - step)) / (2 * step)
}
