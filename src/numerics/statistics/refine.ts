import { batchesOf, ROUNDS } from './rounds'

/**
 * The readings of a measurement that refines: each adds batches of repetitions, twice as many as there were, and summarises all so far.
 * `sample` gives the repetitions of some batches of draws, from one read of the device.
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
