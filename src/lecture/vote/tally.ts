/** The hands that were counted for each option. */
export type Tally = readonly number[]

/** No hands for any option. */
export const emptyTally = (options: number): Tally => Array.from({ length: options }, () => 0)

/** Adds a hand to an option, by its number from 1, or takes one away; never below zero. Other numbers change nothing. */
export const counted = (tally: Tally, option: number, by: 1 | -1): Tally =>
  tally.map((hands, i) => (i === option - 1 ? Math.max(0, hands + by) : hands))

/** The number of hands for all options together. */
export const totalOf = (tally: Tally): number => tally.reduce((sum, hands) => sum + hands, 0)

/** The share of each option, from 0 to 1; all 0 if there are no hands. */
export function shares(tally: Tally): readonly number[] {
  const total = totalOf(tally)
  return tally.map((hands) => (total === 0 ? 0 : hands / total))
}
