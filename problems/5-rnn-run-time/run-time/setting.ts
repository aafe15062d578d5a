/** The sentence lengths that are timed, two for each doubling. Below 16 the fixed cost of a run dominates. */
export const LENGTHS: readonly number[] = [16, 24, 32, 48, 64, 96, 128, 192, 256]

/** 16, 24, 32, 48, 64, ... up to the longest. */
export const lengthsTo = (longest: number): readonly number[] => LENGTHS.filter((T) => T <= longest)

/** The values of the figure's controls. */
export interface Setting {
  /** The longest sentence with a sweep for each loss. */
  readonly longest: number
}
