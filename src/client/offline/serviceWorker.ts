import { type Edition, isHashed, pageAt, withSlash } from './edition'

// What a service worker has besides a window; the library of its types excludes that of pages.
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Extendable {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Scope {
  readonly location: Location
  readonly registration: ServiceWorkerRegistration
  readonly clients: { claim(): Promise<void>; matchAll(of: { type: 'window' }): Promise<readonly unknown[]> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: Extendable) => void): void
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(kind: 'message', listener: (event: Extendable & MessageEvent) => void): void
}
declare const self: Scope
/** Inserted by the build. */
declare const __EDITION__: Edition

const edition = __EDITION__
const root = new URL('./', self.location.href).href
const PREFIX = `trainability ${root} `
const CACHE = PREFIX + edition.name

/** Files are fetched so many at a time, with low priority: the page comes first. */
const AT_ONCE = 4

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || !(origin + pathname).startsWith(root)) return
  const path = (origin + pathname).slice(root.length)
  event.respondWith(request.mode === 'navigate' ? page(request, path) : file(request, path))
  if (request.mode === 'navigate') event.waitUntil(leaveIfRemoved())
})
self.addEventListener('message', (event) => {
  if (event.data === 'activate') event.waitUntil(self.skipWaiting())
  if (event.data === 'opened') event.waitUntil(forgetOthers())
})

/** Keeps all files of this edition, or none. A file whose content is another edition's is refused. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE)
  const waiting = Object.entries(edition.files)
  const keepNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [path, integrity] = next
      const url = root + path
      const kept = isHashed(path) ? await caches.match(url) : undefined
      await cache.put(url, kept ?? (await fetched(url, integrity, isHashed(path))))
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, keepNext))
  } catch (error) {
    await caches.delete(CACHE)
    throw error
  }
}

async function fetched(url: string, integrity: string, hashed: boolean): Promise<Response> {
  const answer = await fetch(url, { integrity, cache: hashed ? 'default' : 'no-cache', priority: 'low' })
  if (!answer.ok || answer.redirected) throw new Error(`${url}: ${answer.status}`)
  return answer
}

/** A page is always this edition's. */
async function page(request: Request, path: string): Promise<Response> {
  const moved = withSlash(edition, path)
  if (moved !== undefined) return Response.redirect(root + moved + new URL(request.url).search, 308)
  return (await own(root + pageAt(path))) ?? fetch(request)
}

/** The request may come from an open page of an earlier edition. */
async function file(request: Request, path: string): Promise<Response> {
  return (await own(root + path)) ?? (await caches.match(root + path)) ?? fetch(request)
}

const own = (url: string) => caches.match(url, { cacheName: CACHE })

/** Deletes the caches of earlier editions if the page that was just opened is the only one. */
async function forgetOthers(): Promise<void> {
  if ((await self.clients.matchAll({ type: 'window' })).length <= 1) await forget((name) => name !== CACHE)
}

/** Deletes all caches and unregisters, if the site has no service worker. */
async function leaveIfRemoved(): Promise<void> {
  const script = await fetch(self.location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  if (!script || script.status >= 500) return
  if (script.ok && /javascript/.test(script.headers.get('content-type') ?? '')) return
  await forget(() => true)
  await self.registration.unregister()
}

async function forget(which: (name: string) => boolean): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && which(name)).map((name) => caches.delete(name)))
}
