import { loadExperiment } from '../../src/engine/catalog'
import { type Experiment, faults, judge } from '../../src/experiment'
import { drawer } from '../../src/numerics/laws/random'
import { inWords, settled } from '../claims/settled'
import { type Bench, settingsOf, untimed } from '../runs'

/**
 * Returns the first verdict or claim of a figure that fails, in words; undefined if all pass. The verdicts of all presets are tested before the
 * claims.
 */
export async function firstRed(bench: Bench, figure: string, seed: number): Promise<string | undefined> {
  const experiment = await loadExperiment(figure)
  return redVerdict(bench, experiment, seed) ?? redClaim(bench, experiment, seed)
}

function redVerdict(bench: Bench, experiment: Experiment, seed: number): string | undefined {
  // Trainings take long, and most of their measures have no theory.
  if (experiment.waits) return undefined
  for (const [setting, values] of settingsOf(experiment)) {
    const reading = bench.last(experiment, values, seed)
    const broken = faults(experiment.measures, reading)
    if (broken.length > 0) return `${setting}: ${broken.join('; ')}`
    const { findings } = judge(
      experiment.measures,
      untimed(experiment.measures, reading),
      experiment.theory(values, drawer(seed)),
    )
    const off = findings.find(({ verdict }) => verdict === 'disagrees')
    if (off) return `${setting}: ${off.measure} disagrees with theory (z = ${off.worst?.z.toFixed(1)})`
  }
  return undefined
}

function redClaim(bench: Bench, experiment: Experiment, seed: number): string | undefined {
  for (const name of Object.keys(experiment.claims)) {
    const found = settled(bench, experiment, name, seed)
    if (found.outcome === undefined) return `${name}: ${found.fault}`
    if (found.outcome === 'refuted')
      return `${name}: ${inWords(found).find((line) => line.startsWith('refuted')) ?? 'refuted'}`
  }
  return undefined
}
