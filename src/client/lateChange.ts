/** As much of the tab's storage as a late change needs. */
type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** As much of a window as a late change needs. */
export interface LateWindow {
  readonly location: { readonly pathname: string; readonly search: string; readonly hash: string }
  readonly history: { readonly state: unknown; replaceState(state: unknown, unused: string, url: string): void }
  /** Throws where storage is refused. */
  readonly sessionStorage: TabStorage
  readonly performance: { getEntriesByType(kind: 'navigation'): readonly object[] }
}

/** One key for each address, because frames of one tab share its storage. */
const keyOf = (address: string) => `trainability.late ${address}`

/**
 * A change of the query that came too late for a reload: browsers reload the address that there was when the reload began. It is kept in the
 * storage of the tab while the page is reloaded. An address is path and query.
 */
export class LateChange {
  /** The key of what this page kept last. */
  private kept: string | undefined

  constructor(private readonly at: LateWindow) {}

  /** Keeps the query that an address has changed to as its page is left. */
  keep(address: string, query: string): void {
    try {
      this.kept = keyOf(address)
      this.at.sessionStorage.setItem(this.kept, `?${query}`)
    } catch {
      // Storage is refused or full: a reload shows the setting before.
    }
  }

  /** Forgets what was kept, because the page was left in another way and has come back as it was. */
  forget(): void {
    try {
      if (this.kept !== undefined) this.at.sessionStorage.removeItem(this.kept)
      this.kept = undefined
    } catch {
      // Where storage is refused, nothing was kept.
    }
  }

  /** Puts a change that was kept into the address of the reloaded page, once, before anything reads the address. */
  restore(): void {
    const { pathname, search, hash } = this.at.location
    const query = this.take(pathname + search)
    if (query !== undefined) this.at.history.replaceState(this.at.history.state, '', pathname + query + hash)
  }

  private take(address: string): string | undefined {
    try {
      const kept = this.at.sessionStorage.getItem(keyOf(address))
      this.at.sessionStorage.removeItem(keyOf(address))
      const [navigation] = this.at.performance.getEntriesByType('navigation')
      const isReload = navigation && 'type' in navigation && navigation.type === 'reload'
      // A query is empty, or begins with a question mark.
      return isReload && kept && /^\?(?:\?|$)/.test(kept) ? kept.slice(1) : undefined
    } catch {
      return undefined
    }
  }
}
