import { type TreeNode, walk } from './tree.ts'

/** Tags that are list items, and the list that successive ones are grouped into. */
const LISTS: Readonly<Record<string, string>> = { Step: 'Steps', Claim: 'Claims', Letter: 'Letters' }

/**
 * Remark plugin: groups successive steps into one `<Steps>`, claims into one `<Claims>`, letters into one `<Letters>`, so that the HTML has real
 * lists.
 */
export function grouping() {
  return (tree: TreeNode) => {
    walk(tree, (parent) => {
      if (parent.children && !Object.values(LISTS).includes(parent.name ?? ''))
        parent.children = grouped(parent.children)
    })
  }
}

function grouped(children: readonly TreeNode[]): TreeNode[] {
  const result: TreeNode[] = []
  for (const child of children) {
    const list = child.type === 'mdxJsxFlowElement' ? LISTS[child.name ?? ''] : undefined
    const last = result.at(-1)
    if (list && last?.name === list) last.children?.push(child)
    else if (list)
      result.push({
        type: 'mdxJsxFlowElement',
        name: list,
        attributes: [],
        children: [child],
        position: child.position,
      })
    else result.push(child)
  }
  return result
}
