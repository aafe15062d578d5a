import type { Page, Route } from 'playwright-core'

/** How a file is missing: no answer, none by that name, or, as some hosts answer after a new edition, a page. */
const LOSSES: readonly ((route: Route) => Promise<void>)[] = [
  (route) => route.abort(),
  (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'There is nothing here.' }),
  (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><p>Welcome</p>' }),
]

/** Scripts of a page that do not come for a while, those of its worker too. The first, which all others need, comes. */
export class LostScripts {
  private loss: ((route: Route) => Promise<void>) | undefined

  constructor(
    private readonly page: Page,
    private readonly faults: string[],
  ) {}

  async watch(): Promise<void> {
    await this.page
      .context()
      .route(/\/assets\/(?!index-)[^/]*\.js/, (route) => (this.loss ?? ((r) => r.continue()))(route))
  }

  /**
   * Does something while scripts are lost, and something once they come again. What the page says in its console meanwhile is as it should be; an
   * exception is not.
   */
  async during(kind: number, lost: () => Promise<void>, found: () => Promise<void>): Promise<void> {
    const before = this.faults.length
    this.loss = LOSSES[kind % LOSSES.length]
    try {
      await lost()
    } finally {
      this.loss = undefined
    }
    await found()
    const said = this.faults.splice(before)
    this.faults.push(...said.filter((fault) => fault.startsWith('exception:') && !fault.includes(MADE_UP)))
  }
}

/** The exception by which a reader ends a worker. */
export const MADE_UP = 'made up by the restless reader'
