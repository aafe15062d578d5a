// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FigureState } from '../../../../src/figure/state'
import { FigurePanel } from '../../../../src/ui'
import { reading, ScriptedFigure, sampler, stage } from '../stage'

const panel = (figure: ScriptedFigure) => (
  <FigurePanel figure={figure} experiment={sampler} id="sampler" address={() => ''} embedAddress={() => ''} />
)
const wasm = { name: 'wasm', renderer: '', software: false, passedOver: [] } as const

/** What the translator of a browser does: each text stands in elements of its own. */
function translate(host: Element): void {
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT)
  const texts: Node[] = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  for (const text of texts) {
    if (!text.textContent?.trim() || !(text.parentNode instanceof HTMLElement)) continue
    const [outer, inner] = [document.createElement('font'), document.createElement('font')]
    inner.textContent = text.textContent
    outer.append(inner)
    text.parentNode.replaceChild(outer, text)
  }
}

let figures: readonly [ScriptedFigure, ScriptedFigure]
let plain: Awaited<ReturnType<typeof stage>>
let translated: Awaited<ReturnType<typeof stage>>
beforeEach(async () => {
  figures = [new ScriptedFigure(), new ScriptedFigure()]
  plain = await stage(panel(figures[0]))
  translated = await stage(panel(figures[1]))
})
afterEach(async () => {
  await plain.leave()
  await translated.leave()
})

const words = (host: Element) =>
  host.textContent?.replaceAll(/«?:?_?r[0-9a-z]+_?:?»?|\s+/gi, (id) => (id.trim() ? id : ' '))

it('a page that a translator has rewritten shows the results of the figure', async () => {
  const { values } = figures[0].getState()
  const pin = { values, seed: 1, reading: reading(1), readings: 4, expected: 4, fault: undefined }
  const steps: readonly Partial<FigureState>[] = [
    { status: 'running', reading: reading(1.005), readings: 1, backend: wasm, ms: 12 },
    { status: 'done', readings: 4, ms: 8 },
    { status: 'stale', readings: 0, seed: 2, values: { ...values, d: 128 } },
    { status: 'done', reading: reading(1.2), readings: 4 },
    { pins: [pin] },
    { pins: [pin, { ...pin, seed: 3 }] },
    { notices: ['d was moved to 1024.'] },
    { status: 'failed', fault: 'The mean overflowed.' },
    { notices: [], pins: [], fault: undefined, status: 'done' },
  ]
  for (const step of steps) {
    translate(translated.host)
    await act(async () => {
      for (const figure of figures) figure.put(step)
    })
    expect(words(translated.host), JSON.stringify(Object.keys(step))).toBe(words(plain.host))
  }
})
