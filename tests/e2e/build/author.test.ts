import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../../browsers/serve.mjs'
import { launch, open } from '../driver/browser'
import { FigureOnPage } from '../driver/figure'
import { SAMPLE } from '../driver/sample'

/** A problem that this book does not have: a page and an experiment. */
const PAGE = `---
title: A made-up problem
question: What is the mean of numbers that have none?
source: Nowhere
---

Some words about $\\term{m}{m}$.

<Problem>What is $m$?</Problem>

<Part id="a" title="The mean">

<Experiment name="average" />

<Preset of="average" name="high">Higher</Preset>.

<Claim of="average" name="mean" />

</Part>
`

const EXPERIMENT = `
import { agrees, estimateOf, exactly, experiment, number, scalar, tex } from '../../../src/experiment'

export default experiment({
  title: 'An average',
  summary: 'It is what it should be.',
  about: { computes: 'A mean.', repeated: 'draws', errors: 'Over draws.', fixes: 'Nothing.', limits: 'Much.' },
  params: { m: number({ label: 'mean', symbol: tex\`m\`, min: -2, max: 2, initial: 1, step: 0.5 }) },
  measures: { mean: scalar({ label: 'mean', symbol: tex\`m\` }) },
  presets: { high: { title: 'High', says: 'High.', at: { m: 2 } } },
  views: [{ kind: 'scalars', title: 'The mean', measures: ['mean'] }],
  claims: { mean: { says: 'The mean is $m$.', checks: [agrees('mean')] } },
  *measure({ tf, draw }, { m }) {
    yield { mean: estimateOf(tf.tidy(() => tf.add(draw('gaussian', 'noise', [1000]), m).dataSync<'float32'>())) }
  },
  readings: () => 1,
  theory: ({ m }) => ({ mean: exactly(m) }),
  cost: () => 1000,
})
`

const copies: string[] = []
afterAll(() => Promise.all(copies.map((copy) => rm(copy, { recursive: true, force: true }))))

/** A copy of what the book is built from, with a made-up problem beside one of its own or by itself. */
async function copyWith(page: string, others: 'beside another' | 'by itself'): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'trainability-book-'))
  copies.push(copy)
  const parts = ['index.html', 'package.json', 'tsconfig.json', 'vite.config.ts', 'public', 'src']
  const another = join('problems', SAMPLE[0]?.problem ?? '')
  for (const part of others === 'by itself' ? parts : [...parts, another])
    await cp(part, join(copy, part), { recursive: true })
  await symlink(resolve('node_modules'), join(copy, 'node_modules'), 'junction')
  const folder = join(copy, 'problems', '6-made-up')
  await mkdir(join(folder, 'average'), { recursive: true })
  await writeFile(join(folder, 'page.mdx'), page)
  await writeFile(join(folder, 'average', 'experiment.ts'), EXPERIMENT)
  return copy
}

function build(copy: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolveBuild) => {
    const child = spawn(process.execPath, [resolve('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
      cwd: copy,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output += text
      })
    child.on('close', (code) => resolveBuild({ code, output }))
  })
}

describe('a new problem', () => {
  it('is one folder: its page and figure are there with nothing else edited', async () => {
    const copy = await copyWith(PAGE, 'beside another')
    const { code, output } = await build(copy)
    expect(output).not.toMatch(/error/i)
    expect(code).toBe(0)
    const [site, browser] = await Promise.all([serve(join(copy, 'dist')), launch()])
    const { page, faults } = await open(browser, site.url)
    await page.getByRole('link', { name: 'A made-up problem' }).first().click()
    expect(page.url()).toBe(`${site.url}problems/6-made-up/`)
    const figure = await new FigureOnPage(page, '6-made-up/average').see()
    await figure.reaches('done', { verdict: 'agrees' })
    await page.locator('article a', { hasText: 'Higher' }).click()
    await page.waitForFunction(() => location.search === '?average.preset=high')
    await figure.reaches('done', { verdict: 'agrees' })
    expect(faults).toEqual([])
    await browser.close()
    await site.close()
  })
})

/** Where a text stands in the made-up page, as the build should name it. */
const placeOf = (page: string, text: string) =>
  `problems/6-made-up/page.mdx:${page.slice(0, page.indexOf(text)).split('\n').length}`

describe('the build', () => {
  const unreadable = PAGE.replace('Some words', 'A formula $\\frax{1}{2}$ and a <Tagg>tag</Tagg>. Some words')
  const unfounded = PAGE.replace(
    'Some words',
    'A link to [a problem](../9-nowhere/) and to [a part](#z). <Preset of="average" name="low">Low</Preset>.\n\n<Ask name="nothing" />\n\nSome words',
  ).replace('<Claim of="average"', '<Claim of="everage"')

  let first: { code: number | null; output: string }
  let second: typeof first
  beforeAll(async () => {
    const copies = await Promise.all([unreadable, unfounded].map((page) => copyWith(page, 'by itself')))
    ;[first, second] = (await Promise.all(copies.map(build))) as [typeof first, typeof first]
  })

  it('refuses a broken formula and an unknown tag, with file and line', async () => {
    expect(first.code).not.toBe(0)
    expect(first.output).toContain(placeOf(unreadable, '\\frax'))
    expect(first.output).toContain('\\frax')
    expect(first.output).toContain('there is no tag <Tagg>')
  })

  it('refuses dead links and names that are none, all at once, with file and line', async () => {
    expect(second.code).not.toBe(0)
    for (const [text, says] of [
      ['../9-nowhere/', '../9-nowhere/'],
      ['#z', '#z'],
      ['name="low"', 'low'],
      ['of="everage"', 'everage'],
      ['<Ask', 'has no question "nothing" (it has: none)'],
    ] as const) {
      expect(second.output).toContain(placeOf(unfounded, text))
      expect(second.output).toContain(says)
    }
  })

  it('leaves no book behind when it refuses', async () => {
    for (const copy of copies.slice(1)) await expect(readFile(join(copy, 'dist', 'index.html'))).rejects.toThrow()
  })
})
