import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react'
import './compare.css'

interface HoldButtonProps {
  readonly className: string
  readonly held: boolean
  readonly title: string
  readonly children: ReactNode
  hold(held: boolean): void
}

/** The length of a press, in ms, below which it is a tap. */
const TAP = 400

/** The time after a key, in ms, within which a click is caused by the key. */
const SAME = 60

/**
 * Shows another run for as long as it is held down, by a pointer or by Space or Enter. A tap of a finger or of a key keeps the run in sight until
 * the next one, so that other things can be touched or read meanwhile; so does the click of a screen reader.
 */
export function HoldButton({ className, held, title, children, hold }: HoldButtonProps) {
  const began = useRef({ at: 0, wasHeld: false })
  const keyedAt = useRef(Number.NEGATIVE_INFINITY)
  const kept = useRef(false)
  useEffect(() => {
    if (!held) kept.current = false
  }, [held])
  const begin = (at: number) => {
    began.current = { at, wasHeld: held }
    kept.current = false
    hold(true)
  }
  const end = (at: number, mayTap: boolean) => {
    kept.current = mayTap && !began.current.wasHeld && at - began.current.at < TAP
    if (!kept.current) hold(false)
  }
  const leave = () => {
    if (!kept.current) hold(false)
  }
  const onKeyDown = ({ key, repeat, timeStamp }: KeyboardEvent) => {
    if (key !== ' ' && key !== 'Enter') return
    keyedAt.current = timeStamp
    if (!repeat) begin(timeStamp)
  }
  const onKeyUp = ({ key, timeStamp }: KeyboardEvent) => {
    if (key !== ' ' && key !== 'Enter') return
    keyedAt.current = timeStamp
    end(timeStamp, true)
  }
  const onClick = ({ detail, timeStamp }: MouseEvent) => {
    if (detail > 0 || timeStamp - keyedAt.current < SAME) return
    kept.current = !held
    hold(!held)
  }
  return (
    <button
      type="button"
      className={`hold-button ${className}`}
      aria-pressed={held}
      title={title}
      onPointerDown={({ timeStamp }) => begin(timeStamp)}
      onPointerUp={({ timeStamp, pointerType }: PointerEvent) => end(timeStamp, pointerType === 'touch')}
      onPointerLeave={leave}
      onPointerCancel={leave}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
      onClick={onClick}
      onBlur={leave}
    >
      {children}
    </button>
  )
}
