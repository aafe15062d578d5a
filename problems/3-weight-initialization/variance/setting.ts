import { type FormulaFunction, formula, formulaOf, type Law, numberText, tex } from '../../../src/experiment'
import { evenEdges, upTo } from '../../../src/numerics/positions'

/** The numbers of inputs in the sweep: 1, 2, 4, ..., 1024. */
export const DIMENSIONS: readonly number[] = upTo(11).map((k) => 2 ** k)

/** The largest number of inputs. */
export const WIDEST = 1024

/** Name and shape of the draw of the one weight vector for "over x, at this one W"; its first d entries are used. */
export const ONE_VECTOR = ['one weight vector', [WIDEST]] as const

/** The values of the figure's controls. */
export interface SumSetting {
  readonly d: number
  readonly g: number
  /** `scaled`: the standard deviation of the weights is g / sqrt(d). `fixed`: it is g at every d. */
  readonly rule: 'scaled' | 'fixed'
  /** The reader's own sigma(d), used instead of the rule: '' if there is none. */
  readonly sigma: string
  readonly weights: Law
  readonly inputs: Law
  /** What varies for the variance: weights and inputs, or only the inputs of one weight vector. */
  readonly over: 'both' | 'inputs'
}

/** The standard deviations that weights and sums in single precision can have. */
const [SMALLEST, LARGEST] = [1e-15, 1e15]

/** A standard deviation of the weights as a formula of the reader: a positive number at every d of the sweep, within single precision. */
export const ownSigma = formula({
  label: 'your answer',
  symbol: tex`\sigma(d)`,
  term: 'sigma',
  letters: { d: 'number of inputs' },
  refuses: (sigma) => {
    const wrong = DIMENSIONS.find((d) => !(sigma({ d }) >= SMALLEST && sigma({ d }) <= LARGEST))
    if (wrong === undefined) return undefined
    const value = sigma({ d: wrong })
    const what = Number.isNaN(value) ? 'not a number' : numberText(value)
    if (value === 0) return `σ is 0 at d = ${wrong}, so all weights would be 0`
    if (!(value > 0)) return `σ is ${what} at d = ${wrong}, and a standard deviation is a positive number`
    return `σ is ${what} at d = ${wrong}, too ${value > 1 ? 'large' : 'small'} for single precision`
  },
})

/** The reader's sigma(d); undefined if there is none. */
export function ownSigmaOf({ sigma }: Pick<SumSetting, 'sigma'>): ((d: number) => number) | undefined {
  const own: FormulaFunction | undefined = formulaOf(ownSigma, sigma)
  return own && ((d) => own({ d }))
}

/**
 * The edges of the 41 bins of the histogram, over a range of 9 sigma sqrt(d): the deviation of the sums is sigma sqrt(d). No edge is a value of a sum
 * of signs.
 */
export function edgesOf(p: Pick<SumSetting, 'd' | 'g' | 'rule' | 'sigma'>): number[] {
  const own = ownSigmaOf(p)
  const end = 4.5 * (own ? own(p.d) * Math.sqrt(p.d) : p.rule === 'scaled' ? p.g : p.g * Math.sqrt(p.d))
  return evenEdges(-end, end, 41)
}
