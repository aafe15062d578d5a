import { type Estimate, estimateOf, type Lab, notKnown, type Series } from '../../../src/experiment'
import { meanOfLogs, seriesOf, shareOf } from '../../../src/numerics/statistics/estimates'
import { OPTIMISERS, type OptimiserName } from '../../../src/numerics/training/optimiser'
import { race } from '../../../src/numerics/training/race'
import { type Read, type Stack, traineeOf } from './network'
import { EVERY, STACKS, type StackName } from './setting'

/** The sizes of the stacks, whether their outputs are scaled, and the settings of the training. */
export interface TrainingSettings extends Pick<Stack, 'blocks' | 'width' | 'bottleneck' | 'scaled'> {
  readonly optimiser: OptimiserName
  readonly rate: number
  readonly steps: number
}

/** The measurements of each kind of network that has not diverged. */
type Taken = Partial<Record<StackName, Record<Read, Float32Array>>>

/** Trains the three stacks side by side. If a stack diverges, its curve ends with NaN or infinity. */
export function* measure(lab: Lab, { optimiser, rate, steps, blocks, width, bottleneck, scaled }: TrainingSettings) {
  const stack = (name: StackName) => traineeOf(lab, { blocks, width, bottleneck, scaled, ...STACKS[name] })
  const stacks = { gamma: stack('gamma'), one: stack('one'), both: stack('both') }
  const lines = { gamma: new Line(), one: new Line(), both: new Line() }
  let before: ReturnType<typeof atStart> | undefined
  for (const { step, taken } of race(lab.tf, stacks, { optimiser: OPTIMISERS[optimiser](rate), steps, every: EVERY })) {
    before ??= atStart(taken)
    for (const name of ['gamma', 'one', 'both'] as const) lines[name].add(step, taken[name])
    yield {
      lossGamma: lines.gamma.series('loss'),
      lossOne: lines.one.series('loss'),
      lossBoth: lines.both.series('loss'),
      firstGamma: lines.gamma.series('first'),
      firstOne: lines.one.series('first'),
      firstBoth: lines.both.series('first'),
      lead: ratio(taken.gamma?.loss, taken.both?.loss),
      apart: ratio(taken.one?.loss, taken.gamma?.loss),
      ...before,
    }
  }
}

/**
 * Measurements before the first step, for the stack with the direct path: the mean square of its top layer, and the slope of its loss over the
 * prediction of its gradient.
 */
function atStart({ both }: Taken) {
  if (!both) throw new RangeError('The stack with the direct path is missing from the first standing')
  return { size: estimateOf(both.size), slope: shareOf([...both.slope], [...both.predicted]) }
}

/** The curve of one kind of network so far: means over networks of log10. */
class Line {
  private readonly steps: number[] = []
  private readonly taken: Record<'loss' | 'first', Estimate>[] = []

  add(step: number, read: Record<Read, Float32Array> | undefined): void {
    if (!read) return
    this.steps.push(step)
    this.taken.push({ loss: meanOfLogs(logs(read.loss)), first: meanOfLogs(logs(read.first)) })
  }

  series(what: 'loss' | 'first'): Series {
    return seriesOf([...this.steps], (_, i) => this.taken[i]?.[what] ?? notKnown())
  }
}

/** The log10 ratio of two errors, over pairs of networks with equal weights and data. */
function ratio(over: Float32Array | undefined, under: Float32Array | undefined): Estimate {
  if (!over || !under) return notKnown()
  const below = logs(under)
  return meanOfLogs(logs(over).map((v, i) => v - (below[i] ?? Number.NaN)))
}

const logs = (numbers: Float32Array): number[] => Array.from(numbers, Math.log10)
