/** Networks of each kind, which differ in weights and data. */
export const SEEDS = 8
/** Fresh examples in a step, for each of them. */
export const BATCH = 12
/** Steps from one reading to the next. */
export const EVERY = 20
