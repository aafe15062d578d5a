import type { Mutant } from '../../mutants/mutant'

const FOLDER = 'problems/4-bottleneck-residual'
const at = (figure: string) => (file: string, find: string, replace: string, says: string) => ({
  figure: `4-bottleneck-residual/${figure}`,
  file: `${FOLDER}/${file}`,
  find,
  replace,
  says,
})
const [count, gamma, path, training] = ['count', 'gamma', 'direct-path', 'training'].map(at) as [
  ReturnType<typeof at>,
  ReturnType<typeof at>,
  ReturnType<typeof at>,
  ReturnType<typeof at>,
]

export default [
  count('count/theory.ts', '2 * width * bottleneck', 'width * bottleneck', 'N N_b is counted once'),
  count('count/theory.ts', 'width ** 2 * (layers - 1)', 'width ** 2 * layers', 'L layers are taken for L blocks'),
  count('count/measure.ts', 'length: layers - 1', 'length: layers', 'the networks that run have one block too many'),
  count(
    'stack.ts',
    "const inner = layer(tf, { inputs: input, weights: first, bias: firstBias, biasFactor: -1, activation: 'relu' })",
    "const inner = layer(tf, { inputs: layer(tf, { inputs: input, weights: tf.eye(input.shape[2] ?? 1, input.shape[2] ?? 1, [1]), activation: 'linear' }), weights: first, bias: firstBias, biasFactor: -1, activation: 'relu' })",
    'a third product in every block',
  ),

  gamma(
    'gamma/measure.ts',
    '(he ? 2 : 1) / p.width',
    '(he ? 1.6 : 1) / p.width',
    'He has 1.6 for 2 in the first matrix',
  ),
  gamma(
    'gamma/measure.ts',
    '(he && p.secondRelu ? 2 : 1)',
    '(he && p.secondRelu ? 1.8 : 1)',
    'He has 1.8 for 2 in the second matrix',
  ),
  gamma(
    'gamma/theory.ts',
    'second: secondRelu ? Math.sqrt(2) : 1',
    'second: secondRelu ? Math.sqrt(1.8) : 1',
    'the theory has 1.8 for 2',
  ),
  gamma('gamma/measure.ts', 'skip: p.gamma, branch', 'skip: 1, branch', 'gamma multiplies the branch alone'),
  gamma(
    'gamma/measure.ts',
    'skip: p.gamma, branch: p.gamma * p.scale',
    'skip: p.gamma, branch: p.gamma * p.gamma * p.scale',
    'gamma multiplies the branch twice',
  ),
  gamma('stack.ts', 'if (!secondRelu)', 'if (secondRelu || !secondRelu)', 'the second ReLU is left out'),
  gamma(
    'gamma/theory.ts',
    'const b = gain * (spread.nodes[j] ?? 0)',
    'const b = gain * 1.03 * (spread.nodes[j] ?? 0)',
    'the theory has a branch 3 % too large',
  ),
  gamma(
    'gamma/theory.ts',
    '2 * square + 2 * mean * branch',
    '2 * square + mean * branch',
    'half of the cross term in wide layers',
  ),
  gamma(
    'gamma/measure.ts',
    'mean: rows(tf.mean(all, -1))',
    'mean: rows(tf.mul(tf.mean(all, -1), 1.1))',
    'the mean is measured a tenth too large',
  ),

  path(
    'direct-path/measure.ts',
    '(2 / p.width) * (1 / p.bottleneck)',
    '(1.6 / p.width) * (1 / p.bottleneck)',
    'He has 1.6 for 2',
  ),
  path(
    'direct-path/theory.ts',
    '(branch / radius) ** 2',
    'branch / radius',
    'the shares are those of lengths, not of squares',
  ),
  path('direct-path/theory.ts', 'radius ** (2 * blocks)', 'radius ** (2 * (blocks - 1))', 'L - 2 blocks for L - 1'),
  path(
    'direct-path/measure.ts',
    "relativeToRoot(over(k, 'along'), over(k, 'square'))",
    "shareOf(over(k, 'along'), over(k, 'square'))",
    'the cosine is divided by the square of the length',
  ),
  path(
    'direct-path/measure.ts',
    "relativeToRoot(over(k, 'along'), over(k, 'square'))",
    "relativeToRoot(over(k, 'along'), over(k, 'direct'))",
    'the cosine is divided by the length of the direct part',
  ),
  path(
    'stack.ts',
    'paths = tf.add(block.skip === 1 ? paths : tf.mul(paths, skip), longer)',
    'paths = tf.add(paths, longer)',
    'the skip has no factor on the way down',
  ),
  path(
    'stack.ts',
    "deltaBelow(tf, { delta: atOuter, weights: second }, { u: inner, activation: 'relu' })",
    'layerBack(tf, { delta: atOuter, weights: second })',
    'the ReLU is dropped on the way down',
  ),
  path(
    'stack.ts',
    '{ inner, outer }: Kept, { branch }: Block',
    '{ inner, outer }: Kept, { skip: branch }: Block',
    'the branch goes down with the factor of the skip',
  ),

  training(
    'training/network.ts',
    'return tf.mul(column(0), column(1))',
    'return tf.mul(column(0), column(0))',
    'the target is the square of one input',
  ),
  training(
    'training/network.ts',
    '[width, bottleneck], 2 / width',
    '[width, bottleneck], 1.4 / width',
    'He has 1.4 for 2',
  ),
  training(
    'training/network.ts',
    'kept.map(({ inner }) => inner)',
    'kept.map(({ inner }) => inner).reverse()',
    'the gradient of W2 is from the activations of another block',
  ),
  training(
    'training/network.ts',
    'gradient = back.input',
    'gradient = skip === 1 ? back.input : tf.add(back.input, tf.mul(gradient, 1 - skip))',
    'the skip has no factor on the way down',
  ),
  training(
    'stack.ts',
    "deltaBelow(tf, { delta: atOuter, weights: second }, { u: inner, activation: 'relu' })",
    'layerBack(tf, { delta: atOuter, weights: second })',
    'the ReLU is dropped on the way down',
  ),
  training(
    'training/network.ts',
    'tf.mul(error, (2 * out) / examples)',
    'tf.mul(error, out / examples)',
    'the 2 of the square is missing in the gradient',
  ),
  training(
    'training/network.ts',
    'return packed(tf, gradientsOf(tf, predict(tf, unpacked(tf, parameters), inputs)))',
    'const found = gradientsOf(tf, predict(tf, unpacked(tf, parameters), inputs))\n      return packed(tf, { ...found, second: tf.zerosLike(found.second) })',
    'half of the matrices are never moved',
  ),
  training(
    'training/network.ts',
    'Math.hypot(skip, branch) ** blocks : 1',
    'Math.hypot(skip, branch) ** (blocks - 1) : 1',
    'the output is scaled by a block too few',
  ),
  training(
    'training/setting.ts',
    'one: { skip: 1, branch: 1 }',
    'one: { skip: 1, branch: 0.99 }',
    'the branch of the second stack is a hundredth too small',
  ),
  training(
    'training/setting.ts',
    'branch: Math.sqrt(0.05)',
    'branch: 0.05',
    'the small branch is 0.05 for the root of it',
  ),
] satisfies readonly Mutant[]
