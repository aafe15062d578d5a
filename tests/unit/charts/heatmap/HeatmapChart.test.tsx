// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LayerPointer, Picture, useIsPointed } from '../../../../src/charts'
import { type HeatmapView, type Measures, matrix, matrixReading } from '../../../../src/experiment'
import { press, stage, the } from '../../ui/stage'

const measures = { map: matrix({ label: 'map', rows: 'head', columns: 'layer' }) }
const cells = (value: readonly (readonly number[])[]) => ({
  map: matrixReading({ rows: [1, 2], columns: [1, 2], value, stderr: value.map((row) => row.map(() => 0.1)) }),
})
const view = (x: boolean, y: boolean): HeatmapView<Measures> => ({
  kind: 'heatmap',
  title: 'Head by layer',
  measure: 'map',
  x: { label: 'layer', ...(x ? { layers: true } : {}) },
  y: { label: 'head', ...(y ? { layers: true } : {}) },
  colour: { label: 'length' },
})
const drawn = {
  measures,
  values: {},
  reading: cells([
    [1, 2],
    [3, 4],
  ]),
  theory: cells([
    [1, 2],
    [3, 3.5],
  ]),
  stale: false,
  run: 'one',
}

function Layer({ at }: { readonly at: number }) {
  const [pointed, point] = useIsPointed(at)
  return (
    <button type="button" data-layer={at} data-pointed={pointed || undefined} onClick={() => point(at)}>
      layer
    </button>
  )
}

describe('a heat map', () => {
  // Nothing is laid out here: a box is given.
  beforeEach(() => {
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(300)
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(300)
  })
  afterEach(() => vi.restoreAllMocks())

  it('marks the row and the column of the layer that another picture points at', async () => {
    for (const [x, y, marks] of [
      [true, true, 4],
      [true, false, 2],
      [false, true, 2],
      [false, false, 0],
    ] as const) {
      const { host, leave } = await stage(
        <LayerPointer>
          <Layer at={2} />
          <Picture view={view(x, y)} {...drawn} />
        </LayerPointer>,
      )
      expect(host.querySelectorAll('.heat-layer')).toHaveLength(0)
      await act(async () => the(HTMLElement, host, '[data-layer]').click())
      // Measured and theory, side by side.
      expect(host.querySelectorAll('.heat-layer'), `${x}, ${y}`).toHaveLength(marks)
      await leave()
    }
  })

  it('points at the layer of its row where its columns are none', async () => {
    const { host, leave } = await stage(
      <LayerPointer>
        <Layer at={2} />
        <Picture view={view(false, true)} {...drawn} />
      </LayerPointer>,
    )
    const maps = the(HTMLElement, host, '.heat-maps')
    await press(maps, 'ArrowRight')
    expect(the(HTMLElement, host, '[data-layer]').dataset.pointed).toBeUndefined()
    await press(maps, 'ArrowUp')
    expect(the(HTMLElement, host, '[data-layer]').dataset.pointed).toBe('true')
    await leave()
  })

  it('tells a cell that is tapped, until the reader taps elsewhere', async () => {
    const { host, leave } = await stage(<Picture view={view(false, false)} {...drawn} />)
    const tap = (on: Element, pointerType = 'touch') =>
      act(async () => {
        const event = new MouseEvent('pointerdown', { bubbles: true, clientX: 150, clientY: 150 })
        on.dispatchEvent(Object.assign(event, { pointerType }))
      })
    const box = host.querySelector('.heat-box') ?? expect.fail('no map')
    await tap(box)
    expect(host.querySelector('.chart-tip')).not.toBeNull()
    await act(async () => {
      box.dispatchEvent(Object.assign(new Event('pointerout', { bubbles: true }), { pointerType: 'touch' }))
    })
    await tap(box)
    expect(host.querySelector('.chart-tip')).not.toBeNull()
    await tap(document.body)
    expect(host.querySelector('.chart-tip')).toBeNull()
    await leave()
  })

  it('is one map of standard errors where residuals are asked for', async () => {
    const { host, leave } = await stage(<Picture view={view(true, true)} {...drawn} residuals />)
    expect(host.querySelectorAll('.heat-map')).toHaveLength(1)
    expect(the(HTMLElement, host, '.colour-label').textContent).toBe('distance from theory, in standard errors')
    // Three cells at theory, and one 5 standard errors above it: two colours.
    expect(host.querySelectorAll('.heat-cells path')).toHaveLength(2)
    await leave()
  })
})
