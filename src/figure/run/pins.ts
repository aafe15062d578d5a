import type { Engine, RunHandle } from '../../engine/client'
import { tooCostly } from '../../engine/cost'
import { type Experiment, faults, type Measures, type Reading } from '../../experiment'
import { type RunSetting, runSetting, sameRun } from '../setting'
import type { Pin } from '../state'
import { MAX_PINS } from '../url/pinText'

/** The pinned runs of a figure. Pinned runs without a reading are measured one after another. */
export class Pins {
  private pins: readonly Pin[] = []
  private run: RunHandle | undefined

  constructor(
    private readonly id: string,
    private readonly experiment: Experiment,
    private readonly engine: Engine | undefined,
    /** Called after every change of the pinned runs. */
    private readonly changed: (pins: readonly Pin[]) => void,
    /** Called when no pinned run is left to measure. */
    private readonly settled: () => void,
  ) {}

  /** Whether a pinned run is still to be measured. */
  get pending(): boolean {
    return this.next !== undefined
  }

  /** Replaces all pinned runs by these settings, none of them measured yet. */
  take(settings: readonly RunSetting[]): void {
    this.stop()
    this.put(settings.map((setting) => this.unmeasured(setting)))
  }

  /** Adds a run that is done. */
  add(run: Pin): void {
    const { params } = this.experiment
    if (this.pins.length < MAX_PINS && !this.pins.some((pin) => sameRun(params, pin, run)))
      this.put([...this.pins, { ...run, ...runSetting(params, run) }])
  }

  remove(index: number): void {
    const measured = this.next
    const removed = this.pins[index]
    this.put(this.pins.filter((_, i) => i !== index))
    if (!removed || removed !== measured) return
    const going = this.run !== undefined
    this.stop()
    if (going) this.proceed()
  }

  /** Discards every reading, because the backend changed: the pinned runs will be measured again. */
  again(): void {
    this.stop()
    this.put(this.pins.map((pin) => this.unmeasured(pin)))
  }

  /** Starts or resumes the measurement of the pinned runs. */
  play(): void {
    if (this.run) this.run.resume()
    else if (this.next && this.engine) this.measure(this.next, this.engine)
  }

  pause(): void {
    this.run?.pause()
  }

  stop(): void {
    this.run?.cancel()
    this.run = undefined
  }

  private measure({ values, seed }: RunSetting, engine: Engine): void {
    const cost = this.experiment.cost(values)
    const refused = tooCostly(cost)
    if (refused) {
      this.end({ fault: refused })
      return
    }
    let last: Reading<Measures> | null = null
    let readings = 0
    this.run = engine.run(
      { experiment: this.id, values, seed },
      { cost },
      {
        reading: (reading) => {
          last = reading
          this.amend({ readings: ++readings })
        },
        done: () => {
          const broken = last ? faults(this.experiment.measures, last) : ['The run gave no reading']
          this.end({ reading: last, fault: broken.length > 0 ? `${broken.join('; ')}.` : undefined })
        },
        failed: (fault) => this.end({ fault }),
        replayed: () => {
          readings = 0
          this.amend({ readings })
        },
      },
    )
  }

  private get next(): Pin | undefined {
    return this.pins.find(({ reading, fault }) => reading === null && fault === undefined)
  }

  private unmeasured({ values, seed }: RunSetting): Pin {
    return { values, seed, reading: null, readings: 0, expected: this.experiment.readings(values), fault: undefined }
  }

  /** Ends the measurement of the current pinned run. */
  private end(next: Partial<Pin>): void {
    this.run = undefined
    this.amend(next)
    this.proceed()
  }

  private proceed(): void {
    if (this.pending) this.play()
    else this.settled()
  }

  private amend(next: Partial<Pin>): void {
    const { next: measured } = this
    this.put(this.pins.map((pin) => (pin === measured ? { ...pin, ...next } : pin)))
  }

  private put(pins: readonly Pin[]): void {
    this.pins = pins
    this.changed(pins)
  }
}
