import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import mdx from '@mdx-js/rollup'
import remarkMath from 'remark-math'
import type { Plugin } from 'vite'
import { readFrontMatter } from './frontMatter.ts'
import { type TreeNode, textOf, walk } from './tree.ts'

/** The module whose default export is the text of the book as one string. */
const PROSE = 'virtual:prose'

/** The text of a page without formulas, one line for each paragraph, item and heading. Empty if the page is only announced. */
export async function proseOf(source: string, file: string): Promise<string> {
  const { frontMatter, body } = readFrontMatter(source, file)
  if (frontMatter.coming) return ''
  const lines: string[] = []
  const collect = () => (tree: TreeNode) => {
    walk(tree, (node) => {
      if (node.type === 'paragraph' || node.type === 'heading') lines.push(wordsOf(node))
    })
  }
  const { transform } = mdx({ remarkPlugins: [remarkMath, collect] })
  await transform(body, file)
  return lines.filter((line) => line !== '').join('\n')
}

/** The text of a paragraph without its formulas. */
function wordsOf(node: TreeNode): string {
  const text = (part: TreeNode): string => {
    if (part.type === 'inlineMath' || part.type === 'math') return ''
    return part.children ? part.children.map(text).join('') : textOf(part)
  }
  return text(node)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,:;)])/g, '$1')
    .trim()
}

/** The pages under a root in the order of the book, 2 before 10. Folders without a page are ignored. */
export function pagesUnder(root: string): string[] {
  return readdirSync(join(root, 'problems'))
    .filter((problem) => existsSync(join(root, 'problems', problem, 'page.mdx')))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || a.localeCompare(b, 'en'))
    .map((problem) => join('problems', problem, 'page.mdx'))
}

/** Vite plugin: collects the text of all pages at build time. */
export function prose(): Plugin {
  let root = ''
  return {
    name: 'site:prose',
    configResolved(config) {
      root = config.root
    },
    resolveId: (id) => (id === PROSE ? `\0${PROSE}` : undefined),
    async load(id) {
      if (id !== `\0${PROSE}`) return undefined
      const texts = await Promise.all(
        pagesUnder(root).map((page) => {
          this.addWatchFile(join(root, page))
          return proseOf(readFileSync(join(root, page), 'utf8'), page)
        }),
      )
      return `export default ${JSON.stringify(texts.filter((text) => text !== '').join('\n'))}`
    },
  }
}
