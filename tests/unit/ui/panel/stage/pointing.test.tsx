// @vitest-environment jsdom
import { act } from 'react'
import { expect, it } from 'vitest'
import type { Measures, Params, View } from '../../../../../src/experiment'
import { FigurePanel } from '../../../../../src/ui'
import { layeredOf } from '../../../../../src/ui/evidence/tables'
import { press, reading, ScriptedFigure, sampler, stage, the } from '../../stage'

it('marks the layer that one picture points at in network, charts and tables', async () => {
  const figure = new ScriptedFigure({ reading: reading(1), readings: 4, status: 'done' })
  const { host, leave } = await stage(
    <FigurePanel figure={figure} experiment={sampler} id="sampler" address={() => ''} embedAddress={() => ''} />,
  )
  const pointed = () =>
    [...host.querySelectorAll<HTMLElement | SVGElement>('[data-pointed]')].map(({ tagName }) => tagName)
  const chart = the(HTMLElement, host, '[data-view="1"] .chart-box')
  const data = the(HTMLDetailsElement, host, '.figure-data')
  await act(async () => {
    data.open = true
    data.dispatchEvent(new Event('toggle'))
  })
  // The first layer of the network and the first row of the table are both layer 1.
  await press(chart, 'ArrowRight')
  expect(pointed()).toEqual(['g', 'LI', 'TR'])
  // The network has no second layer.
  await press(chart, 'ArrowRight')
  expect(pointed()).toEqual(['TR'])
  expect(the(HTMLElement, host, 'tr[data-pointed]').textContent).toMatch(/^2/)
  await press(chart, 'Escape')
  expect(pointed()).toEqual([])

  const network = the(HTMLElement, host, '.network-box')
  await press(network, 'End')
  expect(pointed()).toEqual(['g', 'LI', 'TR'])
  await press(network, 'Escape')

  const row = the(HTMLElement, host, '[aria-label="log10 of: growth"] tbody tr')
  await act(async () => row.dispatchEvent(new MouseEvent('pointerover', { bubbles: true })))
  expect(pointed()).toEqual(['g', 'LI', 'TR'])
  await leave()
})

it('knows the tables of layers by their views', () => {
  const x = { label: 'layer', layers: true } as const
  const y = { label: 'y' }
  const views: View<Params, Measures>[] = [
    { kind: 'series', title: '', measures: ['gradient'], x, y },
    { kind: 'series', title: '', measures: ['loss'], x: { label: 'step' }, y },
    { kind: 'heatmap', title: '', measure: 'byHead', x, y, colour: { label: '' } },
  ]
  expect([...layeredOf(views)]).toEqual([
    ['gradient', 0],
    ['byHead', 1],
  ])
})
