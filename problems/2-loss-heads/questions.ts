import { type NumberQuestion, questions, tex } from '../../src/experiment'

/** The visits of blocks if each of L heads is backpropagated alone. */
const visitsOf = (layers: number): NumberQuestion => ({
  kind: 'number',
  prompt: `Take $L = ${layers}$ layers with a head on each. Suppose that every head is backpropagated alone: the sweep of head $k$ visits the blocks from $k$ down to 1. How many visits do all these sweeps make together?`,
  unit: 'visits',
  answer: `${(layers * (layers + 1)) / 2}`,
  right: `The sweep of head $k$ makes $k$ visits, and $1 + 2 + \\cdots + ${layers} = ${(layers * (layers + 1)) / 2}$. One sweep for all heads finds the same gradients with ${layers} visits.`,
  hints: [
    'How many blocks does the sweep of the lowest head visit? And that of the highest?',
    'The sweeps have different lengths: write them in a row and add them up.',
  ],
  reveals: `$1 + 2 + \\cdots + L = L(L + 1)/2 = ${(layers * (layers + 1)) / 2}$`,
  misconceptions: {
    square: {
      answers: [`${layers ** 2}`],
      says: 'That lets every sweep go through all the blocks. A head in the middle has no blocks above it to visit.',
    },
    index: {
      answers: [`${(layers * (layers - 1)) / 2}`],
      says: 'That counts the steps between blocks. Head $k$ visits block $k$ as well.',
    },
    once: {
      answers: [`${layers}`],
      says: 'That is a single sweep. The question lets every head have one of its own.',
    },
  },
})

/** The expression with its mark replaced by the bias of the problem, by a bias of the other sign, and by nothing. */
const withBias = (expression: string, index = 'i'): readonly string[] =>
  [` - B[${index}]`, ` + B[${index}]`, ''].map((bias) => expression.replace('#', bias))

/** Questions of problem 2. */
export default questions({
  starving: {
    part: 'a',
    kind: 'sketch',
    prompt:
      'Take 20 layers of 64 sigmoids. Sketch the length of the gradient of the weights against the layer, on a logarithmic axis: once with one head on top, and once with a head on every layer.',
    figure: 'gradients',
    measure: 'single',
    at: { layers: 20, width: 64 },
    x: [1, 20],
    y: [1e-14, 100],
    scales: { x: 'linear', y: 'log10' },
    curves: {
      single: {
        label: 'one head on top',
        curve: (layer) => 0.5 * 0.235 ** (20 - layer),
        features: [
          { kind: 'rises', from: 1, to: 20, by: 0.3 },
          { kind: 'straight', from: 1, to: 20, by: 0.15 },
        ],
      },
      allHeads: {
        label: 'a head on every layer',
        curve: () => 0.5,
        features: [{ kind: 'level', from: 1, to: 20, by: 0.12 }],
      },
    },
    right:
      'Every layer on the way down takes off the same factor, which is a straight line on a logarithmic axis. With heads each layer has one that is no layer away, so no layer starves.',
    misconceptions: {
      'both-fall': {
        curves: {
          single: [{ kind: 'rises', from: 1, to: 20, by: 0.2 }],
          allHeads: [{ kind: 'rises', from: 1, to: 20, by: 0.2 }],
        },
        says: 'With a head on every layer, how far away is the nearest loss from the first layer? You let it come down through all the others.',
      },
      'heads-rise': {
        curves: { allHeads: [{ kind: 'falls', from: 1, to: 20, by: 0.2 }] },
        says: 'More heads stand above a low layer, that is true. But the gradients of those far away arrive short: what do they add to that of the nearest?',
      },
    },
    hints: [
      'One layer of sigmoids leaves about a quarter of the length of a gradient. What is left after 19?',
      'What shape has a power of a fixed number, when the axis is logarithmic?',
      'With a head on every layer, the nearest loss is on the layer itself.',
    ],
    reveals:
      'With one head a straight line that falls to the left, as $a^{L-\\ell}$ does on a logarithmic axis. With heads a line that is nearly level.',
    draws: [
      { figure: 'gradients', measure: 'single', line: (answer, x) => answer({ x }) },
      { figure: 'gradients', measure: 'allHeads', line: (answer, x) => answer({ x }) },
    ],
  },
  'why-heads': {
    part: 'a',
    kind: 'words',
    prompt: 'Why might a loss on every layer help when $L$ is large? Explain it in your own words.',
    right: 'Compare what you wrote with these points. An explanation need not have all of them.',
    points: [
      'With one loss on top, the gradient of a low layer is a product of many Jacobians, and such a product can vanish.',
      'With heads, each layer has a term of its own head in its gradient, with no Jacobian in between.',
      'Each head pushes its layer to be something from which $y$ can be predicted, so the layer above has a better input.',
      'The heads have a price: the last head shares the lower layers with all the others.',
      'Heads help on the way back. They do not keep the input alive on the way up.',
    ],
    hints: [
      'How many layers lie between the first layer and its nearest loss, with and without heads?',
      'What does a head ask of the layer that it stands on, and who profits from that?',
    ],
    reveals:
      'The gradient of layer $\\ell$ is a sum over the heads $k \\ge \\ell$, and the term of its own head has come through no Jacobian. So every layer learns, and each becomes a better input for the next.',
  },
  order: {
    part: 'b',
    kind: 'order',
    prompt: 'What is the order of the run time of backpropagation, with a head on every layer?',
    variables: {
      L: { symbol: tex`L`, meaning: 'number of layers, and of heads', values: [20] },
      d: { symbol: tex`d`, meaning: 'number of entries of a hidden vector, held fixed', values: [32] },
    },
    grows: 'L',
    answer: 'L',
    right:
      'Backpropagation visits every assignment of the forward pass once. A head adds its gradient to what is there already, and one sweep carries the sum down.',
    misconceptions: {
      'sweep-each': {
        answers: ['L^2'],
        says: 'That is one sweep for each head. Does a gradient have to know which head it came from, in order to be carried down?',
      },
      logarithm: {
        answers: ['L log L'],
        says: 'A logarithm comes from halving something again and again. Nothing is halved here: how often is each layer visited?',
      },
    },
    hints: [
      'How many assignments does the forward pass make? How often does backpropagation visit each?',
      'Two assignments have read $h_\\ell$: its head and the next layer. Add what comes back from both before you carry it on.',
    ],
    reveals: '$O(L)$: one sweep down serves all heads.',
    draws: [{ figure: 'run-time', measure: 'timeOnce', line: (answer, x) => answer({ L: x, d: 32 }) }],
  },
  visits: {
    ...visitsOf(20),
    part: 'b',
    another: (random) => visitsOf(6 + Math.floor(25 * random())),
  },
  residual: {
    part: 'c',
    kind: 'tensor',
    prompt:
      'What is $h_{\\ell+1}[i]$ in a layer with a residual connection? Write $h$ for $h_\\ell$, and $W$ and $B$ for the weights and the bias of the layer.',
    left: { name: 'h_{l+1}', indices: ['i'] },
    sizes: { i: 5 },
    operands: {
      h: { indices: ['i'], meaning: 'layer below', symbol: tex`h_\ell`, spellings: ['h_l', 'hl'] },
      W: {
        indices: ['i', 'i'],
        meaning: 'weights of the layer: a row for each unit of it',
        symbol: tex`W_{\ell+1}`,
        spellings: ['W_l+1', 'W_l', 'W^h,h_l+1', 'W_l+1^h,h'],
      },
      B: {
        indices: ['i'],
        meaning: 'bias of the layer',
        symbol: tex`B_{\ell+1}`,
        spellings: ['B_l+1', 'B_l', 'B^h,h_l+1', 'B_l+1^h,h'],
      },
      V: {
        indices: ['i', 'i'],
        meaning: 'second matrix, if you want one',
        symbol: tex`V_{\ell+1}`,
        spellings: ['V_l+1', 'V_l'],
      },
    },
    functions: { sigma: { symbol: tex`\sigma`, spellings: ['σ', 'sigmoid', 'tanh', 'relu', 'ReLU', 'f', 'phi', 'φ'] } },
    answer: 'h[i] + sigma(W[i,I] h[I] - B[i])',
    right:
      'The skip copies the layer below, and the layer adds its branch to it. On the way back the skip hands the gradient on as it is, so every layer hears the one loss on top.',
    variants: {
      'bias-sign': {
        answers: ['h[i] + sigma(W[i,I] h[I] + B[i])'],
        says: 'The problem subtracts its bias, and you add it. A bias of the other sign makes the same network.',
      },
      'no-bias': {
        answers: ['h[i] + sigma(W[i,I] h[I])'],
        says: 'The skip is what makes the connection residual. The layer of the problem has a bias as well, and the branch may keep it.',
      },
      'activation-first': {
        answers: [...withBias('h[i] + W[i,I] sigma(h[I])#'), ...withBias('h[i] + W[i,I] sigma(h[I]#)', 'I')],
        says: 'Here the activation comes first and the matrix after it. The branch can then be negative, so the layers do not drift upwards.',
      },
      'two-matrices': {
        answers: [
          ['W', 'V'],
          ['V', 'W'],
        ].flatMap(([inner, outer]) =>
          withBias(`${inner}[J,I] h[I]#`, 'J').flatMap((inside) => withBias(`h[i] + ${outer}[i,J] sigma(${inside})#`)),
        ),
        says: 'You have a second matrix after the activation. The branch can then be negative, and it can begin at zero.',
      },
    },
    ownBranch: {
      skip: 'h[i]',
      layer: 'h',
      biases: ['B'],
      says: 'The skip copies the layer below, and the branch beside it is one of your own. The layer of the problem makes it $\\sigma(W[i, I]\\,h[I] - B[i])$.',
    },
    misconceptions: {
      around: {
        answers: withBias('sigma(h[i] + W[i,I] h[I]#)'),
        says: 'Here the activation is around the sum, so its slope is on the skip as well, once for every layer. What does that do to the gradient?',
      },
      'no-skip': {
        answers: withBias('sigma(W[i,I] h[I]#)'),
        says: 'That is the layer of the problem, without a residual connection.',
      },
      'summed-skip': {
        answers: withBias('h[I] + sigma(W[i,I] h[I]#)'),
        says: 'A capital index is summed: this adds all entries of the layer below to each unit. Which entry belongs to unit $i$?',
      },
      'summed-bias': {
        answers: ['h[i] + sigma(W[i,I] h[I] - B[I])', 'h[i] + sigma(W[i,I] h[I] + B[I])'],
        says: 'The skip is right. But a capital index that stands alone is summed: each unit gets all the biases. Which one belongs to unit $i$?',
      },
      linear: {
        answers: withBias('h[i] + W[i,I] h[I]#'),
        says: 'Without an activation in it the branch is linear, and so is the whole stack.',
      },
      'small-index': {
        answers: ['W[i,j] h[j]', 'W[i,I] h[j]', 'W[i,j] h[I]'].flatMap((product) =>
          withBias(`h[i] + sigma(${product}#)`),
        ),
        says: 'The skip is right. In the branch a small $j$ is not summed, and it is not on the left either.',
      },
      transposed: {
        answers: withBias('h[i] + sigma(W[I,i] h[I]#)'),
        says: 'The skip is right. But the first index of the problem’s $W$ is the unit that is computed, and the second one is the unit that is read.',
      },
    },
    hints: [
      'Keep the layer of the problem. What is added to what it puts out?',
      'The gradient should find a way down on which nothing multiplies it. What may stand on that way?',
      'Unit $i$ gets unit $i$ of the layer below, and outside of the activation.',
    ],
    reveals: '$h_{\\ell+1}[i] = h_\\ell[i] + \\sigma\\big(W_{\\ell+1}[i, I]\\,h_\\ell[I] - B_{\\ell+1}[i]\\big)$',
  },
})
