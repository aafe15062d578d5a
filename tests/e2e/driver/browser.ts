import {
  type Browser,
  type BrowserContextOptions,
  type BrowserServer,
  chromium,
  type Download,
  firefox,
  type Page,
} from 'playwright-core'
import { painting } from '../../browsers/chromium.mjs'

/** How long a wait may take: busy cores take their time. */
const PATIENCE_MS = 90_000

/**
 * The Chromium of a test process, for all its files one after the other. Two processes do not share one, so that windows of one file cannot reach the
 * pages of another.
 */
let own: Promise<BrowserServer> | undefined

/**
 * The Chromium of this process, with software WebGL; one of its own with more switches if a test needs them. Closing it closes what this file opened.
 */
export async function launch(...switches: string[]): Promise<Browser> {
  if (switches.length > 0) return patient(await chromium.launch(painting(...switches)))
  own ??= chromium.launchServer(painting())
  own.catch(() => {
    own = undefined
  })
  return patient(await chromium.connect((await own).wsEndpoint()))
}

/** What Playwright does not show of a Firefox that it drives by WebDriver BiDi. */
interface Inside {
  readonly _connection: {
    toImpl?(browser: Browser): {
      readonly _browserSession: { send(method: string, ...rest: unknown[]): Promise<unknown> }
    }
  }
}

/** Firefox as it is installed. The command by which Playwright sets the preferred colours of every page is left out: Firefox does not know it. */
export async function launchFirefox(executablePath: string): Promise<Browser> {
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath })
  const session = (browser as unknown as Inside)._connection.toImpl?.(browser)._browserSession
  if (!session) throw new Error('This version of Playwright hides the session of its Firefox')
  const { send } = session
  session.send = (method, ...rest) =>
    method === 'emulation.setMediaFeaturesOverride' ? Promise.resolve({}) : send.call(session, method, ...rest)
  return patient(browser)
}

/** Gives waits of a browser's pages their time. Nothing is kept offline unless a test asks for it: each would fetch the whole book. */
function patient(browser: Browser): Browser {
  const { newContext, newPage } = browser
  browser.newContext = async (options) => {
    const context = await newContext.call(browser, { serviceWorkers: 'block', ...options })
    context.setDefaultTimeout(PATIENCE_MS)
    return context
  }
  browser.newPage = async (options) => {
    const page = await newPage.call(browser, { serviceWorkers: 'block', ...options })
    page.setDefaultTimeout(PATIENCE_MS)
    return page
  }
  return browser
}

export interface Opened {
  readonly page: Page
  /** Console errors, exceptions, requests that failed or left the site, in the order they came. */
  readonly faults: string[]
}

export interface Options extends BrowserContextOptions {
  /** Whether figures hold back what a question asks about, as they do for a reader. Tests of figures want to see it. */
  readonly askFirst?: boolean
  /** No worker is ever ready: figures show their theory, and nothing runs. */
  readonly atRest?: boolean
}

const NO_WORKER = () => {
  Object.assign(globalThis, {
    Worker: class extends EventTarget {
      postMessage() {}
      terminate() {}
    },
  })
}

const NOTHING_HELD = JSON.stringify({ book: 'trainability', version: 1, askFirst: false })

/** Opens an address in a context of its own, and listens for everything that should not be. */
export async function open(browser: Browser, url: string, options: Options = {}): Promise<Opened> {
  const { askFirst = false, atRest = false, ...others } = options
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...others })
  if (!askFirst)
    await context.addInitScript((work) => {
      try {
        if (localStorage.getItem('trainability.work') === null) localStorage.setItem('trainability.work', work)
      } catch {
        // A page without an address has no storage.
      }
    }, NOTHING_HELD)
  if (atRest) await context.addInitScript(NO_WORKER)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    // React draws anew what does not match; unless a test has altered the page, the build is at fault.
    const isFault = message.type() === 'error' || message.text().startsWith('Drawn anew')
    if (isFault) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    // A page that is left drops what it was still loading.
    if (reason !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`)
  })
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (!['data:', 'blob:'].includes(protocol) && origin !== new URL(url).origin)
      faults.push(`third party: ${request.url()}`)
  })
  await page.goto(url)
  return { page, faults }
}

/** The contents of a file that a page saves. */
export async function contentsOf(download: Download): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of await download.createReadStream()) parts.push(part)
  return Buffer.concat(parts)
}
