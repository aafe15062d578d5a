import { type RefObject, useEffect, useReducer } from 'react'
import { type PassState, paceOf, passReducer, RESTING } from './pass'

/** The slow pass and what a reader can do to it. */
export interface SlowPass extends PassState {
  play(): void
  pause(): void
  forwards(): void
  backwards(): void
  stop(): void
}

const STILL = '(prefers-reduced-motion: reduce)'

/** Whether the reader wants no motion: then the pass is only stepped. */
const wantsStill = () => typeof matchMedia === 'function' && matchMedia(STILL).matches

/** The slow pass with its clock. It stops when `run` names another setting, and when the picture goes out of sight. */
export function useSlowPass(element: RefObject<HTMLElement | null>, stops: number, run: string): SlowPass {
  const [state, send] = useReducer(passReducer, RESTING)
  const { playing } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: another setting is what ends the pass.
  useEffect(() => () => send({ type: 'stop' }), [run])
  useEffect(() => {
    if (!playing) return
    const clock = setInterval(() => send({ type: 'tick', stops }), paceOf(stops))
    return () => clearInterval(clock)
  }, [playing, stops])
  useEffect(() => {
    const watched = element.current
    if (!playing || !watched) return
    const stop = () => send({ type: 'stop' })
    const whenHidden = () => document.visibilityState !== 'visible' && stop()
    document.addEventListener('visibilitychange', whenHidden)
    const observer =
      typeof IntersectionObserver === 'undefined'
        ? undefined
        : new IntersectionObserver(([entry]) => entry && !entry.isIntersecting && stop())
    observer?.observe(watched)
    return () => {
      document.removeEventListener('visibilitychange', whenHidden)
      observer?.disconnect()
    }
  }, [playing, element])
  return {
    ...state,
    play: () => send({ type: wantsStill() ? 'forwards' : 'play', stops }),
    pause: () => send({ type: 'pause' }),
    forwards: () => send({ type: 'forwards', stops }),
    backwards: () => send({ type: 'backwards', stops }),
    stop: () => send({ type: 'stop' }),
  }
}
