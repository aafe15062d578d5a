import { KeptLecture } from './keptLecture'
import type { Action, Key } from './keys/keys'
import { listenForKeys } from './keys/listenForKeys'
import type { LectureMoments } from './lectureMoments'
import type { Moment } from './outline/moments'
import type { LecturePage } from './page'
import { Presentation } from './presentation'
import { followPresetLinks } from './scene/presetLinks'
import { enlargeNext, testNextClaim } from './scene/shownButtons'
import type { Message } from './speaker/messages'
import { SpeakerWindow, wallState } from './speaker/speakerWindow'
import { type LectureState, LectureStore, type Overlay } from './state'
import type { Vote, Votes } from './vote/votes'

/** A lecture on a page: takes over the page, and does what keys, buttons and the speaker window ask for. */
export class Lecture {
  private readonly kept: KeptLecture
  private readonly store = new LectureStore()
  private readonly presentation: Presentation
  private readonly speaker: SpeakerWindow
  private stopListening: readonly (() => void)[] = []

  constructor(
    private readonly page: LecturePage,
    problem: string,
  ) {
    this.kept = new KeptLecture(problem)
    this.presentation = new Presentation(page, this.store, this.kept, () => this.tell())
    this.speaker = new SpeakerWindow(this.kept.now.key)
    this.store.subscribe(() => {
      document.documentElement.toggleAttribute('data-lecture-controls', this.getState().controls)
      this.tell()
    })
  }

  readonly subscribe = this.store.subscribe

  readonly getState: () => LectureState = this.store.getState

  get moments(): LectureMoments {
    return this.presentation.moments
  }

  get votes(): Votes {
    return this.presentation.votes
  }

  /** The moment in view. */
  get moment(): Moment {
    return this.presentation.moment
  }

  /** Takes over the page. `place` is a position as the address has it; undefined: where the lecture was left, or at `part`. */
  start(place: string | undefined, part: string | undefined): void {
    document.documentElement.dataset.lecture = ''
    const refit = () => this.presentation.refit()
    this.stopListening = [
      listenForKeys({ press: (key) => this.press(key), isNumberTyped: () => this.getState().typed !== '' }),
      followPresetLinks(this.moments.all, (moment) => this.goTo(moment)),
      listen('resize', refit),
      listen('pagehide', this.speaker.sayGoodbye),
    ]
    void document.fonts.ready.then(refit)
    this.speaker.listen((message) => this.hear(message))
    this.presentation.begin(place ?? (this.kept.now.place || (part ?? '')), { isAddressed: place !== undefined })
    this.page.main.tabIndex = -1
    this.page.main.focus({ preventScroll: true })
    void this.presentation.loadVotes()
  }

  /** Goes to the position that an address has. */
  revisit(place: string): void {
    this.presentation.revisit(place)
  }

  /** Gives the page back: every figure goes on as it stands. */
  stop(): void {
    if (this.store.isClosed) return
    this.store.close()
    this.speaker.sayGoodbye()
    for (const stop of this.stopListening) stop()
    this.speaker.close()
    this.presentation.leave()
    for (const name of ['data-lecture', 'data-lecture-controls']) document.documentElement.removeAttribute(name)
  }

  /** Does what a key or a button asks for. */
  do(action: Action): void {
    const { overlay, typed } = this.getState()
    if (typed !== '' && action !== 'enter') this.store.update({ typed: '' })
    if (overlay === 'black' && action !== 'leave') {
      this.cover(undefined)
      return
    }
    switch (action) {
      case 'next':
        if (this.getState().overlay) this.cover(undefined)
        else this.presentation.next()
        return
      case 'back':
      case 'start':
      case 'end':
        this.presentation.move({ kind: action })
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
        this.store.update({ controls: !this.getState().controls })
        return
      case 'reveal':
        this.reveal()
        return
      case 'speaker':
        if (!this.speaker.open()) this.store.update({ said: SPEAKER_BLOCKED })
        return
      case 'fullScreen':
        void toggleFullScreen().catch(() => this.store.update({ said: 'The browser refused the full screen.' }))
        return
      case 'leave':
        if (overlay) this.cover(undefined)
        else this.page.left()
    }
  }

  /** Goes to a moment by its index. */
  goTo(moment: number): void {
    this.presentation.move({ kind: 'to', moment })
  }

  /** Changes the vote in view by one of its methods: a hand, a sketch. Nothing changes once it is revealed. */
  change(how: (votes: Votes, vote: Vote) => void): void {
    this.presentation.change(how)
  }

  /** Counts a hand in a vote. */
  count(option: number, by: 1 | -1): void {
    this.change((votes, vote) => votes.count(vote, option, by))
  }

  private reveal(): void {
    const { vote } = this.getState()
    if (this.moment.kind === 'claims') testNextClaim(this.page.main)
    else if (vote) this.presentation.toggle(vote)
  }

  private hear(message: Message): void {
    if (message.kind === 'hello') this.tell()
    else if (message.kind === 'do') this.do(message.action)
    else if (message.kind === 'hand') this.count(message.option, message.by)
  }

  /** Tells the speaker window how things stand. */
  private tell(): void {
    if (!this.store.isClosed) this.speaker.tell(wallState(this.getState(), this.presentation.run, this.kept.now.since))
  }

  private cover(overlay: Overlay | undefined): void {
    this.store.update({ overlay, said: '' })
  }

  private press(key: Key): void {
    if (key.kind === 'action') {
      this.do(key.action)
      return
    }
    const { vote, typed } = this.getState()
    if (vote?.options && !vote.revealed && typed === '' && key.digit > 0 && key.digit <= vote.options.length)
      this.count(key.digit, key.shift ? -1 : 1)
    else if (!key.shift) this.store.update({ typed: `${typed}${key.digit}`.slice(-3) })
  }
}

const SPEAKER_BLOCKED = 'The browser blocked the speaker window: allow pop-ups for this page, then press S again.'

function listen(type: 'resize' | 'pagehide', listener: () => void): () => void {
  addEventListener(type, listener)
  return () => removeEventListener(type, listener)
}

const toggleFullScreen = (): Promise<void> =>
  document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
