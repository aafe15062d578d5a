import type { FigureState } from '../figure/state'
import type { KeptLecture } from './keptLecture'
import { LectureMoments } from './lectureMoments'
import type { Moment } from './outline/moments'
import type { LecturePage } from './page'
import type { Move, Position } from './position'
import { MomentFigure } from './scene/momentFigure'
import { SceneFigure } from './scene/sceneFigure'
import type { LectureStore } from './state'
import { type Vote, Votes } from './vote/votes'

/** Shows the moments of a lecture, each with its figure and its vote, and moves from one to another. */
export class Presentation {
  readonly moments: LectureMoments
  readonly votes: Votes
  private readonly figure: SceneFigure
  private readonly momentFigure: MomentFigure
  /** Whether a moment was presented: at the first, the setting of the address is shown as it is. */
  private arrived = false

  /** `figureChanged` is called after each change of the run of the figure in view. */
  constructor(
    private readonly page: LecturePage,
    private readonly store: LectureStore,
    private readonly kept: KeptLecture,
    figureChanged: () => void,
  ) {
    this.moments = new LectureMoments(page)
    this.votes = new Votes(kept)
    this.figure = new SceneFigure(page, {
      changed: figureChanged,
      say: (said) => this.store.update({ said }),
      goOn: () => this.goOn(),
    })
    this.momentFigure = new MomentFigure(page, this.figure)
  }

  /** The moment in view. */
  get moment(): Moment {
    return this.moments.at(this.store.getState().position.moment)
  }

  /** The run of the figure in view. */
  get run(): FigureState | undefined {
    return this.figure.run
  }

  /** Shows the first position. `isAddressed`: it comes from an address, and the figure there stays as the address sets it. */
  begin(place: string, { isAddressed }: { readonly isAddressed: boolean }): void {
    this.arrived = !isAddressed
    this.revisit(place)
  }

  /** Goes to the position that an address has. */
  revisit(place: string): void {
    const { problem, ...position } = this.moments.read(place)
    this.go(position, problem ?? '')
  }

  /** Goes to another moment or step; where there is none, uncovers the present one. */
  move(move: Move): void {
    const { position } = this.store.getState()
    const to = this.moments.moved(position, move)
    if (to.moment === position.moment && to.step === position.step) this.store.update({ overlay: undefined, said: '' })
    else this.go(to, '')
  }

  /** Plays the figure in view if it has something left to play, and otherwise goes to the next step. */
  next(): void {
    const name = this.moment.scene?.figure.name
    const said = name === undefined ? undefined : this.figure.next(this.nextFigure === name)
    if (said === undefined) this.move({ kind: 'next' })
    else this.store.update({ said })
  }

  /** Changes the vote in view by one of its methods: a hand, a sketch. Nothing changes once it is revealed. */
  change(how: (votes: Votes, vote: Vote) => void): void {
    const { vote } = this.store.getState()
    if (!vote || vote.revealed) return
    how(this.votes, vote)
    this.store.update({ vote: this.votes.on(vote.name) })
  }

  /** Reveals a vote, or hides its result again. */
  toggle(vote: Vote): void {
    this.votes.toggle(vote)
    this.show()
    this.present(this.moment)
  }

  /** Loads the questions that votes are about. */
  async loadVotes(): Promise<void> {
    try {
      this.votes.load(await this.page.questions())
    } catch (error) {
      console.error(error)
      this.store.update({ said: NO_VOTES })
      return
    }
    if (this.store.isClosed) return
    this.show()
    // The figure that measures a revealed vote was not known when the moment was presented.
    if (this.store.getState().vote?.revealed) this.present(this.moment)
  }

  /** Fits the moment into the window again, after the size of the window or of the text has changed. */
  refit(): void {
    if (this.store.isClosed) return
    this.store.update(this.moments.refit(this.store.getState().position))
    this.show()
  }

  /** Gives the page back: every figure goes on as it stands. */
  leave(): void {
    this.momentFigure.leave()
    this.moments.leave()
  }

  /** The name of the figure of the moment after this one. */
  private get nextFigure(): string | undefined {
    return this.moments.all[this.store.getState().position.moment + 1]?.scene?.figure.name
  }

  /** Goes on after the run that Next was waiting for. If something covers the moment, it stays, and Next is forgotten. */
  private goOn(): void {
    if (!this.store.getState().overlay) {
      this.move({ kind: 'next' })
      return
    }
    this.figure.forgetNext()
    this.store.update({ said: '' })
  }

  private go(position: Position, said: string): void {
    const before = this.moments.all[this.store.getState().position.moment]
    this.figure.forgetNext()
    const steps = this.moments.stepsOf(position.moment)
    this.store.update({ position, steps, said, overlay: undefined, typed: '' })
    const { moment } = this
    this.kept.keep({ place: this.moments.write(position) })
    this.show()
    if (moment !== before || !this.arrived) this.present(before)
  }

  /** Shows the moment, and its vote as it stands. */
  private show(): void {
    const vote = this.votes.on(this.moment.question)
    this.store.update({ vote })
    this.moments.show(this.store.getState().position, vote)
  }

  /** Sets the figure of the moment in view. */
  private present(before: Moment | undefined): void {
    const { moment, nextFigure } = this
    const arriving = !this.arrived
    this.arrived = true
    void this.momentFigure.show(moment, this.store.getState().vote, { before, arriving, nextFigure })
  }
}

const NO_VOTES = 'The votes could not be loaded: reload the page.'
