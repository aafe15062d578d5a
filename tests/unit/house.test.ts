import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { filesUnder } from '../files'

/** What the files of each folder of src may import: other folders, packages at run time, and packages as types only. The table of the design. */
const ROOMS: Record<string, { rooms: string[]; packages: RegExp; types: RegExp }> = {
  experiment: { rooms: [], packages: /^$/, types: /^@tensorflow\/tfjs-core$/ },
  numerics: { rooms: ['experiment'], packages: /^$/, types: /^@tensorflow\/tfjs-core$/ },
  problems: { rooms: ['experiment', 'numerics'], packages: /^$/, types: /^@tensorflow\/tfjs-core$/ },
  engine: { rooms: ['experiment', 'numerics'], packages: /^$/, types: /^@tensorflow\/tfjs-core$/ },
  figure: { rooms: ['experiment', 'numerics', 'engine'], packages: /^$/, types: /^$/ },
  answer: { rooms: ['experiment'], packages: /^mathjs$/, types: /^$/ },
  charts: { rooms: ['experiment'], packages: /^(react|recharts)$/, types: /^$/ },
  ui: {
    rooms: ['experiment', 'engine', 'figure', 'answer', 'charts'],
    packages: /^(react|lucide-react)$/,
    types: /^$/,
  },
  pages: {
    rooms: ['experiment', 'engine', 'figure', 'answer', 'ui'],
    packages: /^(react|react-dom|@mdx-js\/.*|lucide-react)$/,
    types: /^$/,
  },
  lecture: { rooms: ['experiment', 'figure', 'ui'], packages: /^(react|lucide-react|uqr)$/, types: /^$/ },
  client: {
    rooms: ['experiment', 'engine', 'figure', 'answer', 'charts', 'ui', 'pages', 'lecture'],
    packages: /^(react|react-dom)$/,
    types: /^$/,
  },
  styles: { rooms: [], packages: /^$/, types: /^$/ },
}

/** Single files that may import more, each for one reason. */
const EXCEPTIONS: Record<string, { packages?: RegExp; problems?: boolean }> = {
  'src/numerics/laws/random.ts': { packages: /^pure-rand$/ },
  'src/engine/backend.ts': { packages: /^@tensorflow\/tfjs-/ },
  'src/engine/kernels/fused/cpu.ts': { packages: /^@tensorflow\/tfjs-core$/ },
  'src/engine/kernels/fused/wasm.ts': { packages: /^@tensorflow\/tfjs-core$/ },
  'src/engine/kernels/fused/webgl/composed.ts': { packages: /^@tensorflow\/tfjs-core$/ },
  'src/engine/kernels/fused/webgl/register.ts': { packages: /^@tensorflow\/tfjs-core$/ },
  'src/engine/kernels/products.ts': { packages: /^@tensorflow\/tfjs-core$/ },
  'src/engine/kernels/slices.ts': { packages: /^@tensorflow\/tfjs-core$/ },
  'src/engine/catalog.ts': { problems: true },
  'problems/5-rnn-run-time/language-model/setting.ts': { packages: /^virtual:prose$/ },
  'src/pages/pages.ts': { problems: true },
  'src/pages/formulas.ts': { packages: /^katex$/ },
  'src/styles/styles.ts': { packages: /^(katex|@fontsource-variable\/.*)$/ },
}

interface Import {
  readonly from: string
  readonly specifier: string
  readonly typeOnly: boolean
}

function importsOf(file: string): Import[] {
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
const roomOf = (path: string) => (path.startsWith('problems/') ? 'problems' : (path.split('/')[1] ?? ''))
const problemOf = (path: string) => (path.startsWith('problems/') ? path.split('/')[1] : undefined)
const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Why an import is forbidden, as a sentence; undefined if it is allowed. */
function violation({ from, specifier, typeOnly }: Import): string | undefined {
  const room = ROOMS[roomOf(from)]
  if (!room) return undefined
  const exception = EXCEPTIONS[from] ?? {}
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''))
    const own = roomOf(target) === roomOf(from) && problemOf(target) === problemOf(from)
    if (own || room.rooms.includes(roomOf(target)) || (roomOf(target) === 'problems' && exception.problems))
      return undefined
    return `${from} reaches into ${target}`
  }
  const name = packageOf(specifier)
  if (room.packages.test(name) || exception.packages?.test(name) || (typeOnly && room.types.test(name)))
    return undefined
  return `${from} imports ${specifier}${typeOnly ? ' as a type' : ''}`
}

const sources = filesUnder('src', 'problems').filter((file) => /\.tsx?$/.test(file))
const imports = sources.flatMap(importsOf)

describe('the rooms of the house', () => {
  it('are found by the scan, with their imports', () => {
    const found = new Set(sources.map(roomOf))
    for (const room of Object.keys(ROOMS)) expect([...found]).toContain(room)
    expect(figures.length).toBeGreaterThan(0)
    for (const exception of Object.keys(EXCEPTIONS)) expect(sources).toContain(exception)
    expect(imports.length).toBeGreaterThan(sources.length)
    const seen = (from: string, specifier: string) =>
      expect(imports).toContainEqual(expect.objectContaining({ from, specifier }))
    seen('src/engine/catalog.ts', '../../problems/*/*/experiment.ts')
    seen('src/engine/backend.ts', '@tensorflow/tfjs-backend-webgl')
    seen('src/engine/page.ts', './worker.ts')
    seen('src/experiment/index.ts', './claims/claim')
    seen('src/experiment/lab.ts', '@tensorflow/tfjs-core')
  })

  it('reach only where the table says', () => {
    expect(imports.flatMap((found) => violation(found) ?? [])).toEqual([])
  })

  it.each([
    ['src/numerics/statistics/moments.ts', '@tensorflow/tfjs-core', false],
    ['src/numerics/statistics/moments.ts', 'pure-rand', false],
    ['src/engine/runner.ts', 'react', false],
    ['src/engine/runner.ts', '@tensorflow/tfjs-core', false],
    ['src/figure/session.ts', '../ui/Panel', true],
    ['src/experiment/params/params.ts', '../../numerics/laws/random', false],
    ['src/answer/index.ts', '../figure/state', true],
    ['src/answer/index.ts', 'react', false],
    ['src/experiment/questions.ts', 'mathjs', true],
    ['src/charts/plot/Frame.tsx', '../../figure/state', true],
    ['src/ui/Panel.tsx', '../pages/pages', false],
    ['src/pages/Figure.tsx', '../../problems/3-weight-initialization/variance/experiment', false],
    ['problems/3-weight-initialization/model.ts', '../1-residual-shape/model', false],
    ['problems/3-weight-initialization/model.ts', '../../src/engine/drawCache', true],
  ])('would not let %s import %s', (from, specifier, typeOnly) => {
    expect(violation({ from, specifier, typeOnly })).toBeDefined()
  })

  it('lets types through where numbers may not go', () => {
    const from = 'src/numerics/statistics/moments.ts'
    expect(violation({ from, specifier: '@tensorflow/tfjs-core', typeOnly: true })).toBeUndefined()
  })
})

/** The file that an import refers to, if it belongs to the project. */
function targetOf({ from, specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const target = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''))
  return [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((name) => sources.includes(name))
}

/** All files reached by the imports of a file, itself included: at run time, or by types as well. */
function reachedFrom(start: string, types = false): ReadonlySet<string> {
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

describe('the imports of the house', () => {
  it('make no circle, types included', () => {
    const ahead = new Map(sources.map((file) => [file, reachedFrom(file, true)]))
    const circles = imports.flatMap((found) => {
      const target = targetOf(found)
      return target && target !== found.from && ahead.get(target)?.has(found.from) ? [`${found.from} -> ${target}`] : []
    })
    expect(circles).toEqual([])
  })
})

/**
 * What theory and measurement may both import: the contract, positions, and the setting of a figure or problem, which says where both are evaluated.
 */
const COMMON = [/^src\/experiment\//, /^src\/numerics\/positions\.ts$/, /^problems\/[^/]+\/([^/]+\/)?setting\.ts$/]

const figures = sources.filter((file) => /^problems\/[^/]+\/[^/]+\/experiment\.ts$/.test(file)).map(posix.dirname)

describe.each(figures)('%s', (figure) => {
  it('has a measurement, and the theory of it apart', () => {
    expect(sources).toContain(`${figure}/measure.ts`)
    const measured = reachedFrom(`${figure}/measure.ts`)
    const predicted = sources.includes(`${figure}/theory.ts`) ? reachedFrom(`${figure}/theory.ts`) : new Set<string>()
    const shared = [...predicted].filter((file) => measured.has(file) && !COMMON.some((allowed) => allowed.test(file)))
    expect(shared).toEqual([])
  })

  it('keeps to its own folder and to what its problem shares', () => {
    const others = figures.filter((other) => other !== figure)
    const strayed = imports.filter(
      ({ from, specifier }) =>
        from.startsWith(`${figure}/`) &&
        others.some((other) => posix.join(posix.dirname(from), specifier).startsWith(`${other}/`)),
    )
    expect(strayed).toEqual([])
  })
})

describe('the settings that theory and measurement share', () => {
  it.each(sources.filter((file) => COMMON[2]?.test(file)))(
    '%s stands on nothing but the contract and positions',
    (file) => {
      const stands = [...reachedFrom(file)].filter((other) => other !== file)
      expect(stands.filter((other) => !COMMON.some((allowed) => allowed.test(other)))).toEqual([])
    },
  )
})

/** The exports of a file without a doc comment, each with its line. Overloads share the comment of the first. */
function undocumented(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8')
  const { program, comments } = parseSync(file, source)
  let documented = ''
  return program.body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) return []
    const { declaration } = node
    const name = 'id' in declaration && declaration.id && 'name' in declaration.id ? declaration.id.name : ''
    const before = comments.filter(({ end }) => end <= node.start)
    const doc = before.findLast(({ type, value }) => type === 'Block' && value.startsWith('*'))
    // A comment for the linter may stand between a doc comment and its export.
    const between = doc && source.slice(doc.end, node.start).replaceAll(/^\/\/ biome-ignore .*$/gm, '')
    if (between?.trim() === '') documented = name
    else if (name === '' || name !== documented) return [`${file}:${source.slice(0, node.start).split('\n').length}`]
    return []
  })
}

describe('what a file exports', () => {
  it('has a doc comment', () => {
    expect(sources.flatMap(undocumented)).toEqual([])
  })
})

describe('the tests of a problem', () => {
  const files = filesUnder('tests').filter((file) => /\.tsx?$/.test(file))

  it('stand in the folder named as the problem: whoever deletes both leaves nothing behind', () => {
    const problems = new Set(figures.map(problemOf))
    for (const file of files.filter((name) => name.startsWith('tests/problems/')))
      expect(problems).toContain(file.split('/')[2])
    const shared = files.filter((file) => !file.startsWith('tests/problems/'))
    const strayed = shared
      .flatMap(importsOf)
      .filter(({ from, specifier }) => /^problems\/[1-9]/.test(posix.join(posix.dirname(from), specifier)))
    expect(strayed).toEqual([])
  })
})

describe('the pages', () => {
  const pages = filesUnder('problems').filter((file) => file.endsWith('.mdx'))

  it('are found, one a problem', () => {
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) expect(page).toMatch(/^problems\/[1-9]\d*(-[a-z0-9]+)+\/page\.mdx$/)
  })

  it.each(pages)('%s imports and exports nothing', (page) => {
    const prose = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '')
    expect(prose.match(/^\s*(import|export)\s.*$/gm)).toBeNull()
  })
})
