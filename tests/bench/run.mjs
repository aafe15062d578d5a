/** `npm run bench`: what the built book costs, in Chromium, beside the budgets. Plain Node. */
import { fileURLToPath } from 'node:url'
import { install } from '../../src/site/install.mjs'
import { CHROMIUM_ARGS, ensureChromium } from '../chromium.mjs'
import { serve } from '../serve.mjs'
import { inBytes, problems } from './bytes.mjs'
import { inFigures, WATCHED_WORKER } from './figures.mjs'
import { whilePlaying } from './playing.mjs'
import { print } from './table.mjs'

install()
process.env.NODE_ENV = 'production'
const executablePath = ensureChromium(console.log)
const { build } = await import('vite')
const { chromium } = await import('playwright-core')

const pages = fileURLToPath(new URL('./pages', import.meta.url))
const cache = fileURLToPath(new URL('../../node_modules/.cache/trainability', import.meta.url))
const [book, parts] = [`${cache}/bench-book`, `${cache}/bench-parts`]

console.log('Building the book and the pages of the benchmark ...')
// Not into `dist`, which may be in use.
await build({ logLevel: 'warn', build: { outDir: book, emptyOutDir: true } })
await build({
  configFile: false,
  logLevel: 'error',
  root: pages,
  base: './',
  worker: { format: 'es' },
  build: {
    outDir: parts,
    emptyOutDir: true,
    chunkSizeWarningLimit: 5000,
    rolldownOptions: { input: ['chart', 'yardstick', 'models'].map((name) => `${pages}/${name}.html`) },
  },
})

const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS })
try {
  /** @type {import('./table.mjs').Row[]} */
  const rows = []
  rows.push(...(await inBytes(browser, book)))
  const site = await serve(book, { workerPrelude: WATCHED_WORKER })
  rows.push(...(await inFigures(browser, site.url, problems(book))))
  rows.push(...(await whilePlaying(browser, site.url, problems(book))))
  await site.close()
  rows.push(...(await inParts()))
  print(rows)
} finally {
  await browser.close()
}

/** The chart by itself, and the yardstick. */
async function inParts() {
  const site = await serve(parts)
  const page = await browser.newPage()
  const ask = async (/** @type {string} */ name, /** @type {string} */ script) => {
    await page.goto(`${site.url}${name}.html`)
    await page.waitForFunction(`window.${script.split('(')[0]}`)
    return page.evaluate(script)
  }
  const updates = /** @type {number[]} */ (await ask('chart', 'updates(60)'))
  const { layers, numerics } = /** @type {import('./pages/yardstick.ts').Comparison} */ (
    await ask('yardstick', 'compare(20)')
  )
  const trained = /** @type {import('./pages/models.ts').StepCost[]} */ ([
    ...(await ask('models', "models('webgl')")),
    ...(await ask('models', "models('wasm')")),
  ])
  await site.close()
  const middle = updates.sort((a, b) => a - b)[Math.floor(updates.length / 2)]
  return [
    { heading: 'A chart by itself' },
    { what: 'chart update, 100 layers with error band', value: middle, unit: 'ms', budget: 4 },
    { heading: 'A training step, 20 layers of 32 units, 64 samples, software WebGL' },
    { what: 'kernels: tf.js Layers, gradient and update', value: layers.kernels },
    { what: 'kernels: numerics, gradient, update and statistics', value: numerics.kernels, beside: layers.kernels },
    { what: 'time: tf.js Layers', value: layers.ms, unit: 'ms' },
    { what: 'time: numerics, with statistics', value: numerics.ms, unit: 'ms', beside: layers.ms },
    ...inTraining(trained),
  ]
}

/**
 * Training steps of the networks of problems 2 and 4: kernels a layer, and steps a second beside those of tf.js Layers on the same backend.
 * @param {readonly import('./pages/models.ts').StepCost[]} trained
 */
function inTraining(trained) {
  const networks = [...new Set(trained.map(({ network }) => network))]
  return networks.flatMap((network) => {
    const of = trained.filter((one) => one.network === network)
    const layersOn = (/** @type {string} */ way) =>
      of.find((one) => one.way === 'tf.js Layers' && one.backend === way)?.stepsPerSecond
    return [
      { heading: `Training ${network}, with Adam: steps of one network a second` },
      ...of.flatMap(({ way, backend, kernels, layers, networks: at, stepsPerSecond }) => {
        const beside = layersOn(backend)
        return [
          {
            what: `${way} on ${backend}${at > 1 ? `, ${at} networks at once` : ''}`,
            value: stepsPerSecond,
            ...(beside === undefined || way === 'tf.js Layers' ? {} : { beside }),
          },
          ...(kernels > 0 ? [{ what: `${way}: kernels a layer`, value: kernels / layers }] : []),
        ]
      }),
    ]
  })
}
