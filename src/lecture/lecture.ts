import { KeptLecture } from './keptLecture'
import type { Action, Key } from './keys/keys'
import { listenForKeys } from './keys/listenForKeys'
import { LectureMoments } from './lectureMoments'
import type { Moment } from './outline/moments'
import type { LecturePage } from './page'
import type { Move, Position } from './position'
import { MomentFigure } from './scene/momentFigure'
import { followPresetLinks } from './scene/presetLinks'
import { SceneFigure } from './scene/sceneFigure'
import { enlargeNext, testNextClaim } from './scene/shownButtons'
import type { Message } from './speaker/messages'
import { SpeakerWindow, wallState } from './speaker/speakerWindow'
import { INITIAL_STATE, type LectureState, type Overlay } from './state'
import { type Vote, Votes } from './vote/votes'

/** A lecture on a page: where it is, and what its actions do. It changes the page through its stage, and figures through their sessions. */
export class Lecture {
  readonly moments: LectureMoments
  private readonly kept: KeptLecture
  readonly votes: Votes
  private readonly figure: SceneFigure
  private readonly momentFigure: MomentFigure
  private readonly speaker: SpeakerWindow
  private readonly listeners = new Set<() => void>()
  private state: LectureState = INITIAL_STATE
  /** Whether a moment was presented: at the first, the setting of the address is shown as it is. */
  private arrived = false
  /** The page was given back: what is still being loaded changes nothing any more. */
  private stopped = false
  private stopListening: readonly (() => void)[] = []

  constructor(
    private readonly page: LecturePage,
    problem: string,
  ) {
    this.moments = new LectureMoments(page)
    this.kept = new KeptLecture(problem)
    this.votes = new Votes(this.kept)
    this.figure = new SceneFigure(page, {
      changed: () => this.tell(),
      say: (said) => this.update({ said }),
      goOn: () => this.goOn(),
    })
    this.momentFigure = new MomentFigure(page, this.figure)
    this.speaker = new SpeakerWindow(this.kept.now.key)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  getState = (): LectureState => this.state

  /** The moment in view. */
  get moment(): Moment {
    return this.moments.at(this.state.position.moment)
  }

  /** Takes over the page. `place` is a position as the address has it; undefined: where the lecture was left, or at `part`. */
  start(place: string | undefined, part: string | undefined): void {
    document.documentElement.dataset.lecture = ''
    this.stopListening = [
      listenForKeys({ press: (key) => this.press(key), isNumberTyped: () => this.state.typed !== '' }),
      followPresetLinks(this.moments.all, (moment) => this.goTo(moment)),
      listen('resize', this.refit),
      listen('pagehide', this.speaker.sayGoodbye),
    ]
    void document.fonts.ready.then(this.refit)
    this.speaker.listen((message) => this.hear(message))
    if (place === undefined) this.arrived = true
    this.revisit(place ?? (this.kept.now.place || (part ?? '')))
    this.page.main.tabIndex = -1
    this.page.main.focus({ preventScroll: true })
    void this.loadVotes()
  }

  /** Goes to the position that an address has. */
  revisit(place: string): void {
    const { problem, ...position } = this.moments.read(place)
    this.go(position, problem ?? '')
  }

  /** Gives the page back: every figure goes on as it stands. */
  stop(): void {
    if (this.stopped) return
    this.stopped = true
    this.speaker.sayGoodbye()
    for (const stop of this.stopListening) stop()
    this.speaker.close()
    this.momentFigure.leave()
    this.moments.leave()
    for (const name of ['data-lecture', 'data-lecture-controls']) document.documentElement.removeAttribute(name)
    this.listeners.clear()
  }

  /** Does what a key or a button asks for. */
  do(action: Action): void {
    const { overlay, typed } = this.state
    if (typed !== '' && action !== 'enter') this.update({ typed: '' })
    if (overlay === 'black' && action !== 'leave') {
      this.cover(undefined)
      return
    }
    switch (action) {
      case 'next':
        this.next()
        return
      case 'back':
      case 'start':
      case 'end':
        this.move({ kind: action })
        return
      case 'black':
      case 'overview':
      case 'qr':
      case 'keys':
        this.cover(overlay === action ? undefined : action)
        return
      case 'enter':
        if (typed !== '') this.goTo(Number(typed) - 1)
        return
      case 'enlarge':
        enlargeNext(this.page.main)
        return
      case 'controls':
        this.update({ controls: !this.state.controls })
        return
      case 'reveal':
        this.reveal()
        return
      case 'speaker':
        if (!this.speaker.open()) this.update({ said: SPEAKER_BLOCKED })
        return
      case 'fullScreen':
        void toggleFullScreen().catch(() => this.update({ said: 'The browser refused the full screen.' }))
        return
      case 'leave':
        if (overlay) this.cover(undefined)
        else this.page.left()
    }
  }

  /** Goes to a moment by its index. */
  goTo(moment: number): void {
    this.move({ kind: 'to', moment })
  }

  /** Changes the vote in view by one of its methods: a hand, a sketch. Nothing changes once it is revealed. */
  change(how: (votes: Votes, vote: Vote) => void): void {
    const { vote } = this.state
    if (!vote || vote.revealed) return
    how(this.votes, vote)
    this.update({ vote: this.votes.on(vote.name) })
  }

  /** Counts a hand in a vote. */
  count(option: number, by: 1 | -1): void {
    this.change((votes, vote) => votes.count(vote, option, by))
  }

  /** The name of the figure of the moment after this one. */
  private get nextFigure(): string | undefined {
    return this.moments.all[this.state.position.moment + 1]?.scene?.figure.name
  }

  private next(): void {
    const name = this.moment.scene?.figure.name
    if (this.state.overlay) this.cover(undefined)
    else {
      const said = name === undefined ? undefined : this.figure.next(this.nextFigure === name)
      if (said === undefined) this.move({ kind: 'next' })
      else this.update({ said })
    }
  }

  /** The run that Next was waiting for has ended. What covers the moment stays, and Next is forgotten. */
  private goOn(): void {
    if (!this.state.overlay) {
      this.move({ kind: 'next' })
      return
    }
    this.figure.forgetNext()
    this.update({ said: '' })
  }

  private move(move: Move): void {
    const { position } = this.state
    const to = this.moments.moved(position, move)
    if (to.moment === position.moment && to.step === position.step) this.cover(undefined)
    else this.go(to, '')
  }

  private go(position: Position, said: string): void {
    const before = this.moments.all[this.state.position.moment]
    this.figure.forgetNext()
    const steps = this.moments.stepsOf(position.moment)
    this.update({ position, steps, said, overlay: undefined, typed: '' })
    const { moment } = this
    this.kept.keep({ place: this.moments.write(position) })
    this.show()
    if (moment !== before || !this.arrived) this.present(before)
  }

  private async loadVotes(): Promise<void> {
    try {
      this.votes.load(await this.page.questions())
    } catch (error) {
      console.error(error)
      this.update({ said: NO_VOTES })
      return
    }
    if (this.stopped) return
    this.show()
    // What measures a revealed vote was not known when the moment was presented.
    if (this.state.vote?.revealed) this.present(this.moment)
  }

  /** Shows the moment, and its vote as it stands. */
  private show(): void {
    const vote = this.votes.on(this.moment.question)
    this.update({ vote })
    this.moments.show(this.state.position, vote)
  }

  /** Shows what the moment in view has of a figure. */
  private present(before: Moment | undefined): void {
    const { moment, nextFigure } = this
    const arriving = !this.arrived
    this.arrived = true
    void this.momentFigure.show(moment, this.state.vote, { before, arriving, nextFigure })
  }

  private reveal(): void {
    const { vote } = this.state
    if (this.moment.kind === 'claims') testNextClaim(this.page.main)
    else if (vote) {
      this.votes.toggle(vote)
      this.show()
      this.present(this.moment)
    }
  }

  private hear(message: Message): void {
    if (message.kind === 'hello') this.tell()
    else if (message.kind === 'do') this.do(message.action)
    else if (message.kind === 'hand') this.count(message.option, message.by)
  }

  /** Tells the speaker window how things stand. */
  private tell(): void {
    if (!this.stopped) this.speaker.tell(wallState(this.state, this.figure.run, this.kept.now.since))
  }

  private cover(overlay: Overlay | undefined): void {
    this.update({ overlay, said: '' })
  }

  private readonly refit = () => {
    if (this.stopped) return
    this.update(this.moments.refit(this.state.position))
    this.show()
  }

  private press(key: Key): void {
    if (key.kind === 'action') {
      this.do(key.action)
      return
    }
    const { vote, typed } = this.state
    if (vote?.options && !vote.revealed && typed === '' && key.digit > 0 && key.digit <= vote.options.length)
      this.count(key.digit, key.shift ? -1 : 1)
    else if (!key.shift) this.update({ typed: `${typed}${key.digit}`.slice(-3) })
  }

  private update(next: Partial<LectureState>): void {
    if (this.stopped) return
    this.state = { ...this.state, ...next }
    document.documentElement.toggleAttribute('data-lecture-controls', this.state.controls)
    for (const listener of this.listeners) listener()
    this.tell()
  }
}

const SPEAKER_BLOCKED = 'The browser blocked the speaker window: allow pop-ups for this page, then press S again.'
const NO_VOTES = 'The votes could not be loaded: reload the page.'

function listen(type: 'resize' | 'pagehide', listener: () => void): () => void {
  addEventListener(type, listener)
  return () => removeEventListener(type, listener)
}

const toggleFullScreen = (): Promise<void> =>
  document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
