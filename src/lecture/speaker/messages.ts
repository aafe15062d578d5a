import type { Action } from '../keys/keys'

/** An option of the vote in view, with the hands counted for it. The speaker knows which is right before the class does. */
export interface Counted {
  readonly label: string
  readonly hands: number
  readonly right: boolean
}

/** A message from the lecture to the speaker window. */
export interface WallState {
  readonly kind: 'state'
  /** The index of the moment and of the step, and the number of steps of the moment, on the wall. */
  readonly moment: number
  readonly step: number
  readonly steps: number
  readonly black: boolean
  /** The text at the foot of the wall. */
  readonly said: string
  /** The figure in view: "running", 3 of 10 readings. */
  readonly run?: { readonly status: string; readonly readings: number; readonly expected: number } | undefined
  readonly tally?: readonly Counted[] | undefined
  readonly revealed: boolean
  /** When the lecture began, in ms since 1970. */
  readonly since: number
}

/** All that passes between the wall and the speaker window. */
export type Message =
  | WallState
  /** The speaker window was opened, and asks for the state. */
  | { readonly kind: 'hello' }
  /** The wall is left or closed. */
  | { readonly kind: 'bye' }
  /** A key that was pressed in the speaker window. */
  | { readonly kind: 'do'; readonly action: SpeakerAction }
  | { readonly kind: 'hand'; readonly option: number; readonly by: 1 | -1 }

/** What can be done from the speaker window. */
export const SPEAKER_ACTIONS = ['next', 'back', 'start', 'end', 'black', 'enlarge', 'controls', 'reveal', 'qr'] as const
/** One of these. */
export type SpeakerAction = Extract<Action, (typeof SPEAKER_ACTIONS)[number]>

/** The name of the channel of a lecture; only who has the key of the session knows it. */
export const channelName = (key: string) => `trainability.lecture.${key}`

/** A key of a session: 32 hexadecimal digits. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Whether a text can be the key of a session. */
export const isKey = (text: string | null): text is string => text !== null && /^[0-9a-f]{32}$/.test(text)

/** Parses untrusted data as a message; undefined if it is not a message of this channel. */
export function readMessage(data: unknown): Message | undefined {
  if (!isRecord(data)) return undefined
  const { kind } = data
  if (kind === 'hello' || kind === 'bye') return { kind }
  if (kind === 'do') {
    const action = SPEAKER_ACTIONS.find((name) => name === data.action)
    return action ? { kind, action } : undefined
  }
  if (kind === 'hand')
    return isCount(data.option) && (data.by === 1 || data.by === -1)
      ? { kind, option: data.option, by: data.by }
      : undefined
  return kind === 'state' ? readState(data) : undefined
}

function readState({
  moment,
  step,
  steps,
  black,
  said,
  run,
  tally,
  revealed,
  since,
}: Record<string, unknown>): WallState | undefined {
  if (!isCount(moment) || !isCount(step) || !isCount(steps) || !isCount(since)) return undefined
  if (typeof black !== 'boolean' || typeof revealed !== 'boolean' || typeof said !== 'string') return undefined
  const hands = tally === undefined ? undefined : readTally(tally)
  const going = run === undefined ? undefined : readRun(run)
  if ((tally !== undefined && !hands) || (run !== undefined && !going)) return undefined
  return {
    kind: 'state',
    moment,
    step,
    steps,
    black,
    said: said.slice(0, 500),
    run: going,
    tally: hands,
    revealed,
    since,
  }
}

function readTally(tally: unknown): readonly Counted[] | undefined {
  if (!Array.isArray(tally) || tally.length > 9 || !tally.every(isCounted)) return undefined
  return tally.map(({ label, hands, right }) => ({ label: label.slice(0, 200), hands, right }))
}

const isCounted = (option: unknown): option is Counted =>
  isRecord(option) && typeof option.label === 'string' && isCount(option.hands) && typeof option.right === 'boolean'

function readRun(run: unknown): WallState['run'] {
  if (!isRecord(run) || typeof run.status !== 'string' || !isCount(run.readings) || !isCount(run.expected))
    return undefined
  return { status: run.status.slice(0, 20), readings: run.readings, expected: run.expected }
}

const isRecord = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
