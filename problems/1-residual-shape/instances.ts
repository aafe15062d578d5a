import type { NumberQuestion } from '../../src/experiment'

/** How many weights a matrix from `from` features to `to` features has, at a thousand positions. */
export const weightsOf = (from: number, to: number): NumberQuestion => ({
  kind: 'number',
  prompt: `A layer has ${from} features at each of a thousand positions, and the adapter of this part makes ${to} features of them. How many weights does its matrix have?`,
  unit: 'weights',
  answer: `${from * to}`,
  right: `The matrix has ${to} rows and ${from} columns, and all positions share it. So the size of the image does not count.`,
  hints: [
    'Which shape does the matrix have: how many rows, how many columns?',
    'Does the matrix have an index for the position?',
  ],
  reveals: `The matrix has ${to} rows of ${from} weights: $${to} \\cdot ${from} = ${from * to}$.`,
  misconceptions: {
    positions: {
      answers: [`${1000 * from * to}`],
      says: 'That is a matrix of its own for each position. Does the adapter treat the corner of an image differently from its middle?',
    },
    bias: {
      answers: [`${from * to + to}`],
      says: 'That counts a bias for each new feature as well. Has the adapter of this part one?',
    },
    window: {
      answers: [`${9 * from * to}`],
      says: 'That is a window of three by three positions. How many positions does one new feature read here?',
    },
    sum: {
      answers: [`${from + to}`],
      says: 'That adds the two numbers of features. How many entries does a matrix with so many rows and so many columns have?',
    },
  },
})

/** The fraction of positions that are left after some strides along both axes. */
export const fractionOf = (stride: number, reductions: number): NumberQuestion => {
  const times = ['', 'one reduction', 'two reductions', 'three reductions', 'four reductions'][reductions]
  const left = stride ** (2 * reductions)
  return {
    kind: 'number',
    prompt: `Take ${times} with such a skip, of stride $s = ${stride}$, and an image whose sides can be divided as often. What fraction of the positions of $L_0$ has a direct path from the loss?`,
    answer: `1/${left}`,
    right: `A stride of ${stride} keeps one column in ${stride} and one row in ${stride}, so each reduction keeps one position in ${stride ** 2}. The gradient lands on a lattice, and between its points only the branches bring anything.`,
    hints: [
      'Take one reduction. Of the columns it reads one in how many? And of the rows?',
      'Every further reduction takes the same share of what the one before it has left.',
    ],
    reveals: `Each reduction keeps $1/s^2$ of the positions, so $${reductions}$ of them keep $s^{-2 \\cdot ${reductions}} = 1/${left}$.`,
    misconceptions: {
      lost: {
        answers: [`${left - 1}/${left}`],
        says: 'That is the fraction that has lost its direct path. The question asks for what is left.',
      },
      'one-axis': {
        answers: [`1/${stride ** reductions}`],
        // After two reductions this is also what one reduction leaves.
        says:
          reductions === 2
            ? 'That counts one axis alone, or one reduction alone. The stride goes across the image and down the image, twice.'
            : 'That counts one axis alone. The stride goes across the image and down the image.',
      },
      ...(reductions > 2
        ? {
            'one-reduction': {
              answers: [`1/${stride ** 2}`],
              says: 'That is what a single reduction leaves.',
            },
          }
        : {}),
    },
  }
}
