import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { VOCABULARY } from '../../pages/tags/vocabulary.ts'

/** The path of the reference from the root of the project. */
export const REFERENCE = join('docs', 'reference.md')

const HEAD = `# Reference for authors

Made by \`npm run reference\` from \`vocabulary.ts\` and from the types of the contract and their comments: edit those, not this.
`

/** Generates the reference of the author's tags and of the contract as Markdown. */
export function reference(root: string): string {
  const folder = join(root, 'src', 'experiment')
  const files = readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .sort()
  return `${[HEAD, '## Tags of a page', ...Object.entries(VOCABULARY).map(([tag, vocable]) => tagText(tag, vocable)), '## The contract', ...files.flatMap((file) => fileText(file, readFileSync(join(folder, file), 'utf8')))].join('\n\n').replaceAll(/\n{3,}/g, '\n\n')}\n`
}

type Vocable = (typeof VOCABULARY)[keyof typeof VOCABULARY]

function tagText(tag: string, { says, stands, required, example }: Vocable): string {
  const where = stands === 'block' ? 'On lines of its own.' : 'Within a sentence.'
  const attributes = required.length > 0 ? ` Attributes: ${required.map((name) => `\`${name}\``).join(', ')}.` : ''
  return `### \`<${tag}>\`\n\n${says} ${where}${attributes}\n\n\`\`\`mdx\n${example}\n\`\`\``
}

/** Lists the types and functions that a file of the contract exports, each with its comment: types in full, functions by their signature. */
function fileText(file: string, source: string): readonly string[] {
  const { program, comments } = parseSync(file, source)
  const entries = program.body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) return []
    const doc = comments.find(
      (comment) => comment.type === 'Block' && source.slice(comment.end, node.start).trim() === '',
    )
    const text = source.slice(node.start, node.end)
    const isType =
      node.declaration.type === 'TSInterfaceDeclaration' || node.declaration.type === 'TSTypeAliasDeclaration'
    return [`${doc ? `${docText(doc.value)}\n\n` : ''}\`\`\`ts\n${isType ? text : signature(text)}\n\`\`\``]
  })
  return entries.length > 0 ? [`### ${file}`, ...entries] : []
}

const docText = (comment: string): string =>
  comment
    .replace(/^\*/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join(' ')
    .trim()

/** The signature of a function or a constant: everything before its body. */
function signature(text: string): string {
  const body = text.search(/ (=> |= |\{\n)/)
  const end = /^export function/.test(text) ? text.search(/ \{\n/) : body
  return end > 0 ? text.slice(0, end) : (text.split('\n')[0] ?? text)
}
