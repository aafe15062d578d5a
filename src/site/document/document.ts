import { createHash } from 'node:crypto'
import type { RenderedPage } from './render'

/** How a document is served, and which fonts it preloads. */
export interface DocumentOptions {
  /** The development server, whose client needs a web socket and inline scripts; the built book needs neither. */
  readonly dev: boolean
  /** The fonts of the first lines, relative to the root. */
  readonly preload: readonly string[]
  /** Everything is in the document, and nothing else is asked for. */
  readonly single?: boolean
}

/** Makes the document of one page from the template `index.html`. All addresses in the template are relative to the root of the book, "./". */
export function documentOf(
  template: string,
  { route, title, description, body }: RenderedPage,
  { dev, preload, single = false }: DocumentOptions,
): string {
  const head = [
    `<title>${escaped(title)}</title>`,
    `<meta name="description" content="${escaped(description)}">`,
    `<meta property="og:title" content="${escaped(title)}">`,
    `<meta property="og:description" content="${escaped(description)}">`,
    `<meta property="og:type" content="${route === '' ? 'book' : 'article'}">`,
    '<meta property="og:site_name" content="Trainability">',
    ...preload.map((face) => `<link rel="preload" href="./${face}" as="font" type="font/woff2" crossorigin>`),
  ].join('\n    ')
  const up = '../'.repeat(route.split('/').length - 1)
  const relative = (html: string) => (up === '' ? html : html.replaceAll(/\b(src|href)="\.\//g, `$1="${up}`))
  const [before, after] = split(
    template.replace('<!--head-->', () => head),
    '<!--page-->',
  )
  return withPolicy(`${relative(before)}${body}${relative(after)}`, before + after, { dev, single })
}

function split(template: string, mark: string): readonly [string, string] {
  const [before, after, more] = template.split(mark)
  if (before === undefined || after === undefined || more !== undefined)
    throw new Error(`index.html must have ${mark} exactly once`)
  return [before, after]
}

/** Replaces `<!--policy-->` by the Content-Security-Policy. Inline scripts of the template are allowed by their hash. */
function withPolicy(html: string, template: string, kind: PolicyKind): string {
  const inline = [...template.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? '')
  const policy = contentSecurityPolicy(inline, kind)
  return html.replace('<!--policy-->', () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
}

type PolicyKind = Pick<DocumentOptions, 'dev' | 'single'>

/**
 * The Content-Security-Policy: nothing from other origins, no `eval`. Inline styles are allowed, because KaTeX and Recharts use them for positions.
 */
export function contentSecurityPolicy(inlineScripts: readonly string[], { dev, single = false }: PolicyKind): string {
  const own = single ? [] : ["'self'"]
  const hashes = inlineScripts.map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
  const directives = {
    'default-src': ["'none'"],
    'script-src': [...own, "'wasm-unsafe-eval'", ...(dev ? ["'unsafe-inline'"] : hashes)],
    'style-src': [...own, "'unsafe-inline'"],
    'font-src': single ? ['data:'] : own,
    'img-src': [...own, 'data:', 'blob:'],
    'connect-src': single ? ['data:'] : [...own, ...(dev ? ['ws:', 'wss:'] : [])],
    'worker-src': single ? ['blob:'] : own,
    'manifest-src': single ? ["'none'"] : own,
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
