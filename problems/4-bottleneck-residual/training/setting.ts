/** Networks of each kind, trained side by side. */
export const NETWORKS = 16
/** New examples in each step, for each network. */
export const BATCH = 32
/** Held-out examples of each network, on which errors are measured. */
export const HELD_OUT = 128
/** Steps between readings. */
export const EVERY = 20

/** The factors of the three stacks. */
export const STACKS = {
  gamma: { skip: Math.SQRT1_2, branch: Math.SQRT1_2 },
  one: { skip: 1, branch: 1 },
  both: { skip: Math.sqrt(0.95), branch: Math.sqrt(0.05) },
} as const

/** The name of one of `STACKS`. */
export type StackName = keyof typeof STACKS

/** The relative error of single precision in a difference quotient: 1e-7 of the error, divided by the step and by the slope. */
export const ROUGHLY = 1e-2
