import { questions } from '../../src/experiment'
import { oneOf } from '../../src/experiment/random'
import { boundFor, inputs, largestBetween, meanOf, scaleFor } from './instances'

/** Questions of problem 3. */
export default questions({
  scale: {
    part: 'a',
    kind: 'formula',
    prompt:
      'Which standard deviation $\\sigma$ of the weights gives $y = W[I]\\,x[I]$ unit variance, if every input has mean zero and variance one?',
    variables: { d: inputs },
    names: ['sigma', 'σ', 'sd', 'std', 'standard deviation'],
    answer: '1/sqrt(d)',
    right:
      'Each of the $d$ products has variance $\\sigma^2$, and variances of independent terms add up to $d\\,\\sigma^2$. So a sum of $d$ products grows like $\\sqrt d$, and the scale takes just that away.',
    hints: [
      'What is the variance of one product $W[i]\\,x[i]$?',
      'The products are independent of each other. What is the variance of their sum?',
      'Set that to 1. Does the result tell you the variance of a weight, or its standard deviation?',
    ],
    reveals: '$\\operatorname{Var} y = d\\,\\sigma^2 = 1$, so $\\sigma = 1/\\sqrt d$.',
    misconceptions: {
      variance: {
        answers: ['1/d'],
        says: 'That is the variance of a weight. The question asks for its standard deviation.',
      },
      he: {
        answers: ['sqrt(2/d)'],
        says: 'That is the rule of He, for inputs that come out of a ReLU. These inputs have mean zero and variance one.',
      },
      uniform: {
        answers: ['sqrt(3/d)'],
        says: 'That is where a uniform law ends whose standard deviation is the one asked for. The question asks for the deviation itself.',
      },
      unscaled: {
        answers: ['1'],
        says: 'Then every product has variance one. How large is the sum of 1024 of them?',
      },
      halved: {
        answers: ['1/sqrt(2*d)'],
        says: 'Where does the 2 come from? This gives $y$ a variance of one half.',
      },
      inverted: {
        answers: ['sqrt(d)'],
        says: 'The more terms there are, the larger the sum. Should the weights grow with $d$ as well?',
      },
    },
    draws: [
      {
        figure: 'variance',
        measure: 'variance',
        line: (answer, x, p) => (p.over === 'both' ? x * answer({ d: x }) ** 2 : Number.NaN),
      },
    ],
    runs: { figure: 'variance', param: 'sigma', at: { over: 'both' } },
    another: (random) => {
      const [over, under] = oneOf(
        [
          [1, 2],
          [1, 4],
          [2, 1],
          [1, 3],
          [4, 1],
          [3, 1],
        ],
        random,
      )
      return scaleFor(over, under)
    },
  },
  mean: {
    part: 'b',
    kind: 'number',
    prompt: 'What is the mean of $u = f(y)$, if $f$ is the sigmoid and the bias is zero?',
    names: ['E u', 'E', 'E f', 'f', 'mean', 'mean of u'],
    answer: '1/2',
    right:
      'The weights are symmetric, so $y$ and $-y$ have the same law, and $f(-y) = 1 - f(y)$. So the output of a sigmoid does not have mean zero, whatever $d$ and $\\sigma$ are.',
    hints: [
      'Compare what the sigmoid makes of $y$ with what it makes of $-y$.',
      'Which of the two is more likely, $y$ or $-y$?',
    ],
    reveals: '$\\mathbb E\\,f(y) = \\mathbb E\\,f(-y) = 1 - \\mathbb E\\,f(y)$, so the mean is $1/2$.',
    misconceptions: {
      'of-the-sum': {
        answers: ['0'],
        says: 'That is the mean of $y$. Can the output of a sigmoid be negative?',
      },
    },
    draws: [
      { figure: 'sigmoid', measure: 'meanOut', line: (answer) => answer({}) },
      { figure: 'sigmoid', measure: 'outputs', line: (answer) => answer({}) },
    ],
    another: (random) => {
      const [a, b] = oneOf(
        [
          [3, 1],
          [5, 2],
          [5, 1],
          [6, 1],
          [6, 2],
          [3, 2],
        ],
        random,
      )
      return meanOf(a, b)
    },
  },
  smaller: {
    part: 'c',
    kind: 'choice',
    prompt: 'Is the variance of $u$ larger than, equal to, or smaller than the variance of $y$, if $f$ is the sigmoid?',
    options: {
      larger: {
        label: 'larger',
        says: 'Take two values of $y$. Can the sigmoid move them farther apart than they were?',
      },
      equal: {
        label: 'equal',
        says: 'That would need a function of slope 1 all over. How steep is the sigmoid where it is steepest?',
      },
      smaller: { label: 'smaller' },
    },
    answer: 'smaller',
    right: 'The sigmoid is nowhere steeper than $1/4$, so any two values come out at least four times closer together.',
    hints: [
      'How steep is the sigmoid where it is steepest?',
      'What does that do to the distance of two values of $y$?',
    ],
    reveals: 'Smaller: the slope of the sigmoid is at most $1/4$, so it brings all values closer together.',
  },
  bound: {
    part: 'c',
    kind: 'number',
    prompt:
      'The sigmoid is nowhere steeper than $1/4$. For which smallest number $c$ can you be sure that $\\operatorname{Var} u \\le c\\,\\operatorname{Var} y$, whatever the law of $y$ is?',
    names: ['c'],
    bounds: '>',
    ratio: { of: 'Var u', to: 'Var y' },
    answer: '1/16',
    right:
      'At most a quarter of every distance is left, and a variance is half the mean squared distance of two independent draws. It holds for any law of $y$.',
    hints: [
      'Take two independent draws of $y$. What is left of their distance after the sigmoid?',
      'A variance is half the mean of the squared distance.',
    ],
    reveals: "$\\operatorname{Var} u = \\tfrac12\\,\\mathbb E\\,(u - u')^2 \\le \\tfrac1{16}\\operatorname{Var} y$",
    misconceptions: {
      gaussian: {
        answers: ['0.0434', '0.043'],
        says: 'That is what is left of a Gaussian $y$ of variance one. The question asks what can be left under any law.',
      },
      slope: {
        answers: ['1/4'],
        says: 'That is the slope, and it bounds the standard deviation. The question is about the variance.',
      },
    },
    another: (random) => boundFor(oneOf([2, 3, 5, 10], random)),
  },
  largest: {
    part: 'd',
    kind: 'number',
    prompt: 'What is the largest variance of the output of a sigmoid, as a limit over all laws of $y$?',
    names: ['Var u', 'Var', 'variance', 'max', 'maximum'],
    bounds: '<',
    answer: '1/4',
    right:
      'A number between 0 and 1 with mean $m$ has a variance below $m(1 - m)$, and that is largest at $m = 1/2$. The unit is then a switch: its slope, and with it the gradient, is near zero.',
    hints: [
      'Between which two numbers does the output lie?',
      'How should values between these two lie, so that they spread as much as possible?',
      'How far is each value from the mean then?',
    ],
    reveals:
      '$\\operatorname{Var} u < m(1 - m) \\le 1/4$, approached if half of the outputs are near 0 and half near 1.',
    misconceptions: {
      range: {
        answers: ['1'],
        says: 'That is the width of the range. How far from the mean can the values be, on average?',
      },
      deviation: {
        answers: ['1/2'],
        says: 'That is the largest standard deviation. The question asks for the variance.',
      },
      uniform: {
        answers: ['1/12'],
        says: 'That is the variance of outputs spread evenly from 0 to 1. Can they spread more?',
      },
    },
    draws: [{ figure: 'saturation', measure: 'varianceOut', line: (answer) => answer({}) }],
    another: (random) =>
      oneOf(
        [
          () => largestBetween('a tanh', -1, 1),
          () => largestBetween('a sigmoid times 3', 0, 3),
          () => largestBetween('a tanh times 2', -2, 2),
          () => largestBetween('a sigmoid times 5', 0, 5),
        ],
        random,
      )(),
  },
})
