/** The storage key of the public address. */
export const PUBLIC_ADDRESS = 'trainability.publicAddress'

/** The public address that is kept on this device; undefined if there is none. */
export function storedAddress(): string | undefined {
  try {
    return publicAddress(localStorage.getItem(PUBLIC_ADDRESS) ?? '')
  } catch {
    return undefined
  }
}

/** Whether another device cannot reach this address: this machine's own names, and files. */
export function isLocal({ hostname, protocol }: Pick<URL, 'hostname' | 'protocol'>): boolean {
  if (!/^https?:$/.test(protocol)) return true
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^127\./.test(hostname) ||
    hostname === '0.0.0.0' ||
    hostname === '[::1]'
  )
}

/** A machine of the room, as `npm start -- --host` prints it: it has no certificate. */
const IN_THE_ROOM = /^(\d{1,3}(\.\d{1,3}){3}|[^/:]+\.local)([:/]|$)/i

/** The address of the whole book as somebody types it, with a slash at its end; undefined if it is not an address, or phones cannot reach it. */
export function publicAddress(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return undefined
  let url: URL
  try {
    url = new URL(
      /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+:\d/.test(text)
        ? text
        : `${IN_THE_ROOM.test(text) ? 'http' : 'https'}://${text}`,
    )
  } catch {
    return undefined
  }
  if (isLocal(url) || url.username !== '' || url.password !== '') return undefined
  const folder = url.pathname.replace(/(^|\/)problems\/.*$/, '$1').replace(/[^/]*\.html$/, '')
  return `${url.origin}${folder.endsWith('/') ? folder : `${folder}/`}`
}

/** The address that a phone opens: the page at `base`, or where it is now, with a query and an anchor ("?a=b#c"). */
export function phoneLink(here: string, link: string, base: string | undefined): string {
  const { origin, pathname } = new URL(here)
  if (base === undefined) return `${origin}${pathname}${link}`
  // The single file of a problem has its name: "3-weight-initialization.html".
  const [, file] = /\/([1-9]\d*-[a-z0-9-]+)\.html$/.exec(pathname) ?? []
  const inBook = file === undefined ? (/problems\/[^/]*\/?/.exec(pathname)?.[0] ?? '') : `problems/${file}/`
  return `${base}${inBook}${link}`
}
