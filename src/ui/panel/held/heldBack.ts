import { useSyncExternalStore } from 'react'

/** A figure that waits for the reader's answer before it shows what it measured and what theory says. */
export interface HeldBack {
  subscribe(listener: () => void): () => void
  isHeld(): boolean
  /** Shows this figure. */
  show(): void
  /** Shows this and every other figure, from now on. */
  showAll(): void
  /** The address of the question on this page. */
  readonly question: string
}

const never = () => () => {}
const no = () => false

/** Whether a figure is held back now. The prerendered panel is not, because without script it could not be opened. */
export const useHeldBack = (held: HeldBack | undefined): boolean =>
  useSyncExternalStore(held?.subscribe ?? never, held?.isHeld ?? no, no)
