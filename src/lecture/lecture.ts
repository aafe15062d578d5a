import type { Question } from '../experiment'
import { type Figure, type FigureState, isWorking } from '../figure/state'
import { type Kept, readKept } from './kept'
import { type Action, isTyping, type Key, keyOf, type Pressed } from './keys/keys'
import { type Moment, momentsOf } from './outline/moments'
import { readOutline } from './outline/readOutline'
import { type Move, moved, type Position, positionText, readPosition, writeLecture } from './position'
import { channelName, type Message, readMessage, type WallState } from './speaker/messages'
import { LectureStage } from './stage/stage'
import { type Option, optionsOf } from './vote/options'
import { counted, emptyTally, type Tally } from './vote/tally'
import type { Typeset } from './vote/typeset'

/** What a lecture needs of its page. */
export interface LecturePage {
  readonly main: HTMLElement
  /** The query of the address. */
  readonly search: string
  /** Changes the query, in the same entry of the history. */
  rewrite(change: (search: string) => string): void
  /** The live figure; rejects if its script cannot be loaded. */
  figure(name: string): Promise<Figure>
  /** Query and anchor of a link to a figure that is loaded, as it is set now. */
  link(name: string): string
  /** The questions of the problem, by name, and what sets their formulas where there is any. */
  questions(): Promise<{ readonly questions: Readonly<Record<string, Question>>; readonly typeset?: Typeset }>
  /** Gives the page back. */
  left(): void
}

/** What covers the moment. */
export type Overlay = 'black' | 'overview' | 'qr' | 'keys'

/** A vote as it stands. */
export interface Vote {
  readonly name: string
  readonly question: Question
  /** undefined for a question that is answered by drawing or in words. */
  readonly options: readonly Option[] | undefined
  readonly tally: Tally
  readonly revealed: boolean
  /** The figure that measures the answer. */
  readonly figure: string | undefined
}

/** The state of a lecture. Each change makes a new object. */
export interface LectureState {
  readonly position: Position
  readonly steps: number
  readonly overlay: Overlay | undefined
  readonly controls: boolean
  /** One sentence for the foot. */
  readonly said: string
  /** The digits of a number that is being typed. */
  readonly typed: string
  readonly vote: Vote | undefined
}

const STORAGE = 'trainability.lecture.'

/** A lecture on a page: where it is, and what keys do. It changes the page through its stage, and figures through their sessions. */
export class Lecture {
  readonly moments: readonly Moment[]
  private readonly stage: LectureStage
  private readonly elements: readonly HTMLElement[]
  private readonly listeners = new Set<() => void>()
  private readonly channel: BroadcastChannel
  private readonly storageKey: string
  private kept: Kept
  private questions: Readonly<Record<string, Question>> = {}
  /** Sets the formulas of votes. */
  typeset: Typeset | undefined
  private state: LectureState
  /** The figure in view. */
  private figure: Figure | undefined
  private unwatch: (() => void) | undefined
  /** Next was pressed at a figure: its run was started, or is waited for, to be compared with the next. */
  private pending: 'started' | 'comparing' | undefined
  /** The setting of the address is shown first as it is. */
  private arrived = false
  private speaker: Window | null = null

  constructor(
    private readonly page: LecturePage,
    problem: string,
  ) {
    const { outline, elements } = readOutline(page.main)
    this.moments = momentsOf(outline)
    this.elements = elements
    this.stage = new LectureStage(page.main, elements)
    this.storageKey = STORAGE + problem
    this.kept = readKept(stored(this.storageKey), Date.now())
    this.channel = new BroadcastChannel(channelName(this.kept.key))
    this.state = {
      position: { moment: 0, step: 0 },
      steps: 1,
      overlay: undefined,
      controls: false,
      said: '',
      typed: '',
      vote: undefined,
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  getState = (): LectureState => this.state

  /** The moment in view. */
  get moment(): Moment {
    const moment = this.moments[this.state.position.moment]
    if (!moment) throw new Error(`There is no moment ${this.state.position.moment}`)
    return moment
  }

  /** Returns an element of the outline by its index. Throws if the index is out of range. */
  element(at: number): HTMLElement {
    const element = this.elements[at]
    if (!element) throw new Error(`There is no element ${at} (there are ${this.elements.length})`)
    return element
  }

  /** Takes over the page. `place` is a position as the address has it; undefined: where the lecture was left, or at `part`. */
  start(place: string | undefined, part: string | undefined): void {
    const html = document.documentElement
    html.dataset.lecture = ''
    addEventListener('keydown', this.onKeyDown, { capture: true })
    addEventListener('keyup', this.onKeyUp, { capture: true })
    addEventListener('click', this.followPreset, { capture: true })
    addEventListener('resize', this.refit)
    addEventListener('pagehide', this.sayGoodbye)
    void document.fonts.ready.then(this.refit)
    this.channel.onmessage = ({ data }) => this.hear(readMessage(data))
    const text = place ?? (this.kept.place || (part ?? ''))
    const { problem, ...position } = readPosition(this.moments, text, this.stepsOf)
    if (place === undefined) this.arrived = true
    this.go(position, problem ?? '')
    this.page.main.tabIndex = -1
    this.page.main.focus({ preventScroll: true })
    void this.page.questions().then(({ questions, typeset }) => {
      this.questions = questions
      this.typeset = typeset
      this.update({ vote: this.voteNow() })
      this.show()
    })
  }

  /** Goes to the position of an address after the reader went back or forth in the browser's history. */
  revisit(place: string): void {
    const { problem, ...position } = readPosition(this.moments, place, this.stepsOf)
    this.go(position, problem ?? '')
  }

  /** Gives the page back: every figure goes on as it stands. */
  stop(): void {
    this.sayGoodbye()
    removeEventListener('keydown', this.onKeyDown, { capture: true })
    removeEventListener('keyup', this.onKeyUp, { capture: true })
    removeEventListener('click', this.followPreset, { capture: true })
    removeEventListener('resize', this.refit)
    removeEventListener('pagehide', this.sayGoodbye)
    this.channel.close()
    this.watch(undefined)
    this.stage.leave()
    const { dataset } = document.documentElement
    for (const name of ['lecture', 'lectureControls', 'lectureVote', 'lectureMeasured']) delete dataset[name]
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
        if (typed !== '') this.move({ kind: 'to', moment: Number(typed) - 1 })
        return
      case 'enlarge':
        this.enlarge()
        return
      case 'controls':
        this.update({ controls: !this.state.controls })
        return
      case 'reveal':
        this.reveal()
        return
      case 'speaker':
        this.openSpeaker()
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

  /** Counts a hand in a vote. */
  count(option: number, by: 1 | -1): void {
    const { vote } = this.state
    if (!vote?.options || vote.revealed) return
    const tallies = { ...this.kept.tallies, [vote.name]: counted(vote.tally, option, by) }
    this.keep({ tallies })
    this.update({ vote: this.voteNow() })
  }

  /** Query and anchor of a link to what is in view, on the page: the figure as it is set, the question, or the part. */
  link(): string {
    const { scene, part, question } = this.moment
    const name = scene?.figure.name
    if (name !== undefined)
      try {
        return this.page.link(name)
      } catch {
        return `#${name}`
      }
    const asked = question === undefined ? undefined : this.element(this.moment.units[0]?.at ?? -1)
    const anchor = asked?.id || asked?.querySelector('[id]')?.id || (part === 'title' ? 'top' : part)
    return `#${anchor}`
  }

  private readonly stepsOf = (index: number): number => {
    const moment = this.moments[index]
    return moment ? this.stage.steps(moment) : 1
  }

  private next(): void {
    if (this.state.overlay) {
      this.cover(undefined)
      return
    }
    const run = this.moment.scene && this.figure?.getState()
    if (run && !this.pending && waitsForPlay(run)) {
      this.pending = 'started'
      this.figure?.play()
      this.update({ said: 'The run has started. Next goes on.' })
    } else if (run && this.pending !== 'comparing' && isWorking(run) && this.comparesNext()) {
      this.pending = 'comparing'
      this.sayWaiting()
    } else this.move({ kind: 'next' })
  }

  /** Whether the next moment shows the same figure in another setting. */
  private comparesNext(): boolean {
    const name = this.moment.scene?.figure.name
    return name !== undefined && this.moments[this.state.position.moment + 1]?.scene?.figure.name === name
  }

  private sayWaiting(): void {
    const { readings, expected } = this.figure?.getState() ?? { readings: 0, expected: 0 }
    this.update({
      said: `Waiting for this run, which stays in the picture: ${readings} of ${expected} readings. Next again goes on at once.`,
    })
  }

  private move(move: Move): void {
    const { position } = this.state
    const to = moved(position, move, this.moments.length, this.stepsOf)
    if (to.moment === position.moment && to.step === position.step) this.cover(undefined)
    else this.go(to, '')
  }

  private go(position: Position, said: string): void {
    const before = this.moments[this.state.position.moment]
    this.pending = undefined
    const steps = this.stepsOf(position.moment)
    this.update({ position, steps, said, overlay: undefined, typed: '' })
    const { moment } = this
    const place = positionText(this.moments, position)
    this.keep({ place })
    this.page.rewrite((search) => writeLecture(search, place))
    this.update({ vote: this.voteNow() })
    this.show()
    if (moment !== before || !this.arrived) void this.present(moment, before)
  }

  private show(): void {
    const { position, vote } = this.state
    this.stage.show(this.moment, position.step, position.moment + 1)
    const revealed = vote?.revealed && vote.figure ? this.islandOf(vote.figure) : undefined
    document.documentElement.toggleAttribute('data-lecture-vote', vote?.options !== undefined)
    document.documentElement.toggleAttribute('data-lecture-measured', revealed !== undefined)
    if (revealed) this.stage.add(revealed)
  }

  private islandOf(figure: string): HTMLElement | undefined {
    const island = this.page.main.querySelector(`[data-island="figure"][data-figure="${CSS.escape(figure)}"]`)
    return island instanceof HTMLElement ? island : undefined
  }

  /** Sets the figure of a scene. From one preset to another the run that was measured stays behind the new one. */
  private async present(moment: Moment, before: Moment | undefined): Promise<void> {
    const first = !this.arrived
    this.arrived = true
    const { scene } = moment
    this.watch(undefined)
    const name = scene?.figure.name ?? (this.state.vote?.revealed ? this.state.vote.figure : undefined)
    if (name !== undefined)
      try {
        const figure = await this.page.figure(name)
        if (this.moment !== moment) return
        this.watch(figure)
        const asAddressed =
          first && [...new URLSearchParams(this.page.search).keys()].some((key) => key.startsWith(`${name}.`))
        const preset = scene?.preset?.name
        if (preset !== undefined && !asAddressed) {
          const compares = before !== moment && before?.scene?.figure.name === name
          if (compares) figure.follow(preset)
          else {
            figure.apply(preset)
            figure.forgetBefore()
          }
        }
      } catch (error) {
        console.error(error)
        if (this.moment === moment) this.update({ said: 'The figure could not be loaded.' })
      }
    this.prepare()
  }

  /** Loads the figure of the next moment, so that it is there at once. */
  private prepare(): void {
    const name = this.moments[this.state.position.moment + 1]?.scene?.figure.name
    if (name !== undefined && name !== this.moment.scene?.figure.name) void this.page.figure(name).catch(() => {})
  }

  private watch(figure: Figure | undefined): void {
    this.unwatch?.()
    this.figure = figure
    this.unwatch = figure?.subscribe(() => {
      if (this.pending !== 'comparing') this.tell()
      else if (isWorking(figure.getState())) this.sayWaiting()
      else this.move({ kind: 'next' })
    })
  }

  private voteNow(): Vote | undefined {
    const { question: name } = this.moment
    const question = name !== undefined && Object.hasOwn(this.questions, name) ? this.questions[name] : undefined
    if (name === undefined || !question) return undefined
    const options = optionsOf(question, name)
    const tally = this.kept.tallies[name]
    const count = options?.length ?? 0
    return {
      name,
      question,
      options,
      tally: tally?.length === count ? tally : emptyTally(count),
      revealed: this.kept.revealed.includes(name),
      figure: question.runs?.figure ?? question.draws?.[0]?.figure,
    }
  }

  private reveal(): void {
    const { vote } = this.state
    if (this.moment.kind === 'claims') {
      const tests = [...this.page.main.querySelectorAll<HTMLButtonElement>('[data-shown] .claim-check')]
      const untested = tests.find((test) => test.closest('[data-claim-status="idle"]') && !test.disabled)
      untested?.click()
      return
    }
    if (!vote) return
    const others = this.kept.revealed.filter((name) => name !== vote.name)
    this.keep({ revealed: vote.revealed ? others : [...others, vote.name] })
    this.update({ vote: this.voteNow() })
    this.show()
    void this.present(this.moment, this.moment)
  }

  /** Gives the next view of the figure the whole stage; after the last, all share it again. */
  private enlarge(): void {
    const buttons = (selector: string) =>
      [...this.page.main.querySelectorAll<HTMLElement>(`[data-shown] ${selector}`)].filter((button) =>
        button.checkVisibility(),
      )
    const tabs = buttons('.stage-tab')
    if (tabs.length > 0) {
      const chosen = tabs.findIndex((tab) => tab.ariaPressed === 'true')
      tabs[(chosen + 1) % tabs.length]?.click()
      return
    }
    const panes = [...this.page.main.querySelectorAll<HTMLElement>('[data-shown] .pane')]
    const alone = panes.findIndex((pane) => pane.dataset.chosen !== undefined)
    const button = (pane: HTMLElement | undefined) => pane?.querySelector<HTMLElement>('.is-enlarge')
    if (alone >= 0) button(panes[alone])?.click()
    if (alone + 1 < panes.length) button(panes[alone + 1])?.click()
  }

  private openSpeaker(): void {
    if (this.speaker && !this.speaker.closed) {
      this.speaker.focus()
      return
    }
    const { origin, pathname } = location
    this.speaker = open(
      `${origin}${pathname}?speaker=${this.kept.key}`,
      `speaker-${this.kept.key}`,
      'popup,width=1100,height=800',
    )
    if (!this.speaker)
      this.update({ said: 'The browser blocked the speaker window: allow pop-ups for this page, then press S again.' })
  }

  private hear(message: Message | undefined): void {
    if (message?.kind === 'hello') this.tell()
    else if (message?.kind === 'do') this.do(message.action)
    else if (message?.kind === 'hand') this.count(message.option, message.by)
  }

  /** Tells the speaker window how things stand. */
  private tell(): void {
    const { position, steps, overlay, said, vote } = this.state
    const run = this.figure?.getState()
    const state: WallState = {
      kind: 'state',
      ...position,
      steps,
      black: overlay === 'black',
      said,
      run: run && { status: run.status, readings: run.readings, expected: run.expected },
      tally: vote?.options ? vote.tally : undefined,
      revealed: vote?.revealed ?? false,
      since: this.kept.since,
    }
    this.channel.postMessage(state)
  }

  private readonly sayGoodbye = () => this.channel.postMessage({ kind: 'bye' } satisfies Message)

  private cover(overlay: Overlay | undefined): void {
    this.update({ overlay, said: '' })
  }

  private readonly refit = () => {
    this.stage.forget()
    const steps = this.stepsOf(this.state.position.moment)
    const step = Math.min(this.state.position.step, steps - 1)
    this.update({ steps, position: { ...this.state.position, step } })
    this.show()
  }

  private readonly onKeyDown = (event: KeyboardEvent) => {
    const key = this.keyOf(event)
    if (!key) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.repeat && !(key.kind === 'action' && ['next', 'back'].includes(key.action))) return
    this.press(key)
  }

  /** Words of the text that set a figure lead to its scene. */
  private readonly followPreset = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-preset]') : null
    const to = this.moments.findIndex(
      ({ scene }) => scene?.figure.name === link?.dataset.figure && scene?.preset?.name === link?.dataset.preset,
    )
    if (!link || to < 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.goTo(to)
  }

  /** A button that has the focus is pressed by the browser when the space bar is let go. */
  private readonly onKeyUp = (event: KeyboardEvent) => {
    if (!this.keyOf(event)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  private keyOf(event: Pressed & { readonly target: EventTarget | null }): Key | undefined {
    const key = keyOf(event)
    if (!key) return undefined
    const leaves = key.kind === 'action' && key.action === 'leave' && event.key === 'Escape'
    if (isTyping(event.target) && !leaves) return undefined
    // The enter key presses what has the focus, unless it ends a number.
    if (key.kind === 'action' && key.action === 'enter' && this.state.typed === '') return undefined
    // In a dialog the space bar presses its buttons.
    if (
      key.kind === 'action' &&
      event.key === ' ' &&
      event.target instanceof Element &&
      event.target.closest('.lecture-dialog')
    )
      return undefined
    return key
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

  private keep(next: Partial<Kept>): void {
    this.kept = { ...this.kept, ...next }
    try {
      sessionStorage.setItem(this.storageKey, JSON.stringify(this.kept))
    } catch {
      // Storage may be closed to us: then a reload begins anew.
    }
  }

  private update(next: Partial<LectureState>): void {
    this.state = { ...this.state, ...next }
    document.documentElement.toggleAttribute('data-lecture-controls', this.state.controls)
    for (const listener of this.listeners) listener()
    this.tell()
  }
}

/** Whether a run has shown its first reading, and goes on when it is played. */
const waitsForPlay = ({ status, paused, readings, expected }: FigureState): boolean =>
  status === 'idle' && paused && readings > 0 && readings < expected

function stored(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

const toggleFullScreen = (): Promise<void> =>
  document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
