import type { Plugin } from 'vite'
import { documentOf } from './document.ts'
import type { RenderedPage } from './render'

/** The contents of a page that is one file. */
export interface Inlined {
  readonly script: string
  readonly style: string
  readonly icon: string
}

/** The name of the file of a problem: "3-weight-initialization.html". Undefined for the first page, which is in no such build. */
export const fileOf = (route: string): string | undefined => {
  const [, problem] = /^problems\/([^/]+)\/$/.exec(route) ?? []
  return problem && `${problem}.html`
}

/** Makes the document of a page with everything in it. It needs no other file. Its script is not a module, so that it runs from a disk too. */
export function singleDocument(template: string, page: RenderedPage, { script, style, icon }: Inlined): string {
  const bare = template
    .replace(/\s*<script[^>]* src="[^"]*"[^>]*><\/script>/g, '')
    .replace(/\s*<link rel="(stylesheet|modulepreload)"[^>]*>/g, '')
    .replace(/(<link rel="icon" href=")[^"]*"/, (_, start) => `${start}data:image/svg+xml,${encodeURIComponent(icon)}"`)
    .replace('</head>', () => `<style>${style}</style>\n  </head>`)
    .replace('<!--page-->', () => `<!--page-->\n    <script>${asElement(script)}</script>`)
  return documentOf(bare, { ...page, body: withNeighbours(page.body) }, { dev: false, preload: [], single: true })
}

/** Escapes a script so that nothing in it ends its element or opens a comment. */
const asElement = (script: string) => script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')

/** Links to other problems lead to their files, in the same folder; the link to the first page is removed. */
function withNeighbours(body: string): string {
  return body
    .replaceAll(/href="(?:\.\.\/\.\.\/problems|\.\.)\/([1-9][a-z0-9-]+)\/([^"]*)"/g, 'href="./$1.html$2"')
    .replaceAll(/<a\b[^>]*\bhref="\.\.\/\.\.\/(?:#[^"]*)?"[^>]*>([\s\S]*?)<\/a>/g, '<span>$1</span>')
}

/** Vite plugin: in a build of single files, the worker's script is in the page. */
export function inlineWorker(): Plugin {
  return {
    name: 'site:inline-worker',
    enforce: 'pre',
    resolveId: {
      filter: { id: /\/engine\/page$/ },
      handler(id, importer) {
        return this.resolve(id.replace(/page$/, 'inlinePage'), importer, { skipSelf: true })
      },
    },
  }
}
