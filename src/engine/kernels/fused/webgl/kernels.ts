import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../../../numerics/networks/activations'
import { adamOperands, backOperands, descendOperands, layerOperands, slopeOperands } from '../operands'
import type { WebglBackend, WebglKernel } from './backend'
import { ACTIVATIONS, run, SLOPES } from './shader'
import { bias as biasTerm, block, outputBelow, product, type Stacked, type Term, whole } from './terms'

/** The fused kernels that are programs of our own: one program for each tensor that is returned. */
export const PROGRAMS: Readonly<Record<'layer' | 'layerBack' | 'slope' | 'descend' | 'adam', WebglKernel>> = {
  layer(backend, inputs, attributes) {
    const { x, w, bias, beside, sizes, scale, biasFactor, skip, branch, activation, both } = layerOperands(
      inputs,
      attributes,
    )
    const shape = [sizes.count, sizes.rows, sizes.columns]
    const terms = [product(x, w, sizes.inner, false), ...(bias ? [biasTerm(bias)] : [])]
    const unit = `activation(scale * product()${bias ? ' + factor * bias()' : ''})`
    const floats = { scale, ...(bias ? { factor: biasFactor } : {}) }
    const f = ACTIVATIONS[activation]
    if (!beside) return [run(backend, shape, terms, floats, f, unit)]
    const a = block('beside', beside)
    const factors = { skip, branch }
    if (!both)
      return [run(backend, shape, [...terms, a], { ...floats, ...factors }, f, `skip * beside() + branch * ${unit}`)]
    const u = run(backend, shape, terms, floats, f, unit)
    const sum = run(backend, shape, [a, whole('unit', u)], factors, '', 'skip * beside() + branch * unit()')
    return [sum, u]
  },

  layerBack(backend, inputs, attributes) {
    const { delta, w, u, beside, sizes, scale, skip, both, ...slope } = backOperands(inputs, attributes)
    const shape = [sizes.count, sizes.rows, sizes.columns]
    const terms = [product(delta, w, sizes.inner, true), ...(beside ? [block('beside', beside)] : [])]
    const floats = { scale, ...(beside ? { skip } : {}) }
    const gradient = `scale * product()${beside ? ' + skip * beside()' : ''}`
    if (!both) return [sloped(backend, shape, terms, floats, gradient, u, slope)]
    const g = run(backend, shape, terms, floats, '', gradient)
    return [sloped(backend, shape, [whole('gradient', g)], {}, 'gradient()', u, slope), g]
  },

  slope(backend, inputs, attributes) {
    const { gradient, u, ...slope } = slopeOperands(inputs, attributes)
    return [sloped(backend, gradient.shape, [block('gradient', gradient)], {}, 'gradient()', u, slope)]
  },

  descend(backend, inputs, attributes) {
    const { w, g, rate } = descendOperands(inputs, attributes)
    return [run(backend, w.shape, [whole('w', w), whole('g', g)], { rate }, '', 'w() - rate * g()')]
  },

  adam(backend, inputs, attributes) {
    const { w, sum, squares, g, step } = adamOperands(inputs, attributes)
    const { decay, squareDecay, rate, epsilon } = step
    const { shape } = w
    const ofG = whole('g', g)
    const newSum = run(backend, shape, [whole('s', sum), ofG], { decay }, '', 'decay * s() + g()')
    const newSquares = run(
      backend,
      shape,
      [whole('q', squares), ofG],
      { squareDecay },
      '',
      'squareDecay * q() + g() * g()',
    )
    const terms = [whole('w', w), whole('s', newSum), whole('q', newSquares)]
    const moved = run(backend, shape, terms, { rate, epsilon }, '', 'w() - rate * s() / (sqrt(q()) + epsilon)')
    return [moved, newSum, newSquares]
  },
}

/** branch f'(u) g, with g the formula of the gradient; without u, f is the identity. */
function sloped(
  backend: WebglBackend,
  shape: readonly number[],
  terms: readonly Term[],
  floats: Readonly<Record<string, number>>,
  gradient: string,
  u: Stacked | undefined,
  { branch, activation }: { readonly branch: number; readonly activation: ActivationName },
): TensorInfo {
  const factors = { ...floats, branch }
  if (!u) return run(backend, shape, terms, factors, '', `branch * (${gradient})`)
  const below = String(u.shape) === String(shape) ? block('below', u) : outputBelow('below', u, shape)
  return run(backend, shape, [...terms, below], factors, SLOPES[activation], `branch * slope(${gradient}, below())`)
}
