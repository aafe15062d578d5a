import { serve } from '../browsers/serve.mjs'
import { wants } from './options.mjs'
import { median } from './page.mjs'

/**
 * What can be measured without a figure: a chart, the draws, training steps beside those of tf.js Layers and of plain typed arrays.
 * @param {import('playwright-core').Browser} browser @param {string} folder the built pages of the benchmark
 */
export async function inParts(browser, folder) {
  const site = await serve(folder)
  const page = await browser.newPage({ serviceWorkers: 'block' })
  const ask = async (/** @type {string} */ name, /** @type {string} */ script) => {
    await page.goto(`${site.url}${name}.html`)
    await page.waitForFunction(`window.${script.split('(')[0]}`)
    return page.evaluate(script)
  }
  /** @type {import('./table.mjs').Row[]} */
  const rows = []
  try {
    if (wants('chart')) {
      const updates = /** @type {number[]} */ (await ask('chart', 'updates(60)'))
      const what = 'chart update, 100 layers with error band'
      rows.push({ heading: 'A chart by itself' }, { what, value: median(updates), unit: 'ms', parts: ['chart.update'] })
    }
    if (wants('draw')) {
      const ns = /** @type {number} */ (await ask('draws', 'gaussian(1000000, 9)'))
      rows.push({ heading: 'Draws' }, { what: 'a Gaussian number', value: ns, unit: 'ns', parts: ['draw.gaussian'] })
    }
    if (wants('step')) {
      const { layers, numerics } = /** @type {import('./pages/yardstick.ts').Comparison} */ (
        await ask('yardstick', 'compare(20)')
      )
      const trained = /** @type {import('./pages/models.ts').StepCost[]} */ ([
        ...(await ask('models', "models('webgl')")),
        ...(await ask('models', "models('wasm')")),
      ])
      rows.push(
        { heading: 'A training step, 20 layers of 32 units, 64 samples, software WebGL' },
        { what: 'kernels: tf.js Layers, gradient and update', value: layers.kernels },
        { what: 'kernels: numerics, gradient, update and statistics', value: numerics.kernels, beside: layers.kernels },
        { what: 'time: tf.js Layers', value: layers.ms, unit: 'ms' },
        { what: 'time: numerics, with statistics', value: numerics.ms, unit: 'ms', beside: layers.ms },
        ...inTraining(trained),
        ...growing(/** @type {import('./pages/models.ts').Growth[]} */ (await ask('models', 'growth()'))),
      )
    }
  } finally {
    await page.close()
    await site.close()
  }
  return rows
}

/** @param {readonly import('./pages/models.ts').Growth[]} found @returns {import('./table.mjs').Row[]} */
const growing = (found) =>
  found.flatMap(({ network, along, slope }, i) => [
    ...(i === 0 ? [{ heading: `The time of a step of ${network} on wasm, as a power of its size` }] : []),
    { what: along, value: slope },
  ])

/**
 * Training steps of the networks of problems 2 and 4: kernels a layer, and steps a second beside those of tf.js Layers on the same backend
 * and of plain typed arrays.
 * @param {readonly import('./pages/models.ts').StepCost[]} trained
 * @returns {import('./table.mjs').Row[]}
 */
function inTraining(trained) {
  const networks = [...new Set(trained.map(({ network }) => network))]
  return networks.flatMap((network) => {
    const of = trained.filter((one) => one.network === network)
    const speed = (/** @type {string} */ way, /** @type {string | undefined} */ backend) =>
      of.find((one) => one.way === way && (backend === undefined || one.backend === backend))?.stepsPerSecond
    const times = (/** @type {number} */ steps, /** @type {number | undefined} */ beside) =>
      beside === undefined ? undefined : steps / beside
    return [
      { heading: `Training ${network}, with Adam: steps of one network a second` },
      ...of.flatMap(({ way, backend, kernels, layers, networks: at, stepsPerSecond }) => {
        const ours = way === 'numerics'
        const arrays = backend === 'wasm' && at === 1 ? speed('typed arrays', undefined) : undefined
        return [
          { what: `${way} on ${backend}${at > 1 ? `, ${at} networks at once` : ''}`, value: stepsPerSecond },
          ...(ours
            ? [
                {
                  what: `${way} on ${backend}: times as fast as tf.js Layers`,
                  value: times(stepsPerSecond, speed('tf.js Layers', backend)),
                  parts: [`step.${backend}.vsLayers`],
                },
              ]
            : []),
          ...(ours && arrays !== undefined
            ? [
                {
                  what: `${way} on ${backend}: times as fast as typed arrays`,
                  value: times(stepsPerSecond, arrays),
                  parts: ['step.wasm.vsTypedArrays'],
                },
              ]
            : []),
          ...(kernels > 0
            ? [
                {
                  what: `${way}: kernels a layer`,
                  value: kernels / layers,
                  ...(ours ? { parts: ['step.kernelsPerLayer'] } : {}),
                },
              ]
            : []),
        ]
      }),
    ]
  })
}
