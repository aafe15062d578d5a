import { type TreeNode, walk } from './tree.ts'

const OPENS_AFTER = /[\s([{–—/]$|^$/

/** Curls straight quotes and replaces three dots by an ellipsis, except in formulas between dollar signs. `before` is the text in front of it. */
export function curl(text: string, before = ''): string {
  return text
    .split(/(\$[^$]*\$)/)
    .map((piece, i, all) =>
      i % 2 === 1 ? piece : curlPlain(piece, i === 0 ? before : `${before}${all.slice(0, i).join('')}`),
    )
    .join('')
}

function curlPlain(text: string, before: string): string {
  return text
    .replaceAll(/["']/g, (quote, at: number) => {
      const opens = OPENS_AFTER.test(before + text.slice(0, at))
      return quote === '"' ? (opens ? '“' : '”') : opens ? '‘' : '’'
    })
    .replaceAll('...', '…')
}

/** Remark plugin: curls the quotes of the prose. Code and formulas are other kinds of nodes and stay unchanged. */
export function typography() {
  return (tree: TreeNode) => {
    walk(tree, (parent) => {
      const children = parent.children ?? []
      for (const [i, child] of children.entries()) {
        if (child.type !== 'text' || child.value === undefined) continue
        // A formula, a link or an emphasis before a quote counts as a word.
        const before = i > 0 && children[i - 1]?.type !== 'break' ? 'x' : ''
        child.value = curl(child.value, before)
      }
    })
  }
}
