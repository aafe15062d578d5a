import type { Mutant } from '../../mutants/mutant'

const P = 'problems/3-weight-initialization'
const ACTIVATIONS = 'src/numerics/networks/activations.ts'
const KERNELS = 'src/engine/kernels/assembly/layers.ts'
const FUNCTIONS = 'src/numerics/theory/activationFunctions.ts'

const variance = (file: string, find: string, replace: string, says: string): Mutant => ({
  figure: '3-weight-initialization/variance',
  file,
  find,
  replace,
  says,
})
const sigmoid = (...[file, find, replace, says]: Parameters<typeof variance>): Mutant => ({
  ...variance(file, find, replace, says),
  figure: '3-weight-initialization/sigmoid',
})
const saturation = (...[file, find, replace, says]: Parameters<typeof variance>): Mutant => ({
  ...variance(file, find, replace, says),
  figure: '3-weight-initialization/saturation',
})
const depth = (...[file, find, replace, says]: Parameters<typeof variance>): Mutant => ({
  ...variance(file, find, replace, says),
  figure: '3-weight-initialization/depth',
})

export default [
  variance(`${P}/variance/measure.ts`, "'scaled' ? p.g / Math.sqrt(d)", "'scaled' ? p.g / d", 'weights of g / d'),
  variance(`${P}/variance/measure.ts`, 'g / Math.sqrt(d)', 'g / Math.sqrt(d + 1)', 'weights of g / sqrt(d + 1)'),
  variance(`${P}/variance/measure.ts`, 'sigmaAt(p, d) ** 2', 'sigmaAt(p, p.d) ** 2', 'one scale for all d'),
  variance(`${P}/variance/measure.ts`, 'lengths))), sigma ** 2)', 'lengths))), sigma)', 'the spread scaled by sigma'),
  variance(`${P}/variance/sums.ts`, 'tf.sum(tf.reshape(pairs', 'tf.mean(tf.reshape(pairs', 'a mean instead of a sum'),
  variance(
    `${P}/variance/sums.ts`,
    'tf.slice(weights, [0], [d])',
    'tf.slice(weights, [1024 - d], [d])',
    'the last entries',
  ),
  variance(`${P}/variance/theory.ts`, '(p.g * p.g) / d', 'p.g / d', 'a variance linear in the gain'),
  variance(`${P}/variance/theory.ts`, 'kurtosis - 1', 'kurtosis - 2', 'a spread with kurtosis - 2'),
  variance('src/numerics/laws/laws.ts', 'kurtosis: 3,', 'kurtosis: 2.8,', 'Gaussian weights of kurtosis 2.8'),
  variance(
    'src/numerics/laws/laws.ts',
    'into[i] = ROOT3 * signedUnit',
    'into[i] = 1.7 * signedUnit',
    'uniform on +-1.7',
  ),

  sigmoid(`${P}/sigmoid/unit.ts`, 'tf.sub(y, bias)', 'tf.add(y, bias)', 'the bias added'),
  sigmoid(`${P}/sigmoid/unit.ts`, 'bias === 0 ? y : tf.sub(y, bias)', 'y', 'no bias'),
  sigmoid(`${P}/sigmoid/measure.ts`, 'p.g / Math.sqrt(p.d)', 'p.g / Math.sqrt(p.d + 1)', 'weights of g / sqrt(d + 1)'),
  sigmoid(`${P}/sigmoid/measure.ts`, 'shifted(estimateOf', 'scaled(estimateOf', 'the mean shifted back as a factor'),
  sigmoid(ACTIVATIONS, 'tf.sigmoid(y)', 'tf.sigmoid(tf.mul(y, 1.05))', 'a sigmoid 5 % too steep'),
  sigmoid(ACTIVATIONS, 'steepest: 1 / 4,', 'steepest: 1 / 2,', 'a bound with slope 1/2'),
  sigmoid(ACTIVATIONS, 'tf.relu(y)', 'tf.leakyRelu(y, 0.05)', 'a leaky ReLU'),
  sigmoid(`${P}/sigmoid/theory.ts`, 'law, p.bias)', 'law, 0)', 'theory without the bias'),

  saturation(
    `${P}/saturation/unit.ts`,
    'tf.sum(tf.square(weights)',
    'tf.sum(tf.abs(weights)',
    'weights of another length',
  ),
  saturation(
    `${P}/saturation/unit.ts`,
    'tf.tensor([...deviations]',
    'tf.tensor(deviations.map((s) => 1.03 * s)',
    'y 3 % too wide',
  ),
  saturation(KERNELS, 'f32x4.sub(one, u)', 'f32x4.sub(f32x4.splat(1.01), u)', 'a slope of u (1.01 - u)'),
  saturation(
    `${P}/saturation/measure.ts`,
    'tf.mean(tf.square(slope), -1)',
    'tf.mean(slope, -1)',
    'the slope not squared',
  ),
  saturation(`${P}/saturation/theory.ts`, 'slope(y) ** 2', 'slope(y) ** 1.9', 'the slope to the power 1.9'),

  depth(`${P}/depth/measure.ts`, 'he: 2 / fanIn', 'he: 1.9 / fanIn', '1.9 for the 2 of He'),
  depth(`${P}/depth/measure.ts`, 'he: 2 / fanIn', 'he: 1.5 ** 2 / fanIn', 'a gain of 1.5 for He'),
  depth(`${P}/depth/measure.ts`, 'he: 2 / fanIn', 'he: 2 / (fanIn + 1)', 'He with d + 1'),
  depth(`${P}/depth/measure.ts`, 'lecun: 1 / fanIn', 'lecun: 1 / (fanIn + 1)', 'LeCun with d + 1'),
  depth(`${P}/depth/measure.ts`, '2 / (fanIn + fanOut)', '2 / fanIn', 'Glorot over the fan-in alone'),
  depth(`${P}/depth/measure.ts`, '10 ** (2 * (size - below))', '10 ** (size - below)', 'the growth of the root'),
  depth(`${P}/depth/theory.ts`, 'he: Math.SQRT2', 'he: 1.5', 'theory with a gain of 1.5 for He'),
  depth(
    `${P}/depth/theory.ts`,
    'overInputs.map(log10OfRoot)',
    'overInputs.map((v) => v / Math.LN10)',
    'a square for its root',
  ),
  depth(
    `${P}/depth/stack.ts`,
    'tf.mul(dense(tf, h, z), scale)',
    'tf.add(tf.mul(dense(tf, h, z), scale), 0.05)',
    'a bias of 0.05',
  ),
  depth(
    `${P}/depth/stack.ts`,
    'backward(tf, u, gradient), z), scale)',
    'backward(tf, u, gradient), z), tf.mul(scale, 1.05))',
    'a gradient 5 % too long a layer',
  ),
  depth(`${P}/depth/stack.ts`, 'LIKENESS = 0.99', 'LIKENESS = 0.9', 'inputs of correlation 0.9'),
  depth(
    `${P}/depth/stack.ts`,
    'tf.sub(first, second), Math.SQRT1_2',
    'tf.sub(first, second), 1',
    'the difference without the half',
  ),
  depth(`${P}/depth/setting.ts`, 'INACTIVE_BELOW = 0.01', 'INACTIVE_BELOW = 0.02', 'inactive below 2 %'),
  depth(KERNELS, 'f32x4.mul(g, f32x4.mul(u, u))', 'f32x4.mul(g, f32x4.abs(u))', 'a slope of 1 - |u| for tanh'),
  depth(
    KERNELS,
    'v128.and(g, f32x4.gt(u, f32x4.splat(0)))',
    'f32x4.mul(g, v128.bitselect(one, f32x4.splat(0.1), f32x4.gt(u, f32x4.splat(0))))',
    'a tenth of the gradient through a sleeping ReLU',
  ),
  depth(
    'src/numerics/theory/kernelChain.ts',
    'alpha: 2 * Math.log(gain), theta',
    'alpha: Math.log(gain), theta',
    'a first layer of variance g',
  ),
  depth(
    FUNCTIONS,
    'return small / (1 + small) ** 2',
    'return (1.05 * small) / (1 + small) ** 2',
    'a sigmoid slope 5 % too steep in theory',
  ),
] satisfies readonly Mutant[]
