import { counted, type Experiment } from '../../experiment'
import type { RunSetting } from '../../figure/setting'

/** How far a run is. */
export interface Progress {
  readonly readings: number
  readonly expected: number
}

/** "1 step", "1500 steps" */
export function amountText(experiment: Experiment, amount: number): string {
  const noun = experiment.progress?.noun ?? 'reading'
  return `${amount} ${amount === 1 ? noun : `${noun}s`}`
}

/** "240 of 1500 steps" */
export function progressText(
  experiment: Experiment,
  values: RunSetting['values'],
  { readings, expected }: Progress,
): string {
  const all = amountText(experiment, counted(experiment, values, expected))
  return `${counted(experiment, values, readings)} of ${all}`
}

/** What the play button will do with a run at rest: "Run 1500 steps". */
export function playText(
  experiment: Experiment,
  values: RunSetting['values'],
  { readings, expected, ended }: Progress & { readonly ended: boolean },
): string {
  if (!experiment.progress) return ended ? 'Measure again' : 'Go on measuring'
  const all = amountText(experiment, counted(experiment, values, expected))
  if (ended) return `Run ${all} again`
  // The one reading that a run waits at is a glimpse of it.
  if (readings <= 1) return `Run ${all}`
  return `Run the other ${amountText(experiment, counted(experiment, values, expected - readings))}`
}
