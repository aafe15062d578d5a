import { counted, type Experiment } from '../../../experiment'
import type { RunSetting } from '../../../figure/setting'

/** How far a run is, and the runs before it that it is added to. */
export interface Progress {
  readonly readings: number
  readonly expected: number
  readonly runs?: number
  readonly adding?: number
}

/** "1 step", "1500 steps" */
export function amountText(experiment: Experiment, amount: number): string {
  const noun = experiment.progress?.noun ?? 'reading'
  return `${amount} ${amount === 1 ? noun : `${noun}s`}`
}

/** "240 of 1500 steps"; "4 readings, 3 times"; "4 readings and 2 of 4 more". */
export function progressText(
  experiment: Experiment,
  values: RunSetting['values'],
  { readings, expected, runs = 0, adding = 0 }: Progress,
): string {
  const all = amountText(experiment, counted(experiment, values, expected))
  const times = runs > 1 ? `${all}, ${runs} times` : all
  if (adding > 0) return `${times}; adding ${counted(experiment, values, adding)} of ${all}`
  if (runs > 1) return times
  return `${counted(experiment, values, readings)} of ${all}`
}

/** The effect of the play button on a run at rest: "Run 1500 steps". */
export function playText(
  experiment: Experiment,
  values: RunSetting['values'],
  { readings, expected, ended, extends: adds }: Progress & { readonly ended: boolean; readonly extends: boolean },
): string {
  if (ended && adds)
    return `Add as many ${experiment.about.repeated}, with draws of their own: the errors become smaller`
  if (!experiment.progress) return ended ? 'Measure again' : 'Go on measuring'
  const all = amountText(experiment, counted(experiment, values, expected))
  if (ended) return `Run ${all} again`
  // A run that waits after its first reading has not been played.
  if (readings <= 1) return `Run ${all}`
  return `Run the other ${amountText(experiment, counted(experiment, values, expected - readings))}`
}
