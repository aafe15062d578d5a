/** As much of a Markdown or HTML tree as the site reads and changes. */
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

/** Where a node stands in its file. */
export interface Position {
  readonly start: Place
  readonly end: Place
}

/** A place in a file, lines and columns from 1. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly offset?: number | undefined
}

/** As much of a unified file as the plugins use. */
export interface PageFile {
  readonly path: string
  readonly value: unknown
  readonly data: Record<string, unknown>
}

/** Visits every node below, parents first. */
export function walk(node: TreeNode, visit: (node: TreeNode, ancestors: readonly TreeNode[]) => void): void {
  const descend = (at: TreeNode, ancestors: readonly TreeNode[]) => {
    visit(at, ancestors)
    for (const child of [...(at.children ?? [])]) descend(child, [...ancestors, at])
  }
  descend(node, [])
}

/** All the text below a node, as one string. */
export function textOf(node: TreeNode): string {
  return node.value ?? (node.children ?? []).map(textOf).join('')
}

/** The attribute's text; undefined if it is missing or is not plain text. */
export function attributeOf(node: TreeNode, name: string): string | undefined {
  const value = node.attributes?.find((attribute) => attribute.name === name)?.value
  return typeof value === 'string' ? value : undefined
}

/** "problems/3-weight-initialization/page.mdx:12:5" */
export function placeText(file: string, place: Place | undefined): string {
  return place ? `${file}:${place.line}:${place.column}` : file
}
