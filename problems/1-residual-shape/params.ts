import { choice, number, tex } from '../../src/experiment'

/** A_n: the operation on the skip. */
export const adapterParam = <const Option extends string>(
  initial: NoInfer<Option>,
  options: Readonly<Record<Option, string>>,
  says: string,
) => choice<Option>({ label: 'adapter', symbol: tex`A_n`, term: 'adapter', initial, options, says })

/** s: the factor by which an adapter reduces the number of rows and columns. */
export const strideParam = (max: number, says: string) =>
  number({ label: 'stride', symbol: tex`s`, term: 'stride', initial: 2, min: 2, max, integer: true, says })
