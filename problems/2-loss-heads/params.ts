import { choice, type NumberOptions, number, tex } from '../../src/experiment'

/** L: the number of hidden layers. */
export const layersParam = (options: Pick<NumberOptions, 'initial' | 'max' | 'says'>) =>
  number({ label: 'layers', symbol: tex`L`, term: 'L', min: 2, integer: true, ...options })

/** d: the number of units of a layer. */
export const widthParam = (options: Pick<NumberOptions, 'says'> = {}) =>
  number({
    label: 'width',
    symbol: tex`d`,
    term: 'd',
    initial: 32,
    min: 16,
    max: 64,
    scale: 'log2',
    integer: true,
    ...options,
  })

/** sigma: the activation of the units of a layer. */
export const activationParam = <const Option extends string>(options: Readonly<Record<Option | 'sigmoid', string>>) =>
  choice<Option | 'sigmoid'>({
    label: 'activation',
    symbol: tex`\sigma`,
    term: 'activation',
    initial: 'sigmoid',
    options,
  })
