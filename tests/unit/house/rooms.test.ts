import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { figures, type Import, imports, problemOf, reachedFrom, roomOf, sources, targetOf } from './imports'

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
