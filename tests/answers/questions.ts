import { type Placed, type Question, type Questions, type TensorQuestion, tex } from '../../src/experiment'
import { randomOf } from '../../src/experiment/random'

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

/** The largest number of variations of a question that are tested: most questions have fewer. */
const MOST_VARIATIONS = 16

/** The different variations among 200 draws, at most `MOST_VARIATIONS`. */
function variationsOf({ another }: Placed): readonly Question[] {
  const drawn = another ? Array.from({ length: 200 }, (_, seed) => another(randomOf(seed))) : []
  return [...new Map(drawn.map((question) => [question.prompt, question])).values()].slice(0, MOST_VARIATIONS)
}

/** All questions and variations of them. */
export const everyInstance: readonly { readonly id: string; readonly question: Question }[] = everyQuestion.flatMap(
  ({ id, question }) => [
    { id, question },
    ...variationsOf(question).map((other, k) => ({ id: `${id}, variation ${k}`, question: other })),
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
