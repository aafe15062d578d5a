/** Networks of each kind that train side by side. */
export const NETWORKS = 16
/** Fresh examples in each step, for each network its own. */
export const BATCH = 32
/** Examples that no step sees, for each network its own: the errors are taken on these. */
export const HELD_OUT = 128
/** Steps from one reading to the next. */
export const EVERY = 20

/** The factors of the three stacks. */
export const STACKS = {
  gamma: { skip: Math.SQRT1_2, branch: Math.SQRT1_2 },
  one: { skip: 1, branch: 1 },
  both: { skip: Math.sqrt(0.95), branch: Math.sqrt(0.05) },
} as const

/** One of `STACKS`, by its name. */
export type StackName = keyof typeof STACKS
