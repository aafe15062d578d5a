import { questions, tex } from '../../src/experiment'
import { oneOf } from '../../src/experiment/random'
import { countOf, directOf, gammaFor } from './exercises'

const width = {
  symbol: tex`N`,
  meaning: 'units of a layer',
  values: [4, 10, 64, 256],
  spellings: ['N_in', 'N_out'],
} as const
const bottleneck = {
  symbol: tex`N_b`,
  meaning: 'units of a bottleneck',
  values: [1, 2, 3, 48],
  spellings: ['N_b', 'N_bottle'],
} as const
const layers = { symbol: tex`L`, meaning: 'number of layers, the input among them', values: [2, 3, 7, 20] } as const
const gamma = {
  symbol: tex`\gamma`,
  meaning: 'constant on the sum',
  values: [0.5, 0.7, 0.9, 1.1],
  spellings: ['γ'],
} as const

/** Questions of problem 4. */
export default questions({
  multiplications: {
    part: 'a',
    kind: 'formula',
    prompt: 'How many multiplications does the bottleneck network do for one input?',
    variables: { N: width, Nb: bottleneck, L: layers },
    legal: ({ N = 0, Nb = 0 }) => Nb < N,
    unit: 'multiplications',
    answer: '2 N Nb (L-1)',
    right:
      'A matrix takes one multiplication for each of its entries, and a block has two matrices of $N N_b$ entries. From the first layer to the last there are $L - 1$ blocks.',
    misconceptions: {
      layers: {
        answers: ['2 N Nb L'],
        says: 'The block is right. But the input is one of the $L$ layers: how many blocks lie between them?',
      },
      'one-matrix': {
        answers: ['N Nb (L-1)'],
        says: 'That is one of the two matrices. A block goes into the bottleneck and out of it again.',
      },
      skip: {
        answers: ['2 N Nb (L-1) + N (L-1)', '(2 N Nb + N) (L-1)'],
        says: 'The last term is for the skip. But the skip adds, it does not multiply.',
      },
      plain: {
        answers: ['N^2 (L-1)'],
        says: 'That is the plain network, which has one square matrix between layers.',
      },
    },
    hints: [
      'How many products does one entry of a matrix times a vector add up? How many entries are there?',
      'A block has two matrices. What are their shapes?',
      'Count the steps from the first layer to the last, not the layers.',
    ],
    reveals: '$2\\,N\\,N_b\\,(L - 1)$',
    draws: [
      {
        figure: 'count',
        measure: 'bottlenecked',
        line: (answer, _x, p) => answer({ N: Number(p.width), Nb: Number(p.bottleneck), L: Number(p.layers) }),
      },
      {
        figure: 'count',
        measure: 'countRatio',
        line: (answer, x, p) => {
          const [N, L] = [Number(p.width), Number(p.layers)]
          return answer({ N, Nb: x, L }) / (N * N * (L - 1))
        },
      },
    ],
    another: (random) =>
      countOf(oneOf([128, 256, 512], random), oneOf([16, 24, 48, 96], random), 8 + Math.floor(8 * random())),
  },
  threshold: {
    part: 'a',
    kind: 'formula',
    prompt:
      'Below which $N_b$ does it do fewer multiplications than a plain network, with one matrix between layers? Give it as a formula in $N$.',
    variables: { N: width },
    names: ['N_b', 'Nb', 'N_bottle'],
    bounds: '<',
    answer: 'N/2',
    right:
      'Two thin matrices together have fewer entries than one square matrix only if each is less than half of it. Narrower than a layer is not enough.',
    misconceptions: {
      width: {
        answers: ['N'],
        says: 'Narrower than a layer is not enough. How many matrices does a block have, and how many does it replace?',
      },
      quarter: {
        answers: ['N/4'],
        says: 'At this width the bottleneck takes half of the multiplications. When does it take as many as the plain network?',
      },
    },
    hints: [
      'How many multiplications does the plain network do between two layers?',
      'Compare one block with the one matrix that it replaces.',
    ],
    reveals: '$2\\,N\\,N_b < N^2$ exactly when $N_b < N/2$.',
  },
  gamma: {
    part: 'b',
    kind: 'number',
    prompt:
      'Which positive $\\gamma$ gives $L_{\\ell+1}[n] = \\gamma\\,(L_\\ell[n] + \\hat L_\\ell[n])$ unit variance, if the two terms are independent, of mean zero and variance one?',
    names: ['gamma', 'γ'],
    answer: '1/sqrt(2)',
    right:
      'The variances of independent numbers add up to 2, and a factor comes out of a variance as its square. So every layer keeps unit variance, if the branch has what was assumed of it.',
    misconceptions: {
      half: {
        answers: ['1/2'],
        says: 'That halves the standard deviation. But it is the variances that add up, not the deviations.',
      },
      unscaled: {
        answers: ['1'],
        says: 'Then nothing is scaled, and the variance grows with every layer.',
      },
      'with-relu': {
        answers: ['0.587'],
        says: 'That holds the second moment of a stack whose branches end in a ReLU. Here both terms have mean zero.',
      },
      inverted: {
        answers: ['sqrt(2)'],
        says: 'The sum is already larger than its terms, and this makes it larger still.',
      },
    },
    hints: [
      'What is the variance of the sum of two independent numbers?',
      'What does a factor $\\gamma$ do to a variance?',
    ],
    reveals: '$\\gamma^2\\,(1 + 1) = 1$, so $\\gamma = 1/\\sqrt 2$.',
    runs: { figure: 'gamma', param: 'gamma', at: { secondRelu: false, scale: 1, weights: 'he' } },
    another: (random) => gammaFor(oneOf([2, 3, 4, 0.5, 0.25, 8], random)),
  },
  direct: {
    part: 'c',
    kind: 'formula',
    prompt:
      'Follow the gradient from the top layer $L_L$ down to the input $L_1$, through the skips alone. By which factor is this direct part multiplied, as a formula in $\\gamma$ and $L$?',
    variables: { gamma, L: layers },
    answer: 'gamma^(L-1)',
    right:
      'Each block on the way down takes one factor $\\gamma$, and there are $L - 1$ of them. So with $\\gamma < 1$ the direct path to the lower layers dies out exponentially with depth.',
    misconceptions: {
      layers: {
        answers: ['gamma^L'],
        says: 'That counts the layers. A factor comes with each block, and the input is one of the layers.',
      },
      'second-layer': {
        answers: ['gamma^(L-2)'],
        says: 'That is $L_2$, the lowest layer that is computed. The question asks for the input, $L_1$.',
      },
      sum: {
        answers: ['(L-1) gamma', 'L gamma'],
        says: 'That adds up what the blocks do. What does the second block do to what the first one has left?',
      },
      inverted: {
        answers: ['gamma^(1-L)', 'gamma^(-L)'],
        says: 'With $\\gamma < 1$ this is larger than one, the more so the deeper the stack is. Does a factor below one make anything longer?',
      },
      paths: {
        answers: ['2^(L-1)', '2^L', '(2 gamma)^(L-1)'],
        says: 'That counts all the ways down, through skips and branches. The direct path takes the skip every time.',
      },
      'one-value': {
        answers: ['2^(-(L-1)/2)', '2^(-L/2)'],
        says: 'That is for one value of $\\gamma$. Give the factor for every $\\gamma$.',
      },
    },
    hints: [
      'Go back through one block. By what does the skip multiply?',
      'How many blocks lie between $L_1$ and $L_L$?',
    ],
    reveals: '$\\gamma^{L-1}$: one factor for each block between $L_1$ and $L_L$.',
    draws: [
      {
        figure: 'direct-path',
        measure: 'direct',
        line: (answer, x, p) => answer({ gamma: Number(p.skip), L: Number(p.blocks) - x + 1 }),
      },
    ],
    another: (random) => directOf(5 + Math.floor(5 * random()), 6 + Math.floor(15 * random())),
  },
  'why-gamma': {
    part: 'c',
    kind: 'words',
    prompt:
      'Why might a constant $\\gamma < 1$ in every block damage the optimization of the lower layers? Explain it in your own words.',
    right: 'Compare what you wrote with these points. An explanation need not have all of them.',
    points: [
      'Through the skips, each block multiplies the gradient by $\\gamma$, so the direct part falls exponentially with the number of blocks.',
      'At $\\gamma = 1/\\sqrt 2$ and 20 layers about a thousandth of it is left.',
      'What else arrives at the lower layers has gone through branches, and depends on their random weights.',
      'The gradient as a whole need not be short: at this initialization its length is kept.',
      'Unit variance does not need a small factor on the skip: a small factor on the branch and nearly 1 on the skip does it, too.',
    ],
    hints: [
      'By what is the gradient multiplied on the way through the skips?',
      'What else arrives at the lower layers, and by which way?',
    ],
    reveals:
      'The direct part of the gradient at the input has the factor $\\gamma^{L-1}$, so it vanishes with depth, although the gradient as a whole does not.',
  },
})
