import { type Experiment, faults, type Measures, pooled, type Reading, type Value } from '../../experiment'
import { drawer } from '../../numerics/laws/random'
import type { FigureState } from '../state'

type Theory = Partial<Reading<Measures>>

/** The number of whole runs that one reading pools at most. Its errors are a quarter of those of one run. */
const MOST_RUNS_POOLED = 16

/** The whole runs of a figure at one setting, each with draws of its own, which are pooled into one reading. */
export class WholeRuns {
  /** The last reading of each. */
  private runs: readonly Reading<Measures>[] = []
  /** Whether the theory is that of one draw: another run would measure something else. */
  private isOfOneDraw = false

  constructor(private readonly experiment: Experiment) {}

  get count(): number {
    return this.runs.length
  }

  clear(): void {
    this.runs = []
  }

  /** The theory at a setting. */
  theory(values: Readonly<Record<string, Value>>, seed: number): Theory {
    this.isOfOneDraw = false
    const draw = drawer(seed)
    return this.experiment.theory(values, (...named) => {
      this.isOfOneDraw = true
      return draw(...named)
    })
  }

  /** Adds a run that has taken all of its readings, the last of which is given. Nothing is pooled with what overflowed. */
  add(last: Reading<Measures>): Partial<FigureState> {
    const { measures } = this.experiment
    const overflow = faults(measures, last)
    if (overflow.length > 0) return { fault: `${overflow.join('; ')}.`, extends: false }
    this.runs = [...this.runs, last]
    const isRepeated = Object.values(last).some((taken) => 'repeats' in taken && taken.repeats !== undefined)
    return {
      reading: pooled(measures, this.runs) as Reading<Measures>,
      runs: this.count,
      adding: 0,
      extends: isRepeated && !this.isOfOneDraw && this.count < MOST_RUNS_POOLED,
    }
  }
}
