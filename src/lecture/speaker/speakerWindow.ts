import type { FigureState } from '../../figure/state'
import type { LectureState } from '../state'
import { channelName, type Message, readMessage, type WallState } from './messages'

/** The wall's end of the channel to the speaker window, and that window. */
export class SpeakerWindow {
  private readonly channel: BroadcastChannel
  private opened: Window | null = null

  /** `key` is the key of the session. */
  constructor(private readonly key: string) {
    this.channel = new BroadcastChannel(channelName(key))
  }

  /** Calls `hear` with each message of the speaker window. */
  listen(hear: (message: Message) => void): void {
    this.channel.onmessage = ({ data }) => {
      const message = readMessage(data)
      if (message) hear(message)
    }
  }

  /** Opens the window, or brings it to the front. Returns whether it is open: the browser may block it. */
  open(): boolean {
    if (this.opened && !this.opened.closed) {
      this.opened.focus()
      return true
    }
    const { origin, pathname } = location
    this.opened = open(`${origin}${pathname}?speaker=${this.key}`, `speaker-${this.key}`, 'popup,width=1100,height=800')
    return this.opened !== null
  }

  tell(message: WallState): void {
    this.channel.postMessage(message)
  }

  readonly sayGoodbye = (): void => this.channel.postMessage({ kind: 'bye' } satisfies Message)

  close(): void {
    this.channel.close()
  }
}

/** The message to the speaker window: the state of the lecture, the run of the figure in view, and the time it began, in ms since 1970. */
export const wallState = (
  { position, steps, overlay, said, vote }: LectureState,
  run: FigureState | undefined,
  since: number,
): WallState => ({
  kind: 'state',
  ...position,
  steps,
  black: overlay === 'black',
  said,
  run: run && { status: run.status, readings: run.readings, expected: run.expected },
  tally: vote?.options?.map(({ label, right }, i) => ({ label, right, hands: vote.tally[i] ?? 0 })),
  revealed: vote?.revealed ?? false,
  since,
})
