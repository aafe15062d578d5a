/** The number of readings of a refined measurement. The first is quick; each later one doubles the number of repetitions. */
export const ROUNDS = 4

/** The numbers of the batches that reading 0, 1, 2, ... adds: [0], [1], [2, 3], [4, 5, 6, 7]. All batches have the same size. */
export function batchesOf(round: number): number[] {
  const end = 2 ** round
  const start = round === 0 ? 0 : end / 2
  return Array.from({ length: end - start }, (_, i) => start + i)
}

/** The number of batches that the last reading adds: half of all. */
export const LARGEST_ROUND = batchesOf(ROUNDS - 1).length
