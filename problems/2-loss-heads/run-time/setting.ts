/** The depths that are timed. */
export const DEPTHS: readonly number[] = [4, 6, 8, 12, 16, 20]
