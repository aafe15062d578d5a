import { type Browser, devices } from 'playwright-core'
import { open } from '../e2e/driver/browser'
import { RestlessReader } from './reader'

interface Stay {
  readonly seed: number
  /** Whether to go on, after so many actions. */
  goOn(actions: number): boolean
}

/**
 * Lets a restless reader use a figure, at even seeds on a phone. Returns a sentence for each fault, with the last actions before it: an
 * exception, an error in the console, a NaN in a drawing, a failed figure, a setting that a reload lost. Scripts and contexts are lost too.
 */
export async function restless(browser: Browser, url: string, id: string, { seed, goOn }: Stay): Promise<string[]> {
  const touch = seed % 2 === 0
  // On WebGL, because only there a context can be lost.
  const address = seed % 5 === 3 ? `${url}?backend=webgl` : url
  const { page, faults } = await open(browser, address, touch ? { ...devices['Pixel 7'] } : {})
  const wrong: string[] = []
  const reader = new RestlessReader(page, id, seed, touch, faults)
  const said = () => `after ${reader.done.slice(-12).join(', ')}`
  try {
    await soon(reader.begin())
    for (let actions = 0; wrong.length === 0 && goOn(actions); actions++) {
      await soon(reader.act())
      wrong.push(...(await soon(reader.wrong())))
    }
    if (wrong.length === 0) wrong.push(...(await soon(reader.lost())))
  } catch (error) {
    wrong.push(String(error))
  }
  // Without a network there is nothing to load.
  wrong.push(...faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault)))
  const last = said()
  await page.context().close()
  return wrong.map((one) => `${one} ${last}`)
}

/** Rejects if a promise is not settled within two minutes, because the page hangs. */
function soon<T>(promise: Promise<T>): Promise<T> {
  let late: ReturnType<typeof setTimeout>
  const timer = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error('The page does not answer')), 120_000)
  })
  return Promise.race([promise, timer]).finally(() => clearTimeout(late))
}
