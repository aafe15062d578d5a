import type { FigureState } from './state'

/** Holds the state of a figure, and notifies its listeners of each change. */
export class FigureStore {
  private readonly listeners = new Set<() => void>()

  constructor(private state: FigureState) {}

  get = (): FigureState => this.state

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** A listener that throws is reported: the others are notified, and the figure goes on. */
  update(next: Partial<FigureState>): void {
    this.state = { ...this.state, ...next }
    for (const listener of this.listeners)
      try {
        listener()
      } catch (error) {
        console.error(error)
      }
  }

  /** Removes all listeners. */
  clear(): void {
    this.listeners.clear()
  }
}
