import { questions, type TensorQuestion, tex } from '../../src/experiment'
import { oneOf } from '../../src/experiment/random'
import { fractionOf, weightsOf } from './instances'

/** The layer below, and the left side of an adapter that keeps the position and makes features j of features i. */
const adapter = {
  kind: 'tensor',
  left: { name: 'A_n(L_{n-1})', indices: ['b', 'x', 'y', 'j'] },
  sizes: { b: 2, x: 3, y: 4, i: 6, j: 5 },
} as const satisfies Partial<TensorQuestion>

const layerBelow = {
  indices: ['b', 'x', 'y', 'i'],
  meaning: 'layer below: image, position across, position down, feature',
  symbol: tex`L_{n-1}`,
  spellings: ['L_n-1', 'L_n', 'Ln-1', 'Ln'],
} as const

/** Questions of problem 1. */
export default questions({
  matrix: {
    ...adapter,
    part: 'a',
    prompt:
      'Write the adapter that makes features $j$ out of features $i$ by a matrix $W_n$. A bias $B_n[j]$ and an activation $\\sigma$ are there too, if you think that they belong here.',
    operands: {
      W: {
        indices: ['j', 'i'],
        meaning: 'matrix of the adapter: a row for each new feature, a column for each old one',
        symbol: tex`W_n`,
        spellings: ['W_n', 'Wn'],
        alternatives: [
          ['i', 'j'],
          ['x', 'y', 'j', 'i'],
          ['b', 'x', 'y', 'j', 'i'],
        ],
      },
      L: layerBelow,
      B: { indices: ['j'], meaning: 'bias', symbol: tex`B_n`, spellings: ['B_n', 'Bn'] },
    },
    functions: { sigma: { symbol: tex`\sigma`, spellings: ['σ', 'sigmoid'] } },
    answer: 'W[j,I] L[b,x,y,I]',
    right:
      'The old feature is summed away and the new one stays, at every image and position alike. That is a convolution with a window of one pixel.',
    variants: {
      turned: {
        answers: ['L[b,x,y,I] W[I,j]'],
        says: 'Your matrix has a row for each old feature and a column for each new one. The page has it the other way round, and calls its transpose $W_n$.',
      },
    },
    misconceptions: {
      'small-index': {
        answers: ['W[j,i] L[b,x,y,i]', 'W[j,I] L[b,x,y,i]', 'W[j,i] L[b,x,y,I]'],
        says: 'A small $i$ is not summed. So it has to stand on the left as well, and there is none.',
      },
      'other-sum': {
        answers: ['W[J,i] L[b,x,y,J]', 'W[J,I] L[b,x,y,I]', 'W[J,i] L[b,x,y,i]', 'W[i,J] L[b,x,y,J]'],
        says: 'Here the new feature is summed. It is the one that stands on the left, so it has to stay.',
      },
      'per-position': {
        answers: ['W[x,y,j,I] L[b,x,y,I]', 'W[b,x,y,j,I] L[b,x,y,I]'],
        says: 'That is a matrix of its own for every position. The adapter has one matrix: a pattern should mean the same wherever it is found.',
      },
      bias: {
        answers: ['W[j,I] L[b,x,y,I] + B[j]', 'W[j,I] L[b,x,y,I] - B[j]'],
        says: 'The adapter stands where the identity would stand, and the identity adds nothing.',
      },
      activation: {
        answers: ['sigma(W[j,I] L[b,x,y,I])', 'sigma(W[j,I] L[b,x,y,I] + B[j])', 'sigma(W[j,I] L[b,x,y,I] - B[j])'],
        says: 'That is a layer of its own. The adapter stands where the identity would stand, and the identity bends nothing.',
      },
    },
    hints: [
      'Stand at one position of one image. Which numbers are there, and which are wanted?',
      'The matrix has two indices. One of them is on the left side, and the other is not.',
      'The index that is not on the left has to disappear: write it as a capital, in both factors.',
    ],
    reveals: '$A_n(L_{n-1})[b, x, y, j] = W_n[j, I]\\,L_{n-1}[b, x, y, I]$',
    runs: { figure: 'adapter', param: 'expression', at: { adapter: 'matrix', rows: 'gaussian' } },
  },
  weights: {
    ...weightsOf(64, 16),
    part: 'a',
    another: (random) => weightsOf(oneOf([32, 48, 96, 128, 256], random), oneOf([8, 10, 20, 24], random)),
  },
  selection: {
    ...adapter,
    part: 'b',
    prompt: 'Write the adapter that selects features: $S_n[j]$ is the old feature that becomes the new feature $j$.',
    operands: {
      L: layerBelow,
      S: {
        indices: ['j'],
        meaning: 'table of old features, one for each new one',
        symbol: tex`S_n`,
        spellings: ['S_n', 'Sn'],
      },
    },
    maps: { S: { of: 'j', to: 'i', meaning: 'old feature that becomes the new feature', spellings: ['S_n', 'Sn'] } },
    answer: 'L[b,x,y,S[j]]',
    right:
      'Each new feature is a copy of one old feature. Nothing is multiplied, and there is nothing to train. It is the matrix of part a with a single 1 in each row.',
    variants: {
      first: {
        answers: ['L[b,x,y,j]'],
        says: 'This is the simplest selection: it keeps the first features, so that its table is $S_n[j] = j$. Any table that takes no feature twice would do.',
      },
    },
    misconceptions: {
      sum: {
        answers: ['L[b,x,y,J]', 'L[b,x,y,S[J]]'],
        says: 'A capital index is summed: this adds features up, and nothing of it depends on $j$.',
      },
      scale: {
        answers: ['S[j] L[b,x,y,j]', 'S[j] L[b,x,y,J]'],
        says: 'Here the table is a factor: it scales a feature, it does not select one. A table of indices belongs where an index stands.',
      },
      'small-index': {
        answers: ['L[b,x,y,i]', 'S[j] L[b,x,y,i]'],
        says: 'There is no $i$ on the left. Which old feature is meant, when the new feature is $j$?',
      },
    },
    hints: [
      'The image and the position stay as they are. Only the last index changes.',
      'For each new feature $j$ there is one old feature to read. What is it called?',
    ],
    reveals:
      '$A_n(L_{n-1})[b, x, y, j] = L_{n-1}[b, x, y, S_n[j]]$, or simply $L_{n-1}[b, x, y, j]$, which keeps the first features.',
    runs: { figure: 'adapter', param: 'expression', at: { adapter: 'select' } },
  },
  keeps: {
    part: 'c',
    kind: 'choice',
    prompt:
      'Which of the two adapters preserves the direct path of the gradient, the matrix of part a or the selection of part b?',
    options: {
      selection: { label: 'the selection, for the features that it keeps; the matrix does not' },
      matrix: {
        label: 'the matrix, because it reads all features; the selection does not',
        says: 'A selection leaves features out, that is true. But look at a feature that it keeps: by what is its gradient multiplied, there and through a matrix?',
      },
      'both-norm': {
        label: 'both, if the matrix is scaled so that the gradient keeps its length',
        says: 'That the length is kept does not mean that the path is kept. Many directions can come out as one and still be as long.',
      },
      'both-linear': {
        label: 'both, because both are linear and nothing saturates',
        says: 'A product of numbers can vanish without any nonlinearity. What is the gradient multiplied by on its way down?',
      },
    },
    answer: 'selection',
    right:
      'Through selections the gradient is copied with factor 1, whatever the depth. Through matrices it is multiplied by a product of trained matrices, which can vanish, explode or lose rank. Features that a selection leaves out learn through the branches alone.',
    hints: [
      'Follow the gradient down through the skips alone. What does one skip do to it?',
      'Which numbers is it multiplied by after $N$ skips, and who decides on them?',
    ],
    reveals:
      'The selection preserves it, for the features that survive every selection: it copies their gradient with factor 1. The matrix does not: the gradient goes through the product $W_1^\\top W_2^\\top \\cdots W_N^\\top$.',
  },
  directions: {
    part: 'c',
    kind: 'sketch',
    prompt:
      'Take 40 skips by Gaussian matrices of 128 features, scaled so that the mean square length of the gradient is the same at every layer. The participation ratio counts the directions through which a gradient still gets down. Sketch it against the number of skips that are passed.',
    figure: 'skip-path',
    measure: 'participation',
    at: { features: 128, depth: 40 },
    x: [1, 40],
    y: [1, 128],
    scales: { x: 'linear', y: 'log2' },
    curves: {
      participation: {
        label: 'participation ratio',
        curve: (n) => 128 / (n + 1),
        features: [{ kind: 'falls', from: 1, to: 40, by: 0.3 }],
      },
    },
    right:
      'It falls with every skip, although the length is kept: the gradient arrives as loud as it left, but through fewer and fewer directions.',
    misconceptions: {
      level: {
        curves: { participation: [{ kind: 'level', from: 1, to: 40, by: 0.15 }] },
        says: 'The length stays as it is. But does that say how many directions are left? A single direction can carry all of it.',
      },
      rises: {
        curves: { participation: [{ kind: 'rises', from: 1, to: 40, by: 0.15 }] },
        says: 'A matrix cannot make more directions than there were. What does it do to vectors that were orthogonal?',
      },
    },
    hints: [
      'Two gradients that were orthogonal come out of a random matrix with a small overlap.',
      'The overlaps of 40 matrices add up. What becomes of the directions then?',
    ],
    reveals:
      'It falls with every skip, about as $d/(n + 1)$ after $n$ skips of $d$ features: of 128 directions some three are left after 40.',
    draws: [{ figure: 'skip-path', measure: 'participation', line: (answer, x) => answer({ x }) }],
  },
  strided: {
    part: 'd',
    kind: 'choice',
    prompt:
      'Does the skip $A(L)[b, x, y, j] = L[b, s x, s y, j]$ for $j < N$, and 0 otherwise, preserve the direct path of the gradient?',
    options: {
      kept: { label: 'yes, for the positions and channels that it keeps' },
      no: {
        label: 'no, because most positions are dropped',
        says: 'Most are dropped, that is true. But look at a position that is kept: by what is its gradient multiplied?',
      },
      all: {
        label: 'yes, for every position and channel, because nothing is multiplied',
        says: 'Nothing is multiplied. But is there a position that nothing reads?',
      },
    },
    answer: 'kept',
    right:
      'Each entry of its Jacobian is 0 or 1, so what is kept gets its gradient with factor 1. The dropped positions get theirs through the branches, and the padded channels send nothing back.',
    hints: [
      'Take one position that the skip reads, and one that it does not. What comes back to each?',
      'What are the entries of the Jacobian of this skip?',
    ],
    reveals:
      'Yes, for what it keeps: its Jacobian has entries 0 and 1. A position that it does not read gets nothing through it.',
  },
  fraction: {
    ...fractionOf(2, 3),
    part: 'd',
    another: (random) => {
      const [stride, reductions] = oneOf(
        [
          [3, 2],
          [3, 1],
          [2, 2],
          [4, 1],
          [2, 4],
          [5, 1],
        ],
        random,
      )
      return fractionOf(stride, reductions)
    },
  },
})
