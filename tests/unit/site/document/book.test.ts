import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RenderedPage } from '../../../../src/site/document/render'
import { filesUnder } from '../../../files'

let server: ViteDevServer
let pages: readonly RenderedPage[]

beforeAll(async () => {
  server = await createServer({
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [], entries: [] },
    cacheDir: 'node_modules/.cache/book-test',
  })
  const { renderBook } = await server.ssrLoadModule('/src/site/document/render.tsx')
  pages = await renderBook()
}, 180_000)
afterAll(() => server.close())

const bodyOf = (route: string) => pages.find((page) => page.route === route)?.body ?? ''
const folders = filesUnder('problems').flatMap((file) =>
  file.endsWith('/page.mdx') ? [file.replace('page.mdx', '')] : [],
)

describe('the book', () => {
  it('has a page for the home and for every written problem, and links to no other', () => {
    const home = bodyOf('')
    for (const folder of folders) expect(home.includes(`href="./${folder}"`)).toBe(bodyOf(folder) !== '')
    expect(pages.length).toBeGreaterThan(1)
    expect(home.match(/class="coming"/g)?.length ?? 0).toBe(folders.length - (pages.length - 1))
  })

  it('names every problem on the first page, with its question', () => {
    expect(bodyOf('').match(/class="question"/g)?.length).toBe(folders.length)
  })

  it('lists on the first page what is turned in each figure of a page, in the order of the page', () => {
    const home = bodyOf('')
    for (const folder of folders) {
      const placed = [...bodyOf(folder).matchAll(/data-island="figure" data-figure="([^"]+)"/g)].map(([, name]) => name)
      const listed = [
        ...home.matchAll(new RegExp(`href="./${folder}#([^"]+)">[^<]+</a><span class="turned">turn \\w`, 'g')),
      ]
      expect(listed.map(([, name]) => name)).toEqual(placed)
    }
  })

  it('keeps nothing of the build in its pages', () => {
    for (const { body } of pages) expect(body).not.toMatch(/data-at=|page\.mdx|\$[a-z\\]|undefined|\[object/)
  })
})

describe('problem 3', () => {
  const route = 'problems/3-weight-initialization/'

  it('has the parts of the print in order, each with its anchor and its line in the contents', () => {
    const body = bodyOf(route)
    const parts = [...body.matchAll(/<section class="part" id="([a-z]+)"/g)].map(([, id]) => id)
    expect(parts.slice(0, 4)).toEqual(['a', 'b', 'c', 'd'])
    // One link next to the text, one inside it, and the anchor at the heading.
    for (const id of parts) expect(body.match(new RegExp(`href="#${id}"`, 'g'))?.length).toBeGreaterThanOrEqual(3)
  })

  it('has its solutions closed, and every formula of theirs in the page', () => {
    const body = bodyOf(route)
    expect(body.match(/<details class="reveal solution">/g)?.length).toBe(4)
    expect(body).not.toMatch(/<details[^>]* open/)
    expect(body.match(/<math/g)?.length).toBeGreaterThan(100)
  })

  it('holds its figures as HTML of their own, at rest', () => {
    const body = bodyOf(route)
    for (const name of ['variance', 'sigmoid', 'saturation', 'depth'])
      expect(body).toMatch(new RegExp(`data-experiment="3-weight-initialization/${name}" data-status="idle"`))
  })

  it('has a text alone to show where a claim is made', () => {
    expect(bodyOf(route).match(/<li class="claim"/g)?.length).toBeGreaterThanOrEqual(8)
  })
})
