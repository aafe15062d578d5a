import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch, open } from '../driver/browser'
import { FigureOnPage } from '../driver/figure'
import { waitingFigure } from '../driver/sample'

const { id, problem, name: figureName } = waitingFigure()

let browser: Browser
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'single-'))
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--mode', 'single', '--outDir', folder, '--emptyOutDir']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  expect(status, `${stdout}${stderr}`).toBe(0)
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true })
})

/** Opens a file from the disk, without a network; asking for any other file is a fault. */
async function openFile(name: string, search: string) {
  const url = pathToFileURL(join(folder, name)).href
  const opened = await open(browser, url + search, { offline: true })
  const asked: string[] = []
  opened.page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) asked.push(request.url())
  })
  return { ...opened, asked }
}

it('is one file for each problem, which names no other but its neighbours', async () => {
  const files = await readdir(folder)
  expect(files.sort()).toEqual((await readdir('problems')).map((problem) => `${problem}.html`).sort())
  for (const file of files) {
    const html = await readFile(join(folder, file), 'utf8')
    const body = html.slice(0, html.lastIndexOf('<script>'))
    const named = [...body.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address)
    const local = named.filter((address) => !/^(data:|https:|#|\?|\.\/[1-9][a-z0-9-]+\.html(#|$))/.test(address))
    expect(local).toEqual([])
    for (const [, other = ''] of body.matchAll(/href="\.\/([^"#]*)/g)) expect(files).toContain(other)
  }
})

it('runs its figures from a disk, and keeps their setting in the address', async () => {
  const { page, faults, asked } = await openFile(`${problem}.html`, '?backend=wasm')
  const figure = await new FigureOnPage(page, id).see()
  await figure.root.and(page.locator('[data-backend="wasm"]:not([data-readings="0"])')).waitFor()
  const preset = figure.root.locator('.preset[aria-pressed="false"]').first()
  const name = await preset.getAttribute('data-preset')
  await preset.click()
  await page.waitForFunction((set) => location.search === set, `?backend=wasm&${figureName}.preset=${name}`)
  await figure.see()
  const faces = await page.evaluate(async () => {
    await document.fonts.ready
    return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family)
  })
  expect(faces.join()).toMatch(/KaTeX_Math.*Source Serif 4|Source Serif 4.*KaTeX_Math/)
  expect(await page.locator('.scriptless').first().isVisible()).toBe(false)
  expect(faults).toEqual([])
  expect(asked).toEqual([])
  await page.context().close()
})

it('shows one of its figures alone too', async () => {
  const { page, faults } = await openFile(`${problem}.html`, `?embed=${figureName}&backend=wasm`)
  await new FigureOnPage(page, id).see()
  expect(await page.locator('.figure').count()).toBe(1)
  expect(faults).toEqual([])
  await page.context().close()
})
