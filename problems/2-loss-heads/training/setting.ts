/** Networks of each kind, which differ in weights and data. */
export const SEEDS = 8
/** New examples in each step, for each network. */
export const BATCH = 12
/** Steps between readings. */
export const EVERY = 20
