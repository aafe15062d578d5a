import { choice, number, tex } from '../../src/experiment'

/** A_n: what stands on the skip. */
export const adapterParam = <const Option extends string>(
  initial: NoInfer<Option>,
  options: Readonly<Record<Option, string>>,
  says: string,
) => choice<Option>({ label: 'adapter', symbol: tex`A_n`, term: 'adapter', initial, options, says })

/** s: by how much an adapter shrinks rows and columns. */
export const strideParam = (max: number, says: string) =>
  number({ label: 'stride', symbol: tex`s`, term: 'stride', initial: 2, min: 2, max, integer: true, says })
