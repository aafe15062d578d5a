import { FormulaFault, formulaHtml, placeAt } from '../../pages/formulas.ts'
import { CLOSING, OPENING } from '../../ui/prose/punctuation.ts'
import { note, raise } from './faults.ts'
import { type PageFile, placeText, type TreeNode, textOf } from './tree.ts'

/** Rehype plugin: replaces each formula found by remark-math by a `<Formula>` with its HTML. It is the last plugin, and raises all faults. */
export function mathematics() {
  return (tree: TreeNode, file: PageFile) => {
    replaceFormulas(tree, file)
    raise(file)
  }
}

function replaceFormulas(node: TreeNode, file: PageFile): void {
  if (!node.children) return
  const children = node.children
  node.children = children.map((child, i) => {
    const display =
      child.tagName === 'pre' ? child.children?.find((code) => isFormula(code, 'math-display')) : undefined
    const inline = isFormula(child, 'math-inline') ? child : undefined
    const found = display ?? inline
    if (!found) {
      replaceFormulas(child, file)
      return child
    }
    const html = render(textOf(found), display !== undefined, child, file)
    const attributes = [
      { type: 'mdxJsxAttribute', name: 'html', value: html },
      ...(display
        ? [{ type: 'mdxJsxAttribute', name: 'display', value: null }]
        : [
            { type: 'mdxJsxAttribute', name: 'before', value: take(children[i - 1], OPENING) },
            { type: 'mdxJsxAttribute', name: 'after', value: take(children[i + 1], CLOSING) },
          ]),
    ]
    const type = display ? 'mdxJsxFlowElement' : 'mdxJsxTextElement'
    return { type, name: 'Formula', attributes, children: [], position: child.position }
  })
}

/** Removes the punctuation that touches a formula from the text next to it, and returns it. */
function take(text: TreeNode | undefined, touching: RegExp): string {
  if (text?.type !== 'text' || text.value === undefined) return ''
  const [found = ''] = touching.exec(text.value) ?? []
  text.value = text.value.replace(touching, '')
  return found
}

function isFormula(node: TreeNode, kind: string): boolean {
  const classes = node.properties?.className
  return node.tagName === 'code' && Array.isArray(classes) && classes.includes(kind)
}

function render(source: string, display: boolean, node: TreeNode, file: PageFile): string {
  try {
    return formulaHtml(source, display)
  } catch (error) {
    if (!(error instanceof FormulaFault)) throw error
    const text = String(file.value)
    const start = text.indexOf(source.trim(), node.position?.start.offset ?? 0)
    const lead = source.length - source.trimStart().length
    const place = start < 0 ? node.position?.start : placeAt(text, start + error.position - lead)
    note(file, placeText(file.path, place), error.message)
    return ''
  }
}
