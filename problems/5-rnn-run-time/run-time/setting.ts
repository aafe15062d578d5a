/** The lengths of sentences that are timed, two to a doubling. Below 16 the fixed price of a run hides the steps. */
export const LENGTHS: readonly number[] = [16, 24, 32, 48, 64, 96, 128, 192, 256]

/** 16, 24, 32, 48, 64, ... up to the longest. */
export const lengthsTo = (longest: number): readonly number[] => LENGTHS.filter((T) => T <= longest)

/** The values of the figure's controls. */
export interface Setting {
  /** The longest sentence with a sweep for each loss. */
  readonly longest: number
}
