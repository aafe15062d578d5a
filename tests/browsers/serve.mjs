/** A static server for a built book, under any base path. A test may prepend a script to the worker's own. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/**
 * @typedef {object} Site
 * @property {string} url where the book lies, with a slash at its end
 * @property {() => Promise<void>} close
 */

/**
 * Serves a folder at a free port.
 * @param {string} folder
 * @param {{ base?: string, workerPrelude?: string, sent?: (path: string, body: Buffer, referer: string) => void }} [options]
 * `sent` is called for every file that is served, with its content and the address of the page that asked for it
 * @returns {Promise<Site>}
 */
export async function serve(folder, { base = '/', workerPrelude = '', sent = () => {} } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    try {
      if (!pathname.startsWith(base)) throw new Error('outside of the book')
      const inside = normalize(decodeURIComponent(pathname.slice(base.length)))
      const file = join(folder, inside === '.' || inside.endsWith('/') ? join(inside, 'index.html') : inside)
      if (inside.startsWith('..')) throw new Error('outside of the book')
      const body = await readFile(file)
      sent(file, body, request.headers.referer ?? '')
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
      const isWorker = workerPrelude !== '' && /(^|\/)worker-[^/]*\.js$/.test(file)
      response.end(isWorker ? Buffer.concat([Buffer.from(`${workerPrelude};\n`), body]) : body)
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' })
      response.end('There is nothing here.')
    }
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
