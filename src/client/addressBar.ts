import type { LateChange } from './lateChange'

/** As much of a window as the address bar needs. */
export interface AddressWindow {
  readonly location: { readonly pathname: string; readonly search: string; readonly hash: string }
  readonly history: {
    readonly state: unknown
    replaceState(state: unknown, unused: string, url: string): void
    pushState(state: unknown, unused: string, url: string): void
  }
  setTimeout(run: () => void, ms: number): unknown
  addEventListener(kind: 'pagehide' | 'pageshow' | 'popstate', listener: () => void): void
}

/** Browsers refuse more than about a hundred changes of the address in half a minute. */
const PAUSE_MS = 400

/** Writes the figures' state into the address, the latest of each, at a pace that browsers allow. */
export class AddressBar {
  private readonly pending = new Map<string, (search: string) => string>()

  /** The query as it was last seen or written: a step in history that leaves it alone is one between anchors. */
  private known: string

  /** `isOneEntry`: whether all changes belong to the present entry of the history, as in a lecture. */
  constructor(
    private readonly at: AddressWindow,
    private readonly isOneEntry: () => boolean = () => false,
    private readonly late?: LateChange,
  ) {
    this.known = at.location.search
    at.addEventListener('pagehide', () => this.leave())
    at.addEventListener('pageshow', () => late?.forget())
  }

  /** Calls `listener` after each step in the browser's history that changes the query. */
  onReturn(listener: () => void): void {
    this.at.addEventListener('popstate', () => {
      if (this.search === this.known) return
      this.known = this.search
      // Pending changes belonged to the entry that was left.
      this.pending.clear()
      listener()
    })
  }

  get search(): string {
    return this.at.location.search
  }

  /** Takes what a link brings behind "#anchor?" out of the address, and leaves the anchor. */
  takeBrought(): string {
    const { hash, search } = this.at.location
    const end = hash.indexOf('?')
    if (end < 0) return ''
    this.write(search, end > 1 ? hash.slice(0, end) : '')
    return hash.slice(end + 1)
  }

  /** `rewrite` makes the new query from the one there is. A later one of the same key takes its place. */
  change(key: string, rewrite: (search: string) => string): void {
    if (this.pending.size === 0) this.at.setTimeout(() => this.flush(), PAUSE_MS)
    this.pending.set(key, rewrite)
  }

  /** The same at once and as an entry of its own, so that Back returns to what was before it. */
  enter(rewrite: (search: string) => string): void {
    this.flush()
    const { search, hash } = this.at.location
    const written = rewrite(search)
    if (written !== search) this.write(written, hash, this.isOneEntry() ? 'replaceState' : 'pushState')
  }

  /** The same at once in the present entry. */
  replace(rewrite: (search: string) => string): void {
    const { search, hash } = this.at.location
    const written = rewrite(search)
    if (written !== search) this.write(written, hash)
  }

  private leave(): void {
    const { pathname, search } = this.at.location
    this.flush()
    if (this.search !== search) this.late?.keep(pathname + search, this.search)
  }

  private flush(): void {
    const { search, hash } = this.at.location
    const rewrites = [...this.pending.values()]
    // Cleared first: if a rewrite throws, later changes must still reach the address.
    this.pending.clear()
    const written = rewrites.reduce((query, rewrite) => rewrite(query), search)
    if (written !== search) this.write(written, hash)
  }

  private write(search: string, hash: string, how: 'replaceState' | 'pushState' = 'replaceState'): void {
    const { location, history } = this.at
    this.known = search
    history[how](history.state, '', location.pathname + search + hash)
  }
}
