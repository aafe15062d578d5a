import { type Storage, shelved, unshelved } from '../engine/shelf'

/** As much of a window as the address bar needs. */
export interface AddressWindow {
  readonly location: { readonly pathname: string; readonly search: string; readonly hash: string }
  readonly history: { readonly state: unknown; replaceState(state: unknown, unused: string, url: string): void }
  setTimeout(run: () => void, ms: number): unknown
  addEventListener(kind: 'pagehide', listener: () => void): void
}

/** The browser's storage, where there is one that may be used. */
export function localShelf(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}

/** Browsers refuse more than about a hundred changes of the address in half a minute. */
const PAUSE_MS = 400

/** Writes the figures' state into the address, the latest of each, at a pace that browsers allow. */
export class AddressBar {
  private readonly pending = new Map<string, (search: string) => string>()

  constructor(
    private readonly at: AddressWindow,
    /** Takes the texts that are too long for an address. */
    private readonly shelf?: Storage,
  ) {
    at.addEventListener('pagehide', () => this.flush())
  }

  /** The query, with the texts that its marks stand for. */
  get search(): string {
    return unshelved(this.at.location.search, this.shelf)
  }

  /** A query as the address carries it. */
  written(search: string): string {
    return shelved(search, this.shelf)
  }

  /** `rewrite` makes the new query from the one there is. A later one of the same key takes its place. */
  change(key: string, rewrite: (search: string) => string): void {
    if (this.pending.size === 0) this.at.setTimeout(() => this.flush(), PAUSE_MS)
    this.pending.set(key, rewrite)
  }

  private flush(): void {
    const { location, history } = this.at
    const search = this.written([...this.pending.values()].reduce((query, rewrite) => rewrite(query), this.search))
    this.pending.clear()
    if (search !== location.search) history.replaceState(history.state, '', location.pathname + search + location.hash)
  }
}
