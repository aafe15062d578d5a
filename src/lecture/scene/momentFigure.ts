import type { Moment } from '../outline/moments'
import type { LecturePage } from '../page'
import { drawnSketches } from '../vote/sketches'
import type { Vote } from '../vote/votes'
import type { SceneFigure } from './sceneFigure'
import { enlargeMeasure } from './shownButtons'

/** How a moment comes into view. */
export interface Arrival {
  /** The moment that was in view; the same if its vote was revealed or hidden. */
  readonly before: Moment | undefined
  /** The lecture begins here: a figure that the address sets stays as it is. */
  readonly arriving: boolean
  /** The name of the figure of the moment after this one. */
  readonly nextFigure: string | undefined
}

/** The part of a figure that the moment in view shows: its scene, or the measurement of its revealed vote, with what the class sketched. */
export class MomentFigure {
  /** The number of times a figure was shown or left, to notice that it changed while another was being loaded. */
  private changes = 0
  /** Takes away the enlargement of the view that measures a vote. */
  private reduce: (() => void) | undefined
  /** The question whose sketches are shown in its figure. */
  private sketched: string | undefined

  constructor(
    private readonly page: LecturePage,
    private readonly figure: SceneFigure,
  ) {}

  /** Sets the figure of a moment, or the one that measures the answer of a revealed vote, and loads the figure of the next moment. */
  async show(moment: Moment, vote: Vote | undefined, { before, arriving, nextFigure }: Arrival): Promise<void> {
    this.leave()
    const { scene } = moment
    const name = scene?.figure.name ?? (vote?.revealed ? vote.figure : undefined)
    const shown = this.changes
    const isInView = () => this.changes === shown
    if (name !== undefined) {
      const compares = before !== moment && before?.scene?.figure.name === name
      await this.figure.present(name, { preset: scene?.preset?.name, compares, arriving }, isInView)
      if (isInView() && !scene && vote) await this.showResult(vote, isInView)
    }
    if (isInView() && nextFigure !== undefined && nextFigure !== scene?.figure.name) this.figure.prepare(nextFigure)
  }

  /** Gives the figure back as it stands; one that is still being loaded is not shown any more. */
  leave(): void {
    this.changes++
    this.figure.leave()
    if (this.sketched !== undefined) void this.showSketches(this.sketched, undefined)
    this.sketched = undefined
    this.reduce?.()
    this.reduce = undefined
  }

  /** Enlarges the view that measures a revealed vote, with the sketches of the class. */
  private async showResult({ name, measure, sketches }: Vote, isInView: () => boolean): Promise<void> {
    if (sketches) {
      this.sketched = name
      await this.showSketches(name, drawnSketches(sketches))
    }
    if (isInView() && measure !== undefined) this.reduce = enlargeMeasure(this.page.main, measure)
  }

  private async showSketches(name: string, sketches: readonly string[] | undefined): Promise<void> {
    await this.page.showClassSketches(name, sketches).catch((error) => console.error(error))
  }
}
