import { type FormulaQuestion, type NumberQuestion, tex } from '../../src/experiment'

/** The letter of the number of inputs. */
export const inputs = {
  symbol: tex`d`,
  meaning: 'number of inputs',
  values: [1, 2, 3, 5, 16, 100, 1024],
} as const

/** The scale of the weights for inputs whose mean square is p/q. */
export const scaleFor = (over: number, under: number): FormulaQuestion => ({
  kind: 'formula',
  prompt: `Now let the inputs be independent, of mean zero and of mean square $${over}/${under}$. Which standard deviation $\\sigma$ of the weights gives $y$ unit variance?`,
  variables: { d: inputs },
  names: ['sigma', 'σ'],
  answer: `sqrt(${under}/(${over}*d))`,
  right: `Each of the $d$ products has variance $\\sigma^2 \\cdot ${over}/${under}$. The mean square of an input is all that counts.`,
  hints: [
    'What is the variance of one product now?',
    'There are $d$ such products. Set the sum of their variances to 1.',
  ],
  reveals: `$d\\,\\sigma^2 \\cdot \\tfrac{${over}}{${under}} = 1$, so $\\sigma = \\sqrt{${under}/(${over} d)}$.`,
  misconceptions: {
    variance: {
      answers: [`${under}/(${over}*d)`],
      says: 'That is the variance of a weight. The question asks for its standard deviation.',
    },
    'unit-inputs': {
      answers: ['1/sqrt(d)'],
      says: 'That is right for inputs of mean square 1. What do these inputs change?',
    },
    inverted: {
      answers: [`sqrt(${over}/(${under}*d))`],
      says: 'Smaller inputs need larger weights, and larger inputs smaller ones. Yours go the other way.',
    },
  },
})

/** The mean of a sigmoid that is stretched by a and lowered by b. */
export const meanOf = (a: number, b: number): NumberQuestion => ({
  kind: 'number',
  prompt: `Let $y$ be as before, and let the activation be $${a} f(y) - ${b}$, with $f$ the sigmoid. What is the mean of the output?`,
  answer: `${a}/2 - ${b}`,
  right: 'A mean is linear: what is done to every value is done to the mean.',
  hints: ['What is the mean of $f(y)$ alone?', 'What do a factor and a constant do to a mean?'],
  reveals: `$${a} \\cdot \\tfrac12 - ${b} = ${a / 2 - b}$`,
  misconceptions: {
    'of-the-sum': {
      answers: [`${-b}`],
      says: 'That takes the mean of $f(y)$ to be zero, as that of $y$ is.',
    },
  },
})

/** The bound on the variance after a function of bounded slope. */
export const boundFor = (under: number): NumberQuestion => ({
  kind: 'number',
  prompt: `Another activation is nowhere steeper than $1/${under}$. For which smallest number $c$ can you be sure that $\\operatorname{Var} u \\le c\\,\\operatorname{Var} y$?`,
  names: ['c'],
  bounds: '>',
  ratio: { of: 'Var u', to: 'Var y' },
  answer: `1/${under ** 2}`,
  right: `Any two values come out at least $${under}$ times closer, and a variance is a mean squared distance.`,
  hints: ['By how much closer do two values of $y$ come?', 'A variance is made of squared distances.'],
  reveals: `$(1/${under})^2 = 1/${under ** 2}$`,
  misconceptions: {
    slope: {
      answers: [`1/${under}`],
      says: 'That is by how much distances shrink, and with them the standard deviation. What happens to the variance?',
    },
  },
})

/** The largest variance of an output between two numbers. */
export const largestBetween = (name: string, low: number, high: number): NumberQuestion => ({
  kind: 'number',
  prompt: `What is the largest possible variance of the output of ${name}, whose values lie between $${low}$ and $${high}$?`,
  answer: `${(high - low) ** 2}/4`,
  right:
    'The values spread most if half of them lie at one end and half at the other. Each is then half the width away from the mean.',
  hints: [
    'How should the values lie between the two ends, so that they spread as much as possible?',
    'How far is each value from the mean then? Square it.',
  ],
  reveals: `Half the width is $${(high - low) / 2}$, and its square is $${(high - low) ** 2 / 4}$.`,
  misconceptions: {
    deviation: {
      answers: high - low === 2 ? [] : [`${high - low}/2`],
      says: 'That is the standard deviation. The question asks for the variance.',
    },
    uniform: {
      answers: [`${(high - low) ** 2}/12`],
      says: 'That is the variance of values spread evenly between the ends. Can they spread more?',
    },
  },
})
