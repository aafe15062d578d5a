import type { RunSetting } from './setting'

/** The maximum number of settings kept for undo. */
const MAX_SETTINGS = 50

/** The undo history: the setting before each change. Successive changes of one slider count as one change. */
export class Past {
  private readonly settings: RunSetting[] = []
  private last: string | undefined

  get empty(): boolean {
    return this.settings.length === 0
  }

  /**
   * Adds the setting before a change. `by` names the source of the change: successive changes with the same `by` count as one. Without `by`, every
   * change counts. Returns whether the setting was added.
   */
  remember({ values, seed }: RunSetting, by?: string): boolean {
    if (by !== undefined && by === this.last) return false
    this.last = by
    this.settings.push({ values, seed })
    if (this.settings.length > MAX_SETTINGS) this.settings.shift()
    return true
  }

  /** Removes and returns the setting before the last change. */
  takeBack(): RunSetting | undefined {
    this.last = undefined
    return this.settings.pop()
  }
}
