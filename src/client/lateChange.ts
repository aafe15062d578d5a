/** As much of the tab's storage as a late change needs. */
type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Where the tab's storage is, if it may be used. Reading it throws where storage is refused. */
export interface LateWindow {
  readonly sessionStorage: TabStorage
  readonly performance: { getEntriesByType(kind: 'navigation'): readonly object[] }
}

const KEY = 'trainability.late'

/**
 * A change of the address that came too late for a reload: browsers reload the address that there was when the reload began. It is kept in the
 * storage of the tab while the page is reloaded. Addresses are path and query.
 */
export class LateChange {
  constructor(private readonly at: LateWindow) {}

  keep(before: string, after: string): void {
    try {
      this.at.sessionStorage.setItem(KEY, JSON.stringify([before, after]))
    } catch {
      // Storage is refused or full: the reload shows the setting before.
    }
  }

  /** The address that takes the place of the reloaded one; undefined if there is none. It is given once. */
  take(reloaded: string): string | undefined {
    try {
      const kept: unknown = JSON.parse(this.at.sessionStorage.getItem(KEY) ?? 'null')
      this.at.sessionStorage.removeItem(KEY)
      const [navigation] = this.at.performance.getEntriesByType('navigation')
      if (!navigation || !('type' in navigation) || navigation.type !== 'reload' || !Array.isArray(kept))
        return undefined
      const [before, after]: unknown[] = kept
      return before === reloaded && typeof after === 'string' ? after : undefined
    } catch {
      return undefined
    }
  }
}
