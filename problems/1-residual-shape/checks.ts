import { type Check, type Estimate, entry, type Series } from '../../src/experiment'

/** A count, or a number that nothing rounds: it is what the sentence says, to the last bit. */
export const exact = (says: string, measured: number, wanted: number): Check => ({
  says: `${says}: ${measured}, wanted ${wanted}`,
  holds: measured === wanted,
})

/** Where a series ends. */
export const last = (series: Series): Estimate => entry(series, series.at.at(-1) ?? Number.NaN)

/** Every entry of a series as long as it should be. */
export const all = (
  says: string,
  series: Series,
  length: number,
  holds: (value: number, at: number) => boolean,
): Check => ({
  says,
  holds: series.at.length === length && series.value.every((value, i) => holds(value, series.at[i] ?? Number.NaN)),
})
