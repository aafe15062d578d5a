import type { NumberQuestion } from '../../src/experiment'

/** The multiplications of one network. */
export const countOf = (N: number, Nb: number, L: number): NumberQuestion => ({
  kind: 'number',
  prompt: `How many multiplications is that for $N = ${N}$, $N_b = ${Nb}$ and $L = ${L}$?`,
  unit: 'multiplications',
  answer: `${2 * N * Nb * (L - 1)}`,
  right: `There are $${L - 1}$ blocks of two matrices, each with $${N * Nb}$ entries.`,
  hints: ['How many entries have the two matrices of a block?', 'How many blocks lie between so many layers?'],
  reveals: `$2 \\cdot ${N} \\cdot ${Nb} \\cdot ${L - 1} = ${2 * N * Nb * (L - 1)}$`,
  misconceptions: {
    layers: {
      answers: [`${2 * N * Nb * L}`],
      says: 'The input is one of the layers. How many blocks lie between them?',
    },
    'one-matrix': { answers: [`${N * Nb * (L - 1)}`], says: 'A block goes into the bottleneck and out of it again.' },
    plain: { answers: [`${N * N * (L - 1)}`], says: 'That is the plain network, with a square matrix for each step.' },
  },
})

/** The constant for a branch of variance v beside a skip of variance one. */
export const gammaFor = (variance: number): NumberQuestion => ({
  kind: 'number',
  prompt: `Now let the branch have variance ${variance}, and the layer below variance 1 as before. Which positive constant $\\gamma$ gives the next layer unit variance?`,
  names: ['gamma', 'γ'],
  answer: `1/sqrt(${1 + variance})`,
  right: `The variances add up to $${1 + variance}$, and the constant comes out of the variance as its square.`,
  hints: ['What is the variance of the sum?', 'What does a factor do to a variance?'],
  reveals: `$\\gamma^2\\,(1 + ${variance}) = 1$, so $\\gamma = 1/\\sqrt{${1 + variance}}$.`,
  misconceptions: {
    'not-squared': {
      answers: [`1/${1 + variance}`],
      says: 'That divides the standard deviation by what the variance should be divided by.',
    },
    inverted: { answers: [`sqrt(${1 + variance})`], says: 'That makes the sum larger still.' },
  },
})

/** The factor of the direct path in one stack. */
export const directOf = (tenths: number, L: number): NumberQuestion => ({
  kind: 'number',
  prompt: `Let $\\gamma = 0.${tenths}$ and $L = ${L}$. What is the factor of the direct path from the top layer $L_L$ to the input $L_1$?`,
  answer: `0.${tenths}^${L - 1}`,
  right: `There are ${L - 1} blocks between the layers, and each takes one factor.`,
  hints: ['How many blocks lie between the top layer and the input?', 'What does the skip of one block multiply by?'],
  reveals: `$0.${tenths}^{${L - 1}} = ${((tenths / 10) ** (L - 1)).toPrecision(3)}$`,
  misconceptions: {
    layers: {
      answers: [`0.${tenths}^${L}`],
      says: 'That counts the layers. A factor comes with each block between them.',
    },
    'second-layer': {
      answers: [`0.${tenths}^${L - 2}`],
      says: 'That is the factor at $L_2$, the lowest layer that is computed. The question asks for the input, $L_1$.',
    },
  },
})
