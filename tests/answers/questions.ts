import { type Placed, type Question, type Questions, type TensorQuestion, tex } from '../../src/experiment'

const modules = import.meta.glob<{ default: Questions }>('../../problems/*/questions.ts', { eager: true })

/** A question with where it stands. */
export interface Asked {
  /** "3-weight-initialization/scale" */
  readonly id: string
  readonly problem: string
  readonly question: Placed
}

/** The questions of all problems. */
export const everyQuestion: readonly Asked[] = Object.entries(modules).flatMap(([path, { default: declared }]) => {
  const problem = path.split('/').at(-2) ?? ''
  return Object.entries(declared).map(([name, question]) => ({ id: `${problem}/${name}`, problem, question }))
})

/** A stream of numbers in [0, 1): the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** All questions and variations of them, at a few seeds. */
export const everyInstance: readonly { readonly id: string; readonly question: Question }[] = everyQuestion.flatMap(
  ({ id, question }) => [
    { id, question },
    ...(question.another
      ? Array.from({ length: 12 }, (_, k) => ({
          id: `${id}, variation ${k}`,
          question: question.another?.(randomOf(k)),
        }))
      : []
    ).flatMap(({ id: name, question: other }) => (other ? [{ id: name, question: other }] : [])),
  ],
)

/** A tensor question for the tests of the reader: a matrix at every position, a bias, a table and a function. */
export const matrixQuestion: TensorQuestion = {
  kind: 'tensor',
  prompt: '',
  right: 'right',
  hints: [],
  reveals: '',
  left: { name: 'A(L)', indices: ['b', 'x', 'j'] },
  sizes: { b: 2, x: 3, i: 5, j: 4 },
  operands: {
    L: { indices: ['b', 'x', 'i'], meaning: 'layer', spellings: ['L_n-1'] },
    W: { indices: ['j', 'i'], meaning: 'matrix', symbol: tex`W_n`, spellings: ['W_n'], alternatives: [['i', 'j']] },
    B: { indices: ['j'], meaning: 'bias' },
    V: { indices: ['j', 'j'], meaning: 'square matrix' },
    c: { indices: [], meaning: 'number' },
  },
  maps: { S: { of: 'j', to: 'i', meaning: 'table' } },
  functions: { sigma: { symbol: tex`\sigma`, spellings: ['σ'] } },
  answer: 'W[j,I] L[b,x,I]',
  variants: { turned: { answers: ['W[I,j] L[b,x,I]'], says: 'turned' } },
  misconceptions: { small: { answers: ['W[j,i] L[b,x,i]'], says: 'small' } },
}
