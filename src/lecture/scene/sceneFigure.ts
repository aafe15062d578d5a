import { type Figure, type FigureState, isGoing } from '../../figure/state'
import type { LecturePage } from '../page'

/** The callbacks of a figure in view. */
interface SceneListener {
  changed(): void
  say(sentence: string): void
  /** The run that Next was waiting for has ended. */
  goOn(): void
}

/** The setting that a moment shows of its figure. */
export interface SceneSetting {
  /** undefined: the figure stays as it is set. */
  readonly preset: string | undefined
  /** The moment before showed the same figure: its run stays in the picture, behind the new one. */
  readonly compares: boolean
  /** The lecture begins here: a figure that the address sets stays as it is. */
  readonly arriving: boolean
}

/** The figure in view: it is set to the scene of the moment, and its run takes presses of Next. */
export class SceneFigure {
  private figure: Figure | undefined
  private unwatch: (() => void) | undefined
  /** Next was pressed at this figure: its run was started, or is waited for, to be compared with the next. */
  private pending: 'started' | 'comparing' | undefined

  constructor(
    private readonly page: LecturePage,
    private readonly listener: SceneListener,
  ) {}

  /** The state of the figure; undefined while none is in view. */
  get run(): FigureState | undefined {
    return this.figure?.getState()
  }

  /** Loads a figure and sets it. `isInView`: whether its moment is still the one in view when it is loaded. */
  async present(name: string, { preset, compares, arriving }: SceneSetting, isInView: () => boolean): Promise<void> {
    try {
      const figure = await this.page.figure(name)
      if (!isInView()) return
      this.watch(figure)
      if (preset === undefined || (arriving && isAddressed(name, this.page.search))) return
      if (compares) figure.follow(preset)
      else {
        figure.apply(preset)
        figure.forgetBefore()
      }
    } catch (error) {
      console.error(error)
      if (isInView()) this.listener.say('The figure could not be loaded. Back, and Next, try again.')
    }
  }

  /** Loads a figure, so that it is there when it is presented. */
  prepare(name: string): void {
    void this.page.figure(name).catch(() => {})
  }

  /**
   * Next at this figure: starts a run that waits to be played; waits for a run that the next moment is compared with. Returns what is done, as a sentence;
   * undefined if the lecture goes on.
   */
  next(comparesNext: boolean): string | undefined {
    const run = this.figure?.getState()
    if (!run) return undefined
    if (!this.pending && waitsForPlay(run)) {
      this.pending = 'started'
      this.figure?.play()
      return 'The run has started. Next goes on.'
    }
    if (this.pending === 'comparing' || !isGoing(run) || !comparesNext) return undefined
    this.pending = 'comparing'
    return waitingFor(run)
  }

  /** Forgets a press of Next: the lecture has gone on. */
  forgetNext(): void {
    this.pending = undefined
  }

  /** Stops listening to the figure. */
  leave(): void {
    this.watch(undefined)
  }

  private watch(figure: Figure | undefined): void {
    this.unwatch?.()
    this.figure = figure
    this.unwatch = figure?.subscribe(() => {
      const run = figure.getState()
      if (this.pending !== 'comparing') this.listener.changed()
      else if (isGoing(run)) this.listener.say(waitingFor(run))
      else this.listener.goOn()
    })
  }
}

/** Whether the query of an address sets a figure. */
const isAddressed = (figure: string, search: string): boolean =>
  [...new URLSearchParams(search).keys()].some((key) => key.startsWith(`${figure}.`))

/** Whether a run has shown its first reading, and goes on when it is played. */
const waitsForPlay = ({ status, paused, readings, expected }: FigureState): boolean =>
  status === 'idle' && paused && readings > 0 && readings < expected

const waitingFor = ({ readings, expected }: FigureState): string =>
  `Waiting for this run, which stays in the picture: ${readings} of ${expected} readings. Next again goes on at once.`
