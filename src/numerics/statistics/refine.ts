import { batchesOf, ROUNDS } from './rounds'

/**
 * Yields the readings of a measurement that is refined: each reading doubles the number of batches (`batchesOf`) and summarises all repetitions so
 * far. `sample` returns the repetitions of some batches of draws, from one read of the device.
 */
export function* refine<Repetition, Summary>(
  sample: (batches: readonly number[]) => readonly Repetition[],
  summarise: (repetitions: readonly Repetition[]) => Summary,
  rounds: number = ROUNDS,
): Generator<Summary, void, void> {
  const repetitions: Repetition[] = []
  for (let round = 0; round < rounds; round++) {
    repetitions.push(...sample(batchesOf(round)))
    yield summarise(repetitions)
  }
}
