import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync } from 'vite'
import { filesUnder } from '../../files'

export interface Import {
  readonly from: string
  readonly specifier: string
  readonly typeOnly: boolean
}

export function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8')
  const { module, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const quoted = (start: number, end: number) => source.slice(start + 1, end - 1)
  const globs = [...source.matchAll(/import\.meta\.glob(?:<[^(]*>)?\(\s*(\[[^\]]*\]|'[^']*')/g)].flatMap(
    ([, patterns]) => [...(patterns ?? '').matchAll(/'([^']*)'/g)].map(([, pattern]) => pattern ?? ''),
  )
  const urls = [...source.matchAll(/new URL\(\s*'(\.[^']*)',\s*import\.meta\.url/g)].map(([, url]) => url ?? '')
  const inTypes = [...source.matchAll(/(?:typeof |: |<|= )import\('([^']+)'\)[.>\n;]/g)].map(([, name]) => name ?? '')
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ specifier: moduleRequest.value, typeOnly: isType }] : [],
      ),
    ),
    // An address that is computed at run time is not an import.
    ...module.dynamicImports
      .filter(({ moduleRequest: { start } }) => /['"`]/.test(source[start] ?? ''))
      .map(({ moduleRequest: { start, end } }) => ({ specifier: quoted(start, end), typeOnly: false })),
    ...[...globs, ...urls].map((specifier) => ({ specifier, typeOnly: false })),
    ...inTypes.map((specifier) => ({ specifier, typeOnly: true })),
  ].map((found) => ({ from: file, ...found }))
}

/** The folder that the rules of a file come from: "engine" for "src/engine/worker.ts", "problems" for "problems/x/model.ts". */
export const roomOf = (path: string) => (path.startsWith('problems/') ? 'problems' : (path.split('/')[1] ?? ''))
export const problemOf = (path: string) => (path.startsWith('problems/') ? path.split('/')[1] : undefined)

export const sources = filesUnder('src', 'problems').filter((file) => /\.tsx?$/.test(file))
export const imports = sources.flatMap(importsOf)

/** The file that an import refers to, if it belongs to the project. */
export function targetOf({ from, specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const target = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''))
  return [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((name) => sources.includes(name))
}

/** All files reached by the imports of a file, itself included: at run time, or by types as well. */
export function reachedFrom(start: string, types = false): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [start]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    for (const found of imports)
      if (found.from === file && (types || !found.typeOnly)) waiting.push(...[targetOf(found) ?? []].flat())
  }
  return reached
}

/** The folders of all figures. */
export const figures = sources
  .filter((file) => /^problems\/[^/]+\/[^/]+\/experiment\.ts$/.test(file))
  .map(posix.dirname)
