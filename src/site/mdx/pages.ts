import mdx from '@mdx-js/rollup'
import remarkMath from 'remark-math'
import type { Plugin } from 'vite'
import type { OutlineEntry } from '../../pages/contents'
import { PageFaults } from './faults.ts'
import { readFrontMatter } from './frontMatter.ts'
import { grouping } from './grouping.ts'
import { mathematics } from './mathematics.ts'
import { rules } from './rules.ts'
import { typography } from './typography.ts'

/** Compiles one page.mdx to a module with the page as its default export, its `frontMatter` and its `outline`. */
export function pageCompiler(): (source: string, file: string) => Promise<string> {
  const outlines = new Map<string, readonly OutlineEntry[]>()
  const { transform } = mdx({
    remarkPlugins: [
      remarkMath,
      [rules, { outline: (path: string, entries: readonly OutlineEntry[]) => outlines.set(path, entries) }],
      typography,
      grouping,
    ],
    rehypePlugins: [mathematics],
  })
  return async (source, file) => {
    const { frontMatter, body } = readFrontMatter(source, file)
    try {
      const compiled = await transform(body, file)
      return [
        compiled?.code ?? '',
        `export const frontMatter = ${JSON.stringify(frontMatter)}`,
        `export const outline = ${JSON.stringify(outlines.get(file) ?? [])}`,
      ].join('\n')
    } catch (error) {
      throw located(error, file)
    }
  }
}

/** Adds file, line and column to an error of the parser. */
function located(error: unknown, file: string): unknown {
  const inner = error instanceof Error && error.cause instanceof PageFaults ? error.cause : error
  if (inner instanceof PageFaults || !(inner instanceof Error) || !('reason' in inner)) return inner
  const reason = String(inner.reason)
  // For an error over several lines the parser gives the position only in its message: "(7:1-7:6)".
  const written = /\((\d+):(\d+)-/.exec(reason)
  const line = ('line' in inner && inner.line) || written?.[1] || 1
  const column = ('column' in inner && inner.column) || written?.[2] || 1
  return new Error(`${file}:${line}:${column}: ${reason}`)
}

/** Vite plugin: compiles problems/*\/page.mdx to modules. */
export function pages(): Plugin {
  const compile = pageCompiler()
  let root = ''
  return {
    name: 'site:pages',
    enforce: 'pre',
    configResolved(config) {
      root = config.root
    },
    transform: {
      filter: { id: /\/problems\/[^/]+\/page\.mdx$/ },
      async handler(source, id) {
        return { code: await compile(source, id.replace(`${root}/`, '')), map: null }
      },
    },
  }
}
