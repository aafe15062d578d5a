import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentOf } from '../../../../src/site/document/document'
import { lostDocument } from '../../../../src/site/document/lost'
import { onlyWoff2 } from '../../../../src/site/woff2'

const template = readFileSync('index.html', 'utf8').replaceAll('="/', '="./')
const page = {
  route: 'problems/3-x/',
  title: 'a "b" & c',
  description: '1 < 2',
  body: '<p>$& <a href="./stay">x</a></p>',
}
const built = documentOf(template, page, { dev: false, preload: ['assets/serif.woff2'] })

describe('a document', () => {
  it('points at the root of the book from where it stands, and leaves the text alone', () => {
    expect(built).toContain('src="../../src/main.ts"')
    expect(built).toContain('href="../../favicon.svg"')
    expect(built).toContain('href="../../assets/serif.woff2" as="font"')
    expect(built).toContain(page.body)
    expect(documentOf(template, { ...page, route: '' }, { dev: false, preload: [] })).toContain('src="./src/main.ts"')
  })

  it('says what it is, escaped', () => {
    expect(built).toContain('<title>a &quot;b&quot; &amp; c</title>')
    expect(built).toContain('content="1 &lt; 2"')
  })

  it.each([
    ['a page', built],
    ['the page that is not there', lostDocument()],
  ])('allows its own scripts by their hash, and no other: %s', (_, html) => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? '')
    expect(scripts).toHaveLength(1)
    for (const code of scripts)
      expect(policy).toContain(`'sha256-${createHash('sha256').update(code).digest('base64')}'`)
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*|http/)
    expect(policy).toContain("default-src 'none'")
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'))
  })

  it('needs its two marks', () => {
    expect(() => documentOf('<html></html>', page, { dev: false, preload: [] })).toThrow('<!--page-->')
  })
})

describe('the page that is not there', () => {
  it.each([
    ['/nowhere', '/'],
    ['/book/nowhere', '/book/'],
    ['/book/nowhere/', '/book/'],
    ['/book/problems/9-x/', '/book/'],
    ['/book/problems/9-x/y', '/book/'],
  ])('finds the way home from %s', (pathname, home) => {
    const script = /<script>(.*)<\/script>/.exec(lostDocument())?.[1] ?? ''
    const link = { href: '' }
    new Function('document', 'location', script)({ getElementById: () => link }, { pathname })
    expect(link.href).toBe(home)
  })

  it.each([
    ['/book/problems/9-x/%23figure', '/book/problems/9-x/#figure'],
    ['/book/problems/9-x/%3Ffigure.d=2%23figure', '/book/problems/9-x/?figure.d=2#figure'],
    ['/book/problems/9-x/%253Ffigure.d=2%2523figure', '/book/problems/9-x/?figure.d=2#figure'],
    ['/book/problems/9-x/).', '/book/problems/9-x/'],
    ['/book/problems/9-x%29', '/book/problems/9-x/'],
    ['/book/problems/9-x/', undefined],
    ['/nowhere.', undefined],
  ])('mends %s', (pathname, mended) => {
    const script = /<script>(.*)<\/script>/.exec(lostDocument())?.[1] ?? ''
    let went: string | undefined
    const replace = (address: string) => {
      went = address
    }
    const location = { pathname, search: '', hash: '', replace }
    new Function('document', 'location', script)({ getElementById: () => ({}) }, location)
    expect(went).toBe(mended)
  })
})

describe("KaTeX's style sheet", () => {
  const sheet = readFileSync('node_modules/katex/dist/katex.css', 'utf8')

  it('names one file for each face', () => {
    const slim = onlyWoff2(sheet)
    expect(slim).not.toMatch(/\.woff\)|\.ttf/)
    expect(slim.match(/\.woff2\)/g)?.length).toBe(sheet.match(/@font-face/g)?.length)
    expect(sheet).toMatch(/\.ttf/)
  })
})
