import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../../../numerics/networks/activations'
import { FUSED } from '../../../../numerics/networks/fused'
import { broadcast, expect, part, repeats, sizeOf, threeDimensions } from '../shapes'
import type { WebglBackend, WebglKernel } from './backend'
import { ACTIVATIONS, run, SLOPES } from './shader'
import { bias, block, outputBelow, product, type Stacked, type Term, whole } from './terms'

/** The fused kernels that are programs of our own: one program for each tensor that is returned. */
export const PROGRAMS: Readonly<Record<'layer' | 'layerBack' | 'slope' | 'descend' | 'adam', WebglKernel>> = {
  layer(backend, inputs, attributes) {
    const x = threeDimensions(inputs, 'inputs', -1)
    const w = threeDimensions(inputs, 'weights', Number(attributes.weightsAt))
    const [, rows, inner] = x.shape
    const columns = w.shape[2]
    expect(w.shape[1] === inner, FUSED.layer, inputs)
    const count = broadcast(x.shape[0], w.shape[0], FUSED.layer, inputs)
    const shape = [count, rows, columns]
    const b = inputs.bias && threeDimensions(inputs, 'bias', Number(attributes.biasAt))
    if (b)
      expect(repeats(b.shape[0], count) && repeats(b.shape[1], rows) && b.shape[2] === columns, FUSED.layer, inputs)
    const beside = inputs.beside && threeDimensions(inputs, 'beside', Number(attributes.besideAt))
    if (beside) expect(String(beside.shape) === String(shape), FUSED.layer, inputs)
    const terms = [product(x, w, inner, false), ...(b ? [bias(b)] : [])]
    const unit = `activation(scale * product()${b ? ' + factor * bias()' : ''})`
    const floats = { scale: Number(attributes.scale), ...(b ? { factor: Number(attributes.biasFactor) } : {}) }
    const factors = { skip: Number(attributes.skip), branch: Number(attributes.branch) }
    const f = ACTIVATIONS[attributes.activation as ActivationName]
    if (!beside) return [run(backend, shape, terms, floats, f, unit)]
    const a = block('beside', beside)
    if (attributes.both !== true)
      return [run(backend, shape, [...terms, a], { ...floats, ...factors }, f, `skip * beside() + branch * ${unit}`)]
    const u = run(backend, shape, terms, floats, f, unit)
    const sum = run(backend, shape, [a, whole('unit', u)], factors, '', 'skip * beside() + branch * unit()')
    return [sum, u]
  },

  layerBack(backend, inputs, attributes) {
    const delta = threeDimensions(inputs, 'delta', -1)
    const w = threeDimensions(inputs, 'weights', Number(attributes.weightsAt))
    const [, rows, inner] = delta.shape
    const columns = w.shape[1]
    expect(w.shape[2] === inner, FUSED.layerBack, inputs)
    const count = broadcast(delta.shape[0], w.shape[0], FUSED.layerBack, inputs)
    const shape = [count, rows, columns]
    const beside = inputs.beside && threeDimensions(inputs, 'beside', Number(attributes.besideAt))
    if (beside) expect(String(beside.shape) === String(shape), FUSED.layerBack, inputs)
    const u = inputs.u && threeDimensions(inputs, 'u', -1)
    if (u) expect(u.shape[0] === count && rows % u.shape[1] === 0 && u.shape[2] === columns, FUSED.layerBack, inputs)
    const terms = [product(delta, w, inner, true), ...(beside ? [block('beside', beside)] : [])]
    const floats = { scale: Number(attributes.scale), ...(beside ? { skip: Number(attributes.skip) } : {}) }
    const gradient = `scale * product()${beside ? ' + skip * beside()' : ''}`
    if (attributes.both !== true) return [sloped(backend, shape, terms, floats, gradient, u, attributes)]
    const g = run(backend, shape, terms, floats, '', gradient)
    return [sloped(backend, shape, [whole('gradient', g)], {}, 'gradient()', u, attributes), g]
  },

  slope(backend, inputs, attributes) {
    const gradient = part(inputs, 'gradient', Number(attributes.gradientAt))
    const { shape } = gradient
    const u = inputs.u && part(inputs, 'u', -1)
    if (u) {
      const copied =
        shape.length > 2 &&
        u.shape[0] === shape[0] &&
        u.shape.at(-1) === shape.at(-1) &&
        sizeOf(shape) % sizeOf(u.shape) === 0
      expect(copied || String(u.shape) === String(shape), FUSED.slope, inputs)
    }
    return [sloped(backend, shape, [block('gradient', gradient)], {}, 'gradient()', u, attributes)]
  },

  descend(backend, inputs, attributes) {
    const { tensor: w, shape } = part(inputs, 'parameters', -1)
    const { tensor: g } = part(inputs, 'gradient', -1)
    expect(String(g.shape) === String(shape), FUSED.descend, inputs)
    const floats = { rate: Number(attributes.rate) }
    return [run(backend, shape, [whole('w', w), whole('g', g)], floats, '', 'w() - rate * g()')]
  },

  adam(backend, inputs, attributes) {
    const { tensor: w, shape } = part(inputs, 'parameters', -1)
    const [s, q, g] = ['sum', 'squares', 'gradient'].map((name) => part(inputs, name, -1).tensor)
    if (!s || !q || !g) throw new RangeError('Adam takes four tensors')
    for (const other of [s, q, g]) expect(String(other.shape) === String(shape), FUSED.adam, inputs)
    const [decay, squareDecay] = [Number(attributes.decay), Number(attributes.squareDecay)]
    const ofG = whole('g', g)
    const sum = run(backend, shape, [whole('s', s), ofG], { decay }, '', 'decay * s() + g()')
    const squares = run(backend, shape, [whole('q', q), ofG], { squareDecay }, '', 'squareDecay * q() + g() * g()')
    const moved = run(
      backend,
      shape,
      [whole('w', w), whole('s', sum), whole('q', squares)],
      { rate: Number(attributes.rate), epsilon: Number(attributes.epsilon) },
      '',
      'w() - rate * s() / (sqrt(q()) + epsilon)',
    )
    return [moved, sum, squares]
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
  attributes: NamedAttrMap,
): TensorInfo {
  const factor = { ...floats, branch: Number(attributes.branch) }
  if (!u) return run(backend, shape, terms, factor, '', `branch * (${gradient})`)
  const below = String(u.shape) === String(shape) ? block('below', u) : outputBelow('below', u, shape)
  const slope = SLOPES[attributes.activation as ActivationName]
  return run(backend, shape, [...terms, below], factor, slope, `branch * slope(${gradient}, below())`)
}
