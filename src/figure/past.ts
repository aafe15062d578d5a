import type { RunSetting } from './setting'

/** Settings that can be gone back to, at most. */
const MOST = 50

/** The settings before each change. A slider that is moved leaves one, however often it reports. */
export class Past {
  private readonly settings: RunSetting[] = []
  private last: string | undefined

  get empty(): boolean {
    return this.settings.length === 0
  }

  /**
   * `by` names what changes the setting; given twice in a row it is one change. Left out: always one of its own. Returns whether it begins a
   * change.
   */
  remember({ values, seed }: RunSetting, by?: string): boolean {
    if (by !== undefined && by === this.last) return false
    this.last = by
    this.settings.push({ values, seed })
    if (this.settings.length > MOST) this.settings.shift()
    return true
  }

  /** The setting before the last change, which is forgotten. */
  takeBack(): RunSetting | undefined {
    this.last = undefined
    return this.settings.pop()
  }
}
