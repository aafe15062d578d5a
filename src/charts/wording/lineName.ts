import type { Tex } from '../../experiment'

/** How a measure is named at its line, in a legend and beside its number. */
export interface LineName {
  readonly name: string
  readonly label: string
  readonly short: string | undefined
  readonly symbol: Tex | undefined
  readonly term: string
  /** 0 is the first of its chart: it fixes colour and shape. */
  readonly order: number
}

/** What is declared of a measure, of which all but the name and the label may be left out. */
type Declared = Pick<LineName, 'name' | 'label'> & Partial<Omit<LineName, 'order'>>

/** The names of a measure that is `order`-th in its chart. */
export const lineName = ({ name, label, short, symbol, term = name }: Declared, order: number): LineName => ({
  name,
  label,
  short,
  symbol,
  term,
  order,
})
