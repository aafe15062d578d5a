import { choice, number, type Tex, tex } from '../../src/experiment'

/** d: the number of inputs of a unit. */
export const inputsParam = number({
  label: 'inputs',
  symbol: tex`d`,
  term: 'd',
  initial: 64,
  min: 1,
  max: 1024,
  scale: 'log2',
  integer: true,
  says: 'How many inputs the unit sums.',
})

/** g: the standard deviation of the weights, in units of 1/sqrt(d). */
export const gainParam = (symbol: Tex, says: string) =>
  number({ label: 'gain', symbol, term: 'sigma', initial: 1, min: 0.25, max: 4, step: 0.05, says })

/** f: the activation of a unit. */
export const activationParam = <const Option extends string>(
  initial: NoInfer<Option>,
  options: Readonly<Record<Option, string>>,
) => choice<Option>({ label: 'activation', symbol: tex`f`, term: 'f', initial, options })

/** The laws of weights and inputs; `one` is the size of values that are plus or minus it. */
export const lawNames = (one: string) =>
  ({ gaussian: 'Gaussian', uniform: 'uniform', sign: `plus or minus ${one}`, laplace: 'Laplace' }) as const

/** The parameters for the laws of the weights and of the inputs of a unit, with the laws named by `names`. */
export function lawParams<const Option extends string>(
  names: (one: string) => Readonly<Record<Option | 'gaussian', string>>,
) {
  const law = (label: string, symbol: Tex, term: string, one: string) =>
    choice<Option | 'gaussian'>({ label, symbol, term, initial: 'gaussian', options: names(one) })
  return {
    weights: law('law of the weights', tex`W[i]`, 'W', 'σ'),
    inputs: law('law of the inputs', tex`x[i]`, 'x', 'one'),
  }
}
