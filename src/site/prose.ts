import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import mdx from '@mdx-js/rollup'
import remarkMath from 'remark-math'
import type { Plugin } from 'vite'
import { readFrontMatter } from './frontMatter.ts'
import { type TreeNode, textOf, walk } from './tree.ts'

/** The module that holds the words of the book as one string, its default export. */
const PROSE = 'virtual:prose'

/** The words of a page, a line for each paragraph, item and heading, formulas left out. */
export async function proseOf(source: string, file: string): Promise<string> {
  const lines: string[] = []
  const collect = () => (tree: TreeNode) => {
    walk(tree, (node) => {
      if (node.type === 'paragraph' || node.type === 'heading') lines.push(wordsOf(node))
    })
  }
  const { transform } = mdx({ remarkPlugins: [remarkMath, collect] })
  await transform(readFrontMatter(source, file).body, file)
  return lines.filter((line) => line !== '').join('\n')
}

/** The text of a paragraph without its formulas: a sentence with a hole reads on. */
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

/** Vite plugin: the prose of all pages, gathered when the book is built. */
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
      const pages = readdirSync(join(root, 'problems'))
        .sort()
        .map((problem) => join('problems', problem, 'page.mdx'))
      const texts = await Promise.all(
        pages.map((page) => {
          this.addWatchFile(join(root, page))
          return proseOf(readFileSync(join(root, page), 'utf8'), page)
        }),
      )
      return `export default ${JSON.stringify(texts.join('\n'))}`
    },
  }
}
