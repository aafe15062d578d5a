import type { Page } from 'playwright-core'

/** A file that a reader gives to a figure. */
export interface Given {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Lets a file fall on an element, or pastes it there, as a browser does. */
export const bring = (page: Page, kind: 'drop' | 'paste', on: string, { name, mimeType, buffer }: Given) =>
  page.evaluate(
    ({ kind, on, name, type, bytes }) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(bytes)], name, { type }))
      const how = { bubbles: true, cancelable: true }
      const event =
        kind === 'drop'
          ? new DragEvent('drop', { ...how, dataTransfer: data })
          : new ClipboardEvent('paste', { ...how, clipboardData: data })
      document.querySelector(on)?.dispatchEvent(event)
    },
    { kind, on, name, type: mimeType, bytes: [...buffer] },
  )

/** All that a page says to the network: addresses, what they come from, and bodies. */
export function overhear(page: Page): string[] {
  const said: string[] = []
  page.on('request', (request) => said.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? ''))
  return said
}

/** Waits for the mark of a text or picture in the address, which is written shortly after the figure changes. */
export async function markIn(page: Page, key: string, other = ''): Promise<string> {
  await page.waitForFunction(
    ([key = '', other]) => {
      const mark = new URLSearchParams(location.search).get(key) ?? ''
      return /^~[0-9a-f]{16}$/.test(mark) && mark !== other
    },
    [key, other],
  )
  return new URL(page.url()).searchParams.get(key) ?? ''
}

/** The text that the browser stores for a mark. */
export const kept = (page: Page, mark: string) =>
  page.evaluate((mark) => localStorage.getItem(`trainability.text.${mark}`) ?? '', mark)
