// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ticksOf } from '../../../../src/charts/plot/axes/ticks'
import { Chart } from '../../../../src/charts/plot/Frame'
import { plotArea, scaleX, scaleY } from '../../../../src/charts/plot/geometry'
import type { Stroke } from '../../../../src/charts/plot/marks/strokes'

const box = { width: 480, height: 300, em: 14 }
const area = plotArea(box, 0)
const [x, y] = [[0, 10] as const, [-40, 1] as const]
const [sx, sy] = [scaleX(area, x), scaleY(area, y)]
const frame = {
  box,
  area,
  x,
  y,
  xTicks: ticksOf('log2', x, 6),
  yTicks: ticksOf('log10', y, 5),
  rules: [{ label: 'bound', at: 0 }],
  clip: 'clip',
}
const cross: Stroke = { key: 'cross', className: 'mark', path: (sx, sy) => `M${sx(0)},${sy(-40)}L${sx(10)},${sy(1)}` }

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true)

describe('the frame', () => {
  let host: HTMLElement
  let root: Root
  const draw = (strokes: readonly Stroke[]) =>
    act(async () => root.render(<Chart {...frame} strokes={strokes} sx={sx} sy={sy} />))
  beforeEach(() => {
    host = document.createElement('div')
    document.body.append(host)
    root = createRoot(host)
  })
  afterEach(async () => {
    await act(async () => root.unmount())
    host.remove()
  })

  it('draws marks on the scales that the words over the plot are placed by', async () => {
    await draw([cross])
    expect(host.querySelector('.mark')?.getAttribute('d')).toBe(`M${sx(0)},${sy(-40)}L${sx(10)},${sy(1)}`)
  })

  it('has its ticks where those scales put them', async () => {
    await draw([])
    const ticks = [...host.querySelectorAll('.chart-tick')]
    const places = (anchor: string, side: string) =>
      ticks.filter((tick) => tick.getAttribute('text-anchor') === anchor).map((tick) => Number(tick.getAttribute(side)))
    expect(places('middle', 'x')).toEqual(frame.xTicks.map(({ at }) => expect.closeTo(sx(at), 6)))
    expect(places('end', 'y')).toEqual(frame.yTicks.map(({ at }) => expect.closeTo(sy(at), 6)))
  })

  it('writes the ticks it is given, powers raised, and every reference', async () => {
    await draw([])
    const ticks = [...host.querySelectorAll('.chart-tick')].map((tick) => tick.textContent)
    expect(ticks).toEqual(['1', '4', '16', '64', '256', '1024', '10−40', '10−30', '10−20', '10−10', '100'])
    expect(host.querySelectorAll('.chart-rule')).toHaveLength(1)
  })

  it('leaves its axes alone when only marks move', async () => {
    await draw([cross])
    const before = [...host.querySelectorAll('.recharts-cartesian-axis *, .recharts-cartesian-grid *')]
    const changes: MutationRecord[] = []
    const observer = new MutationObserver((records) => changes.push(...records))
    observer.observe(host, { subtree: true, childList: true, attributes: true })
    await draw([{ ...cross, path: () => 'M0,0L1,1' }])
    changes.push(...observer.takeRecords())
    expect(host.querySelector('.mark')?.getAttribute('d')).toBe('M0,0L1,1')
    expect(changes.map(({ target }) => target)).toEqual([host.querySelector('.mark')])
    expect([...host.querySelectorAll('.recharts-cartesian-axis *, .recharts-cartesian-grid *')]).toEqual(before)
  })

  it('takes no focus of its own', async () => {
    await draw([cross])
    expect(host.querySelectorAll('[tabindex]:not([tabindex="-1"])')).toHaveLength(0)
  })
})
