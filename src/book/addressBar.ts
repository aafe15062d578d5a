/** As much of a window as the address bar needs. */
export interface AddressWindow {
  readonly location: { readonly pathname: string; readonly search: string; readonly hash: string }
  readonly history: { readonly state: unknown; replaceState(state: unknown, unused: string, url: string): void }
  setTimeout(run: () => void, ms: number): unknown
  addEventListener(kind: 'pagehide', listener: () => void): void
}

/** Browsers refuse more than about a hundred changes of the address in half a minute. */
const PAUSE_MS = 400

/** Writes the figures' state into the address, the latest of each, at a pace that browsers allow. */
export class AddressBar {
  private readonly pending = new Map<string, (search: string) => string>()

  constructor(private readonly at: AddressWindow) {
    at.addEventListener('pagehide', () => this.flush())
  }

  get search(): string {
    return this.at.location.search
  }

  /** `rewrite` makes the new query from the one there is. A later one of the same key takes its place. */
  change(key: string, rewrite: (search: string) => string): void {
    if (this.pending.size === 0) this.at.setTimeout(() => this.flush(), PAUSE_MS)
    this.pending.set(key, rewrite)
  }

  private flush(): void {
    const { location, history } = this.at
    const search = [...this.pending.values()].reduce((query, rewrite) => rewrite(query), location.search)
    this.pending.clear()
    if (search !== location.search) history.replaceState(history.state, '', location.pathname + search + location.hash)
  }
}
