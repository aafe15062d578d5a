/** The properties of a Markdown or HTML node that the site reads and changes. */
export interface TreeNode {
  type: string
  name?: string | null
  value?: string
  url?: string
  depth?: number
  tagName?: string
  properties?: Record<string, unknown>
  attributes?: TreeAttribute[]
  children?: TreeNode[]
  data?: Record<string, unknown>
  position?: Position | undefined
}

/** An attribute of a tag in MDX's tree. */
export interface TreeAttribute {
  type: string
  name?: string
  value?: unknown
  position?: Position | undefined
}

/** The position of a node in its file. */
export interface Position {
  readonly start: Place
  readonly end: Place
}

/** A position in a file, lines and columns from 1. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly offset?: number | undefined
}

/** The properties of a unified file that the plugins use. */
export interface PageFile {
  readonly path: string
  readonly value: unknown
  readonly data: Record<string, unknown>
}

/** Calls `visit` for every node below `node`, parents first. */
export function walk(node: TreeNode, visit: (node: TreeNode, ancestors: readonly TreeNode[]) => void): void {
  const descend = (at: TreeNode, ancestors: readonly TreeNode[]) => {
    visit(at, ancestors)
    for (const child of [...(at.children ?? [])]) descend(child, [...ancestors, at])
  }
  descend(node, [])
}

/** All text below a node, joined into one string. */
export function textOf(node: TreeNode): string {
  return node.value ?? (node.children ?? []).map(textOf).join('')
}

/** The text of an attribute; undefined if it is missing or not plain text. */
export function attributeOf(node: TreeNode, name: string): string | undefined {
  const value = node.attributes?.find((attribute) => attribute.name === name)?.value
  return typeof value === 'string' ? value : undefined
}

/** Formats a position: "problems/3-weight-initialization/page.mdx:12:5" */
export function placeText(file: string, place: Place | undefined): string {
  return place ? `${file}:${place.line}:${place.column}` : file
}
