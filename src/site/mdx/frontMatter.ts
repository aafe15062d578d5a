import type { FrontMatter } from '../../pages/contents'

const FIELDS = ['title', 'question', 'source', 'coming'] as const
type Field = (typeof FIELDS)[number]
const isField = (name: string): name is Field => FIELDS.some((field) => field === name)

/**
 * Parses the front matter of a page. In `body` it is replaced by blank lines, so that every line keeps its number. Throws an error with file and
 * line.
 */
export function readFrontMatter(page: string, file: string): { frontMatter: FrontMatter; body: string } {
  const fail = (line: number, message: string): never => {
    throw new Error(`${file}:${line}: ${message}`)
  }
  const lines = page.split('\n').map((line) => line.replace(/\r$/, ''))
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end < 0)
    return fail(1, `a page begins with its front matter between two lines of --- (${FIELDS.join(', ')})`)
  const found = new Map<Field, string>()
  for (const [i, line] of lines.slice(1, end).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [, name = '', raw = ''] = /^([\w-]+):\s*(.*)$/.exec(line) ?? fail(i + 2, `"${line}" is not "field: text"`)
    if (!isField(name)) return fail(i + 2, `there is no field "${name}" (there is: ${FIELDS.join(', ')})`)
    if (found.has(name)) return fail(i + 2, `the field "${name}" is given twice`)
    found.set(name, unquoted(raw.trim()))
  }
  const given = (field: Field) => found.get(field) || fail(1, `the field "${field}" is missing or empty`)
  const coming = found.get('coming') ?? 'false'
  if (coming !== 'true' && coming !== 'false') return fail(1, `"coming" is true or false, not "${coming}"`)
  const question = given('question')
  if (!/[?.]$/.test(question))
    return fail(1, 'the question is one sentence: it ends with a question mark or a full stop')
  const frontMatter = {
    title: given('title'),
    question,
    source: coming === 'true' ? (found.get('source') ?? '') : given('source'),
    coming: coming === 'true',
  }
  return { frontMatter, body: [...lines.slice(0, end + 1).map(() => ''), ...lines.slice(end + 1)].join('\n') }
}

function unquoted(text: string): string {
  const [, , inner] = /^(["'])(.*)\1$/.exec(text) ?? []
  return inner ?? text
}
