import { useEffect, useRef, useState } from 'react'
import { isTyping, keyOf } from '../keys/keys'
import type { Moment } from '../outline/moments'
import { channelName, type Message, readMessage, SPEAKER_ACTIONS, type SpeakerAction, type WallState } from './messages'
import './speaker.css'

interface SpeakerViewProps {
  readonly sessionKey: string
  readonly moments: readonly Moment[]
  /** The elements of the page, which are copied: nothing runs here. */
  element(at: number): HTMLElement
}

/** The speaker window: the present moment and the next, notes, what to look for, the time. Its keys and buttons move the wall. */
export function SpeakerView({ sessionKey, moments, element }: SpeakerViewProps) {
  const { state, gone, send } = useWall(sessionKey)
  useKeys(send)
  const now = state && moments[state.moment]
  if (!state || !now)
    return (
      <p className="speaker-waits" role="status">
        {gone ? 'The lecture has ended, or its window was closed.' : 'Waiting for the lecture window …'}
      </p>
    )
  const next = state.step + 1 < state.steps && now.builds ? now : moments[state.moment + 1]
  const nextStep = next === now ? state.step + 1 : 0
  return (
    <>
      <header className="speaker-head">
        <Clock since={state.since} />
        <p className="speaker-count">{`${state.moment + 1} / ${moments.length}`}</p>
        {state.black && <p className="speaker-flag">black</p>}
        {gone && <p className="speaker-flag">The lecture window was closed.</p>}
        <p className="speaker-said" role="status">
          {state.said}
        </p>
        <div className="speaker-buttons">
          {BUTTONS.map(([action, says]) => (
            <button key={action} type="button" onClick={() => send({ kind: 'do', action })}>
              {says}
            </button>
          ))}
        </div>
      </header>
      <Shown title="Now" moment={now} step={state.step} element={element} />
      <Shown title="Next" moment={next} step={nextStep} element={element} />
      <section className="speaker-notes-panel" aria-label="Notes">
        <h2>Notes</h2>
        {state.tally && <Hands tally={state.tally} revealed={state.revealed} />}
        {now.scene && <LookFor scene={now.scene} run={state.run} />}
        <Copies elements={now.notes.map(element)} />
        {now.notes.length === 0 && !now.scene && <p className="speaker-none">None for this moment.</p>}
      </section>
    </>
  )
}

const BUTTONS: readonly (readonly [SpeakerAction, string])[] = [
  ['back', 'Back'],
  ['next', 'Next'],
  ['reveal', 'Reveal'],
  ['black', 'Black'],
]

interface Wall {
  readonly state: WallState | undefined
  /** The lecture has ended, or its window was closed. */
  readonly gone: boolean
  send(message: Message): void
}

/** The state of the lecture on the wall, from its messages. */
function useWall(key: string): Wall {
  const [state, setState] = useState<WallState>()
  const [gone, setGone] = useState(false)
  const channel = useRef<BroadcastChannel>(undefined)
  useEffect(() => {
    const opened = new BroadcastChannel(channelName(key))
    channel.current = opened
    opened.onmessage = ({ data }) => {
      const message = readMessage(data)
      if (message?.kind === 'bye') setGone(true)
      if (message?.kind !== 'state') return
      setState(message)
      setGone(false)
    }
    opened.postMessage({ kind: 'hello' } satisfies Message)
    return () => opened.close()
  }, [key])
  const [send] = useState(() => (message: Message) => channel.current?.postMessage(message))
  return { state, gone, send }
}

/** Sends the keys of a lecture on to the wall. */
function useKeys(send: (message: Message) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return
      const key = keyOf(event)
      if (key?.kind === 'digit' && key.digit > 0) send({ kind: 'hand', option: key.digit, by: key.shift ? -1 : 1 })
      if (key?.kind !== 'action') return
      const action = SPEAKER_ACTIONS.find((name) => name === key.action)
      if (!action || (event.key === ' ' && event.target instanceof HTMLButtonElement)) return
      event.preventDefault()
      send({ kind: 'do', action })
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [send])
}

interface ShownProps {
  readonly title: string
  readonly moment: Moment | undefined
  readonly step: number
  element(at: number): HTMLElement
}

function Shown({ title, moment, step, element }: ShownProps) {
  const units = !moment ? [] : moment.builds ? moment.units.slice(Math.max(0, step - 1), step + 1) : moment.units
  return (
    <section className="speaker-moment" aria-label={title} data-moment={title}>
      <h2>
        <span className="label">{title}</span> <span>{moment?.label ?? 'The end'}</span>
      </h2>
      {moment?.scene ? (
        <p className="speaker-scene">{moment.scene.preset?.says ?? moment.scene.figure.summary}</p>
      ) : (
        <Copies elements={units.map(({ at }) => element(at))} />
      )}
    </section>
  )
}

interface HandsProps {
  readonly tally: NonNullable<WallState['tally']>
  readonly revealed: boolean
}

const Hands = ({ tally, revealed }: HandsProps) => (
  <div className="speaker-look">
    <p className="label">{revealed ? 'Hands, revealed' : 'Hands'}</p>
    <ol className="speaker-hands">
      {tally.map(({ label, hands, right }) => (
        <li key={label}>{`${label.replaceAll('$', '')}${right ? ' (right)' : ''}: ${hands}`}</li>
      ))}
    </ol>
  </div>
)

interface LookForProps {
  readonly scene: NonNullable<Moment['scene']>
  readonly run: WallState['run']
}

const LookFor = ({ scene: { figure, preset }, run }: LookForProps) => (
  <div className="speaker-look">
    <p className="label">What to look for</p>
    {preset && <p>{preset.says}</p>}
    <p>{figure.summary}</p>
    {run && <p className="speaker-run">{`${run.status}: ${run.readings} of ${run.expected} readings`}</p>}
  </div>
)

/** Selects elements that copies leave out: controls, and replies to the answers of this reader. */
const LIVE = '.runner, .figure-place, form, .anchor, .question-more, .question-hints, .question-reply, .question-given'

/** Copies of elements of the page, without ids and without anything that runs. */
function Copies({ elements }: { readonly elements: readonly HTMLElement[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.replaceChildren(...elements.map(copyOf))
  })
  return <div className="speaker-copies" ref={box} />
}

function copyOf(element: HTMLElement): Node {
  const copy = element.cloneNode(true)
  if (!(copy instanceof HTMLElement)) return copy
  copy.hidden = false
  for (const live of copy.querySelectorAll(LIVE)) live.remove()
  for (const named of [copy, ...copy.querySelectorAll('[id]')]) named.removeAttribute('id')
  for (const stop of [copy, ...copy.querySelectorAll('[tabindex]')]) stop.removeAttribute('tabindex')
  return copy
}

function Clock({ since }: { readonly since: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const time = new Date(now).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  return (
    <p className="speaker-clock">
      <span>{time}</span>
      <span>{elapsedText(now - since)}</span>
    </p>
  )
}

/** "5:07", "1:15:00": since the lecture began. */
export function elapsedText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}
