import type { OutlineEntry } from '../../pages/contents'
import { VOCABULARY, vocable } from '../../pages/tags/vocabulary.ts'
import { note } from './faults.ts'
import { attributeOf, type PageFile, type Position, placeText, type TreeNode, textOf, walk } from './tree.ts'
import { curl } from './typography.ts'

/** Ids of sections that every page has without the author writing them. */
const OWN_IDS = ['top', 'contents']

/** Remark plugin: checks the rules of pages, gives every tag its position in the file, and reports the headings. */
export function rules({ outline }: { readonly outline: (path: string, entries: readonly OutlineEntry[]) => void }) {
  return (tree: TreeNode, file: PageFile) => {
    const entries: OutlineEntry[] = []
    const ids = new Set(OWN_IDS)
    const fault = (position: Position | undefined, message: string) =>
      note(file, placeText(file.path, position?.start), message)

    const claimId = (id: string, position: Position | undefined) => {
      if (!/^[a-z][a-z0-9-]*$/.test(id)) fault(position, `the id "${id}" is not lower-case letters, digits and hyphens`)
      else if (ids.has(id)) fault(position, `the id "${id}" is used twice on this page`)
      ids.add(id)
    }

    walk(tree, (node, ancestors) => {
      if (isCode(node)) fault(node.position, `a page has no imports and no code (${firstLine(node)})`)
      if (node.type === 'html') fault(node.position, `a page has no HTML (${firstLine(node)})`)
      if (node.type === 'link' || node.type === 'image') linkRules(node, file, fault)
      if (node.type === 'heading') {
        if (node.depth === 1) fault(node.position, 'the title stands in the front matter; headings begin at ##')
        const id = slug(textOf(node))
        claimId(id, node.position)
        node.data = { ...node.data, hProperties: { id } }
        if (node.depth === 2 && ancestors.length === 1) entries.push({ id, title: sourceOf(node) })
      }
      if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return
      tagRules(node, fault)
      if (node.name === 'Problem') {
        claimId('problem', node.position)
        entries.push({ id: 'problem', title: 'The problem' })
      }
      if (node.name === 'Part') {
        const id = attributeOf(node, 'id')
        if (id) claimId(id, node.position)
        entries.push({ id: id ?? '', title: attributeOf(node, 'title') ?? '' })
      }
      const figure = node.name === 'Experiment' ? attributeOf(node, 'name') : undefined
      if (figure) claimId(figure, node.position)
      const place = placeText(file.path, node.position?.start)
      node.attributes = [...(node.attributes ?? []), { type: 'mdxJsxAttribute', name: 'at', value: place }]
    })
    outline(file.path, entries)
  }
}

type Fault = (position: Position | undefined, message: string) => void

function tagRules(node: TreeNode, fault: Fault): void {
  const name = node.name ?? ''
  const legal = vocable(name)
  if (!legal) {
    const tags = Object.keys(VOCABULARY).join(', ')
    fault(node.position, `there is no tag <${name}> (there is: ${tags})`)
    return
  }
  if (legal.stands === 'block' && node.type === 'mdxJsxTextElement')
    fault(node.position, `<${name}> stands on lines of its own, with an empty line before and after`)
  for (const attribute of node.attributes ?? []) {
    const position = attribute.position ?? node.position
    if (attribute.name === undefined || !legal.required.includes(attribute.name))
      fault(
        position,
        `<${name}> has no attribute "${attribute.name ?? '...'}" (it has: ${legal.required.join(', ') || 'none'})`,
      )
    else if (typeof attribute.value !== 'string' || attribute.value.trim() === '')
      fault(position, `<${name} ${attribute.name}> is a text between quotes`)
    else if (legal.text.includes(attribute.name)) attribute.value = curl(attribute.value)
  }
  for (const required of legal.required)
    if (!node.attributes?.some((attribute) => attribute.name === required))
      fault(node.position, `<${name}> needs ${required}="..."`)
}

/** Gives links their position in the file. Whether their targets exist is checked after all pages are rendered. */
function linkRules(node: TreeNode, file: PageFile, fault: Fault): void {
  const url = node.url ?? ''
  if (node.type === 'image') fault(node.position, 'a page has no images: a picture is a figure of an experiment')
  else if (/^(javascript|data):/i.test(url)) fault(node.position, `a link does not lead to ${url.slice(0, 40)}`)
  node.data = { ...node.data, hProperties: { 'data-at': placeText(file.path, node.position?.start) } }
}

function isCode(node: TreeNode): boolean {
  if (node.type === 'mdxjsEsm') return true
  // Only a comment, {/* ... */}, is allowed between braces.
  const isExpression = node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression'
  return isExpression && !/^\s*(\/\*(?:[^*]|\*(?!\/))*\*\/\s*)*$/.test(node.value ?? '')
}

const firstLine = (node: TreeNode) => (node.value ?? '').trim().split('\n')[0]?.slice(0, 60) ?? ''

/** Makes an id from a heading: "Why it should be $d\sigma^2$" -> "why-it-should-be-d-sigma-2" */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** The text of a heading, with its formulas between dollar signs. */
function sourceOf(node: TreeNode): string {
  if (node.type === 'inlineMath') return `$${node.value ?? ''}$`
  return node.value ?? (node.children ?? []).map(sourceOf).join('')
}
