import { existsSync, readdirSync } from 'node:fs'

/**
 * A budget that one figure of a problem has while it is played: `tests/problems/<problem>/budgets.mjs` lists them.
 * @typedef {{
 *   figure: string, key: string, what: string, unit: string, budget: number, atLeast?: true, from: (ms: number) => number
 * }} OwnBudget `from` converts the milliseconds of a reading to the unit.
 */

const folder = new URL('../problems/', import.meta.url)

/** The own budgets of all problems, with the id of each figure. @type {readonly (OwnBudget & { id: string })[]} */
export const OWN_BUDGETS = (
  await Promise.all(
    readdirSync(folder).map(async (problem) => {
      const file = new URL(`${problem}/budgets.mjs`, folder)
      if (!existsSync(file)) return []
      /** @type {{ default: readonly OwnBudget[] }} */
      const { default: budgets } = await import(file.href)
      return budgets.map((budget) => ({ ...budget, id: `${problem}/${budget.figure}` }))
    }),
  )
).flat()
