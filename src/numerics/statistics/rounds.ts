/** How many readings a refining measurement gives: the first quick, each later one with twice the repetitions so far. */
export const ROUNDS = 4

/** The batches of draws that reading 0, 1, 2, ... adds: [0], [1], [2, 3], [4, 5, 6, 7]. All of one size, named by their number. */
export function batchesOf(round: number): number[] {
  const end = 2 ** round
  const start = round === 0 ? 0 : end / 2
  return Array.from({ length: end - start }, (_, i) => start + i)
}

/** The batches of the largest reading: the last. */
export const LARGEST_ROUND = batchesOf(ROUNDS - 1).length
