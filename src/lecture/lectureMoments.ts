import { type Moment, momentsOf } from './outline/moments'
import { readOutline } from './outline/readOutline'
import type { LecturePage } from './page'
import { type Move, moved, type Position, positionText, readPosition, writeLecture } from './position'
import { LectureStage } from './stage/stage'
import type { Vote } from './vote/votes'

/** The moments of a page on this screen: which there are, how many steps each takes, and how one is shown. */
export class LectureMoments {
  readonly all: readonly Moment[]
  private readonly elements: readonly HTMLElement[]
  private readonly stage: LectureStage

  constructor(private readonly page: LecturePage) {
    const { outline, elements } = readOutline(page.main)
    this.all = momentsOf(outline)
    this.elements = elements
    this.stage = new LectureStage(page.main, elements)
  }

  /** Throws if the index is out of range. */
  at(index: number): Moment {
    const moment = this.all[index]
    if (!moment) throw new Error(`There is no moment ${index} (there are ${this.all.length})`)
    return moment
  }

  /** Returns an element of the outline by its index. Throws if the index is out of range. */
  element(at: number): HTMLElement {
    const element = this.elements[at]
    if (!element) throw new Error(`There is no element ${at} (there are ${this.elements.length})`)
    return element
  }

  readonly stepsOf = (index: number): number => {
    const moment = this.all[index]
    return moment ? this.stage.steps(moment) : 1
  }

  /** The position after a move. */
  moved(position: Position, move: Move): Position {
    return moved(position, move, this.all.length, this.stepsOf)
  }

  /** Reads a position of an address; `problem` is a sentence about what is illegal in it. */
  read(place: string): Position & { readonly problem?: string } {
    return readPosition(this.all, place, this.stepsOf)
  }

  /** Writes a position to the address, and returns it as the address has it. */
  write(position: Position): string {
    const place = positionText(this.all, position)
    this.page.rewrite((search) => writeLecture(search, place))
    return place
  }

  /** Shows a position, with its vote; when the result is revealed, with the figure that measures it. */
  show({ moment, step }: Position, vote: Vote | undefined): void {
    this.stage.show(this.at(moment), step, moment + 1)
    const revealed = vote?.revealed && vote.figure ? this.islandOf(vote.figure) : undefined
    document.documentElement.toggleAttribute('data-lecture-vote', vote !== undefined)
    document.documentElement.toggleAttribute('data-lecture-measured', revealed !== undefined)
    if (revealed) this.stage.add(revealed)
  }

  /** Measures anew what fits, after the screen or the fonts have changed. Returns the position that is legal now, and its number of steps. */
  refit({ moment, step }: Position): { readonly position: Position; readonly steps: number } {
    this.stage.forget()
    const steps = this.stepsOf(moment)
    return { position: { moment, step: Math.min(step, steps - 1) }, steps }
  }

  /** Query and anchor of a link to a moment on the page: the figure as it is set, the question, or the part. */
  link({ scene, part, question, units }: Moment): string {
    const name = scene?.figure.name
    if (name !== undefined)
      try {
        return this.page.link(name)
      } catch {
        return `#${name}`
      }
    const asked = question === undefined ? undefined : this.element(units[0]?.at ?? -1)
    const anchor = asked?.id || asked?.querySelector('[id]')?.id || (part === 'title' ? 'top' : part)
    return `#${anchor}`
  }

  /** Gives the page back as it was. */
  leave(): void {
    this.stage.leave()
    for (const name of ['data-lecture-vote', 'data-lecture-measured']) document.documentElement.removeAttribute(name)
  }

  private islandOf(figure: string): HTMLElement | undefined {
    const island = this.page.main.querySelector(`[data-island="figure"][data-figure="${CSS.escape(figure)}"]`)
    return island instanceof HTMLElement ? island : undefined
  }
}
