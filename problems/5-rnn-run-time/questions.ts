import { type NumberQuestion, questions, tex } from '../../src/experiment'

/** The visits of states if each of T losses is backpropagated alone. */
const statesOf = (words: number): NumberQuestion => ({
  kind: 'number',
  prompt: `Take a sentence of $T = ${words}$ words. Suppose that every loss is backpropagated alone: the sweep of $\\text{Loss}_t$ visits the states $h[t-1]$ down to $h[0]$. How many visits do all these sweeps make together?`,
  unit: 'visits',
  answer: `${(words * (words + 1)) / 2}`,
  right: `The sweep of $\\text{Loss}_t$ makes $t$ visits, and $1 + 2 + \\cdots + ${words} = ${(words * (words + 1)) / 2}$. One sweep for all losses finds the same gradients with ${words} visits.`,
  hints: [
    'How many states does the sweep of the first loss visit? And that of the last?',
    'Do not forget the state $h[0]$.',
    'The sweeps have different lengths: write them in a row and add them up.',
  ],
  reveals: `$1 + 2 + \\cdots + T = T(T + 1)/2 = ${(words * (words + 1)) / 2}$`,
  misconceptions: {
    square: {
      answers: [`${words ** 2}`],
      says: 'That lets every sweep visit all the states. An early loss has fewer states before it.',
    },
    index: {
      answers: [`${(words * (words - 1)) / 2}`],
      says: 'That leaves one state out of every sweep: the first loss reads a state too.',
    },
    once: {
      answers: [`${words}`],
      says: 'That is a single sweep. The question lets every loss have one of its own.',
    },
  },
})

/** The share that remains of the gradient of one loss at one state. */
const leftOf = (tenths: number, t: number, s: number): NumberQuestion => {
  const g = (tenths / 10).toFixed(1)
  return {
    kind: 'number',
    prompt: `Let $g = ${g}$, without an activation. What part of the length of the gradient of $\\text{Loss}_{${t}}$ is left at $h[${s}]$, if it enters at $h[${t - 1}]$ with length 1?`,
    answer: `${g}^${t - 1 - s}`,
    right: `From $h[${t - 1}]$ back to $h[${s}]$ there are ${t - 1 - s} steps, and each multiplies the length by $g$.`,
    hints: ['At which state does the gradient of this loss enter?', 'How many steps back is it from there?'],
    reveals: `$${g}^{${t - 1 - s}} = ${((tenths / 10) ** (t - 1 - s)).toPrecision(3)}$`,
    misconceptions: {
      'one-more': {
        answers: [`${g}^${t - s}`],
        says: 'That is one step too many: the loss reads a state that is one step before it.',
      },
    },
  }
}

/** Questions of problem 5. */
export default questions({
  order: {
    part: 'answer',
    kind: 'order',
    prompt: 'What is the order of the run time of backpropagation on a sentence of $T$ words?',
    variables: {
      T: { symbol: tex`T`, meaning: 'number of words of the sentence, and of its losses', values: [64] },
      I: { symbol: tex`I`, meaning: 'dimension of a state, held fixed', values: [32] },
      V: { symbol: tex`V`, meaning: 'number of words in the vocabulary, held fixed', values: [1000] },
    },
    grows: 'T',
    answer: 'T',
    right:
      'The forward pass computes each state once and shares it among all later losses. The backward pass visits each state once: what comes from its own loss is added to what comes from the states after it.',
    misconceptions: {
      'sweep-each': {
        answers: ['T^2'],
        says: 'That is one sweep for each loss. At a state, do the gradients of all the later losses have to be kept apart?',
      },
      logarithm: {
        answers: ['T log T'],
        says: 'A logarithm comes from halving something again and again. Nothing is halved here: how often is each state visited?',
      },
    },
    hints: [
      'How many assignments does the forward pass make? How often does backpropagation visit each?',
      'All later losses pass through $h[2]$ to get to $h[1]$. Do they have to pass one at a time?',
    ],
    reveals: '$O(T)$: one sweep back serves all losses. With the sizes it is $O(T\\,(I^2 + V I))$.',
    draws: [{ figure: 'run-time', measure: 'once', line: (answer, x) => answer({ T: x, I: 32, V: 1000 }) }],
  },
  states: {
    ...statesOf(8),
    part: 'answer',
    another: (random) => statesOf(5 + Math.floor(20 * random())),
  },
  past: {
    part: 'past',
    kind: 'formula',
    prompt:
      'Let $R$ be $g$ times an orthogonal matrix, without an activation. The gradient of $\\text{Loss}_t$ enters at the state $h[t-1]$. By which factor has its length changed when it arrives at $h[s]$, where $s < t$?',
    variables: {
      g: { symbol: tex`g`, meaning: 'recurrent gain', values: [0.5, 0.8, 1, 1.3] },
      t: { symbol: tex`t`, meaning: 'number of the loss', values: [1, 2, 5, 9] },
      s: { symbol: tex`s`, meaning: 'number of the state, below t', values: [0, 1, 3, 8] },
    },
    legal: ({ t = 0, s = 0 }) => s < t,
    answer: 'g^(t-1-s)',
    right:
      'From $h[t-1]$ back to $h[s]$ there are $t - 1 - s$ steps, and each multiplies the length by exactly $g$. So $O(T)$ work does not mean that the far past is heard.',
    misconceptions: {
      'one-more': {
        answers: ['g^(t-s)'],
        says: 'That is one step too many. Where does the gradient enter, and what is the factor there?',
      },
      start: {
        answers: ['g^(t-1)', 'g^t'],
        says: 'That goes all the way back to $h[0]$. The question stops at $h[s]$.',
      },
      inverted: {
        answers: ['g^(s-t)', 'g^(s-t+1)'],
        says: 'With $g < 1$ this is the larger the further one goes back. Does a factor below one make anything longer?',
      },
      sum: {
        answers: ['g (t-s)', 'g (t-1-s)'],
        says: 'That adds up what the steps do. What does the second step do to what the first one has left?',
      },
    },
    hints: [
      'By what does one step back multiply the length?',
      'How many steps is it from the state where the gradient enters to $h[s]$?',
      'For $s = t - 1$ nothing has happened yet: the factor is 1.',
    ],
    reveals: '$g^{t-1-s}$',
    draws: [
      {
        figure: 'gradient-flow',
        measure: 'byDistance',
        line: (answer, x, p) => answer({ g: Number(p.gain), t: x + 1, s: 0 }),
      },
      {
        figure: 'gradient-flow',
        measure: 'flow',
        line: (answer, x, p, y = Number.NaN) => (x < y ? answer({ g: Number(p.gain), t: y, s: x }) : Number.NaN),
      },
    ],
    another: (random) => {
      const t = 8 + Math.floor(12 * random())
      return leftOf(5 + Math.floor(5 * random()), t, Math.floor(5 * random()))
    },
  },
})
