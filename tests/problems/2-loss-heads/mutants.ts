import type { Mutant } from '../../mutants/mutant'

const GRADIENTS = { figure: '2-loss-heads/gradients', file: 'problems/2-loss-heads/gradients/measure.ts' } as const
const RUN_TIME = { figure: '2-loss-heads/run-time', file: 'problems/2-loss-heads/run-time/sweeps.ts' } as const
const TRAINING = { figure: '2-loss-heads/training', file: 'problems/2-loss-heads/training/measure.ts' } as const
const NETWORK = 'problems/2-loss-heads/perceptron.ts'
const KERNELS = 'src/engine/kernels/assembly/layers.ts'

export default [
  {
    ...GRADIENTS,
    find: 'p.gain / Math.sqrt(width)',
    replace: '(p.gain * Math.sqrt(1.1)) / Math.sqrt(width)',
    says: 'the variance of the weights is 1.1 times what it should be',
  },
  {
    ...GRADIENTS,
    find: '[seeds, 1, width]), 1 / Math.sqrt(width))',
    replace: '[seeds, 1, width]), 1.2 / Math.sqrt(width))',
    says: 'the weights of the heads are 1.2 times too large',
  },
  {
    ...GRADIENTS,
    find: 'tf.mul(tf.mul(entryOf(errors, k), 2), v)',
    replace: 'tf.mul(entryOf(errors, k), v)',
    says: 'the square is differentiated without its factor 2',
  },
  {
    ...GRADIENTS,
    find: 'if (l < layers - 1) all = tf.add(all, tf.mul(entryOf(own, l), headWeight))',
    replace: 'if (l > 0 && l < layers - 1) all = tf.add(all, tf.mul(entryOf(own, l), headWeight))',
    says: 'the gradient of head 1 is not added to what comes from above',
  },
  {
    ...GRADIENTS,
    find: 'gradientOfWeights(tf, entryOf(hidden, l), delta)',
    replace: 'gradientOfWeights(tf, entryOf(hidden, Math.max(1, l)), delta)',
    says: 'the gradient of W_1 takes the output of layer 1 for its input',
  },
  {
    figure: GRADIENTS.figure,
    file: KERNELS,
    find: 'f32x4.mul(g, f32x4.mul(u, f32x4.sub(one, u)))',
    replace: 'f32x4.mul(g, u)',
    says: 'the slope of a sigmoid is u, without 1 - u',
  },
  {
    figure: GRADIENTS.figure,
    file: 'problems/2-loss-heads/gradients/weightTheory.ts',
    find: 'Math.log((4 * width)',
    replace: 'Math.log((3 * width)',
    says: 'theory takes 3 for the square of the factor 2 of the derivative',
  },
  {
    ...GRADIENTS,
    find: 'return sum / APART + 0.5 * Math.log10(width)',
    replace: 'return sum / APART + 0.5 * Math.log10(width) + 0.01',
    says: 'every gradient of the map is a fortieth too long',
  },
  {
    ...RUN_TIME,
    find: 'for (let k = kept.weights.length - 1; k >= 0; k--)',
    replace: 'for (let k = kept.weights.length - 1; k > 0; k--)',
    says: 'head 1 has no sweep of its own',
  },
  {
    ...RUN_TIME,
    find: 'gradient = walk.visit(l, gradient, kept.own[l])',
    replace: 'gradient = walk.visit(l, gradient, kept.own[Math.max(1, l)])',
    says: 'one sweep takes head 2 for head 1',
  },
  {
    ...RUN_TIME,
    find: 'const delta = ACTIVATIONS[activation].backward(tf, u, gradient)',
    replace: 'const delta = ACTIVATIONS[activation].backward(tf, h, gradient)',
    says: 'both ways take the slope of a layer at its input',
  },
  {
    figure: RUN_TIME.figure,
    file: 'problems/2-loss-heads/run-time/measure.ts',
    find: 'tf.mul(error, 2 / BATCH)',
    replace: 'tf.mul(error, 1 / BATCH)',
    says: 'the square is differentiated without its factor 2',
  },
  {
    ...TRAINING,
    find: 'const FREQUENCY = 0.7',
    replace: 'const FREQUENCY = 0.75',
    says: 'the target is another sine',
  },
  {
    ...TRAINING,
    find: "draw('gaussian', 'held-out', [SEEDS, HELD_OUT, width])",
    replace: "tf.tile(draw('gaussian', 'held-out', [1, HELD_OUT, width]), [SEEDS, 1, 1])",
    says: 'all networks share one set of held-out examples',
  },
  {
    ...TRAINING,
    find: 'OPTIMISERS[optimiser](rate)',
    replace: "OPTIMISERS[optimiser](optimiser === 'sgd' ? 1.5 * rate : rate)",
    says: 'SGD takes steps 1.5 times as long as it should',
  },
  {
    figure: TRAINING.figure,
    file: NETWORK,
    find: "const beside = kind === 'residual' ? gradient : kind === 'heads' ? own[l - 1] : undefined",
    replace: "const beside = kind === 'heads' ? own[l - 1] : undefined",
    says: 'the backward pass leaves out the skip of a residual layer',
  },
  {
    figure: TRAINING.figure,
    file: NETWORK,
    find: "const beside = kind === 'residual' ? gradient : kind === 'heads' ? own[l - 1] : undefined",
    replace: "const beside = kind === 'residual' ? gradient : kind === 'heads' && l > 1 ? own[l - 1] : undefined",
    says: 'the gradient of head 1 is not added to what comes from above',
  },
  {
    figure: TRAINING.figure,
    file: NETWORK,
    find: 'layerGradients(tf, hidden.slice(0, layers), deltas, -1)',
    replace: 'layerGradients(tf, hidden.slice(0, layers), deltas, 1)',
    says: 'the gradient of the biases has the wrong sign',
  },
] satisfies readonly Mutant[]
