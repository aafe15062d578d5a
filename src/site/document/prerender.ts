import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Plugin, type Rolldown, type ViteDevServer } from 'vite'
import { documentOf } from './document.ts'
import { lostDocument } from './lost.ts'
import type { RenderedPage } from './render'
import { fileOf, type Inlined, singleDocument } from './single.ts'

const RENDERER = '/src/site/document/render.tsx'

/** The fonts of the first lines, preloaded so that they do not wait for the style sheet. */
const PRELOADED = [
  /source-serif-4-latin-opsz-normal/,
  /source-serif-4-latin-wght-italic/,
  /source-sans-3-latin-wght-normal/,
  /KaTeX_Main-Regular/,
  /KaTeX_Math-Italic/,
]

/** Vite plugin: renders pages on request during development, and all of them at build time; `single`: each problem as one file. */
export function prerender({ single = false } = {}): Plugin {
  let configFile: string | undefined
  let root = ''
  let publicDir = ''
  let rendering: Promise<readonly RenderedPage[]> | undefined
  return {
    name: 'site:prerender',
    configResolved(config) {
      configFile = config.configFile
      root = config.root
      publicDir = config.publicDir
    },

    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        respond(server, request, response).then((done) => done || next(), next)
      })
    },

    hotUpdate({ file }) {
      // Pages are not scripts, so a change to them reloads the browser.
      const prerendered = /\/(problems\/.*\/page\.mdx|src\/(pages|site)\/.*\.tsx?)$/.test(file)
      if (prerendered && this.environment.name === 'client') this.environment.hot.send({ type: 'full-reload' })
    },

    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
        if (/\/problems\/[^/.]+$/.test(pathname)) return redirect(response, `${pathname}/${search}`)
        // Rewrite the address here, before the server's own handler answers 404.
        if (pathname.endsWith('/')) request.url = `${pathname}index.html${search}`
        next()
      })
      return () => {
        server.middlewares.use((_request, response) => {
          response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(lostDocument())
        })
      }
    },

    buildStart() {
      if (this.environment.config.command !== 'build') return
      rendering = renderAll(root, configFile)
      // The promise is awaited after bundling; this handler prevents an unhandled rejection before that.
      rendering.catch(() => {})
    },

    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const index = bundle['index.html']
        if (!rendering || index?.type !== 'asset') return
        // Opened from a disk, a book is refused a style sheet with the attribute crossorigin.
        const template = String(index.source).replaceAll('rel="stylesheet" crossorigin', 'rel="stylesheet"')
        if (single) {
          const inlined = { ...inlinedFrom(bundle), icon: await readFile(`${publicDir}/favicon.svg`, 'utf8') }
          for (const name of Object.keys(bundle)) delete bundle[name]
          for (const page of await rendering) {
            const fileName = fileOf(page.route)
            if (fileName) this.emitFile({ type: 'asset', fileName, source: singleDocument(template, page, inlined) })
          }
          return
        }
        const preload = PRELOADED.flatMap((face) => Object.keys(bundle).find((name) => face.test(name)) ?? [])
        for (const page of await rendering) {
          const source = documentOf(template, page, { dev: false, preload })
          if (page.route === '') index.source = source
          else this.emitFile({ type: 'asset', fileName: `${page.route}index.html`, source })
        }
        this.emitFile({ type: 'asset', fileName: '404.html', source: lostDocument() })
      },
    },
  }
}

/** The one script and the one style sheet of a build. */
function inlinedFrom(bundle: Rolldown.OutputBundle): Omit<Inlined, 'icon'> {
  const scripts = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file.code] : []))
  const styles = Object.values(bundle).flatMap((file) =>
    file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : [],
  )
  const rest = Object.keys(bundle).filter((name) => !/\.(js|css|html)$/.test(name))
  const [script, style] = [scripts[0], styles[0]]
  if (script === undefined || style === undefined || scripts.length + styles.length > 2 || rest.length > 0)
    throw new Error(
      `A single file has one script and one style sheet, but the build made ${Object.keys(bundle).join(', ')}`,
    )
  return { script, style }
}

/** Renders the book in a separate Vite server that neither listens nor watches files. */
async function renderAll(root: string, configFile: string | undefined): Promise<readonly RenderedPage[]> {
  const server = await createServer({
    root,
    configFile: configFile ?? false,
    mode: 'production',
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    // A separate cache directory, in case a development server is running.
    cacheDir: 'node_modules/.cache/prerender',
  })
  try {
    return await book(server)
  } finally {
    await server.close()
  }
}

async function book(server: ViteDevServer): Promise<readonly RenderedPage[]> {
  const renderer = await server.ssrLoadModule(RENDERER)
  const renderBook: unknown = renderer.renderBook
  if (typeof renderBook !== 'function') throw new Error(`${RENDERER} exports no renderBook`)
  return renderBook()
}

/** Answers a request for a page. Returns false if the request is for something else. */
async function respond(server: ViteDevServer, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  if (/^\/problems\/[^/.]+$/.test(pathname)) return redirect(response, `${pathname}/${search}`)
  if (!/^\/(problems\/[^/]+\/)?(index\.html)?$/.test(pathname)) return false
  const route = pathname.slice(1).replace(/index\.html$/, '')
  try {
    const page = (await book(server)).find((candidate) => candidate.route === route)
    const template = await server.transformIndexHtml(pathname, await templateOf(server))
    const html = page ? documentOf(template, page, { dev: true, preload: [] }) : lostDocument()
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(html)
    return true
  } catch (error) {
    if (error instanceof Error) server.ssrFixStacktrace(error)
    throw error
  }
}

async function templateOf(server: ViteDevServer): Promise<string> {
  return readFile(`${server.config.root}/index.html`, 'utf8')
}

function redirect(response: ServerResponse, to: string): true {
  response.writeHead(308, { location: to }).end()
  return true
}
