/** How often a full run times each network. */
export const ROUNDS_TIMED = 15

/** The bottlenecks of the sweep for layers of `width` units: those of N/16, N/8, N/4, N/2, N that are whole numbers. */
export const bottlenecksUpTo = (width: number): number[] =>
  [16, 8, 4, 2, 1].map((part) => width / part).filter(Number.isInteger)
