// @vitest-environment jsdom
import { act, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SketchPad } from '../../../../src/charts'
import { recordStroke } from '../../../../src/charts/sketch/earlyStroke'
import type { Curve } from '../../../../src/experiment'
import { press, stage, the } from '../../ui/stage'

const X = { label: 'layer', ends: [1, 20], scale: 'linear' } as const
const Y = { label: 'gradient', ends: [1e-4, 1], scale: 'log10' } as const

let drawn: Readonly<Record<string, Curve>>
let live: () => void
let on: Awaited<ReturnType<typeof stage>>

function Pad() {
  const [points, setPoints] = useState<Readonly<Record<string, Curve>>>({})
  const [takesEarly, setLive] = useState(false)
  drawn = points
  live = () => setLive(true)
  return (
    <SketchPad
      label="Your sketch"
      x={X}
      y={Y}
      curves={{ single: 'one head', heads: 'many heads' }}
      points={points}
      takesEarly={takesEarly}
      onChange={setPoints}
    />
  )
}

const pad = () => the(HTMLDivElement, on.host, '[role="slider"]')
const button = (name: string) =>
  [...on.host.querySelectorAll('button')].find(({ textContent }) => textContent === name) ?? expect.fail(`no ${name}`)
const keys = async (...names: string[]) => {
  for (const key of names) await press(pad(), key)
}
const pointer = (kind: string, x: number, y: number, type = 'mouse') =>
  act(async () => {
    const event = new MouseEvent(kind, { bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0 })
    Object.assign(event, { pointerId: 1, isPrimary: true, pointerType: type })
    pad().dispatchEvent(event)
  })

beforeEach(async () => {
  // The box of a chart is 400 by 300 pixels in a type of 10: the axes run from 34 to 388 and from 281 up to 7.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300)
  vi.spyOn(globalThis, 'getComputedStyle').mockReturnValue({ fontSize: '10px' } as CSSStyleDeclaration)
  HTMLElement.prototype.setPointerCapture = () => {}
  on = await stage(<Pad />)
})
afterEach(async () => {
  await on.leave()
  vi.restoreAllMocks()
})

it('says what its axes are before they are drawn', () => {
  expect(pad().dataset.ends).toBe('Across: layer, 1 to 20. Up: gradient, 10⁻⁴ to 10⁰, logarithmic.')
})

describe('a pad under the keyboard', () => {
  it('draws a straight line from two ends, and tells where the handle is', async () => {
    await keys('Home', 'PageUp', 'PageUp', 'PageUp', 'PageUp', 'PageUp')
    expect(drawn.single).toEqual([[1, expect.closeTo(1, 9)]])
    expect(pad().getAttribute('aria-valuetext')).toBe('layer 1: gradient 1')
    await keys('End', ...Array.from({ length: 10 }, () => 'PageDown'))
    expect(drawn.single).toEqual([
      [1, expect.closeTo(1, 9)],
      [20, expect.closeTo(1e-4, 12)],
    ])
    expect(pad().getAttribute('aria-valuetext')).toBe('layer 20: gradient 1.0 × 10⁻⁴')
    await keys('ArrowLeft')
    expect(pad().getAttribute('aria-valuetext')).toMatch(/^layer 19: gradient 1\.6 × 10⁻⁴$/)
    expect(drawn.single).toHaveLength(2)
  })

  it('moves layer by layer, and bends the line where it is moved', async () => {
    await keys('Home', 'Enter', 'End', 'Enter', 'Home', 'ArrowRight', 'ArrowRight', 'ArrowUp')
    expect(drawn.single?.map(([x]) => x)).toEqual([1, 3, 20])
    expect(Math.log10(drawn.single?.[1]?.[1] ?? 0)).toBeCloseTo(-2 + 0.08, 9)
    await keys('Delete')
    expect(drawn.single?.map(([x]) => x)).toEqual([1, 20])
  })

  it('leaves the keys of the browser and Tab alone', async () => {
    const event = new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, bubbles: true, cancelable: true })
    await act(async () => pad().dispatchEvent(event))
    const tab = new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true })
    await act(async () => pad().dispatchEvent(tab))
    expect([event.defaultPrevented, tab.defaultPrevented]).toEqual([false, false])
  })

  it('undoes step by step, by button and by key, and clears one curve', async () => {
    expect(button('Undo').disabled).toBe(true)
    await keys('Home', 'Enter', 'End', 'Enter')
    await act(async () => button('Clear').click())
    expect(drawn.single).toEqual([])
    await act(async () => button('Undo').click())
    expect(drawn.single).toHaveLength(2)
    await act(async () =>
      pad().dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true })),
    )
    expect(drawn.single).toHaveLength(1)
  })

  it('draws the curve that is chosen', async () => {
    const [, heads] = on.host.querySelectorAll('input')
    await act(async () => heads?.click())
    await keys('Home', 'Enter')
    expect(drawn).toEqual({ heads: [[1, expect.closeTo(1e-2, 9)]] })
    expect(pad().getAttribute('aria-label')).toBe('Your sketch: many heads')
  })
})

describe('a pad under a pointer', () => {
  it('draws where the pointer goes, on the scales of the axes', async () => {
    await pointer('pointerdown', 34, 7)
    await pointer('pointermove', 211, 144)
    await pointer('pointermove', 388, 281)
    expect(drawn).toEqual({})
    await pointer('pointerup', 388, 281)
    expect(drawn.single).toEqual([
      [1, expect.closeTo(1, 9)],
      [20, expect.closeTo(1e-4, 12)],
    ])
  })

  it('is not drawn on by a thumb that goes past: neither by a touch nor by a scroll that the browser takes', async () => {
    await keys('Home', 'Enter')
    const before = drawn
    await pointer('pointerdown', 100, 100, 'touch')
    await pointer('pointermove', 104, 160, 'touch')
    await pointer('pointerup', 104, 160, 'touch')
    expect(drawn).toBe(before)
    await pointer('pointerdown', 100, 100, 'touch')
    await pointer('pointermove', 180, 120, 'touch')
    await pointer('pointercancel', 180, 160, 'touch')
    await pointer('pointermove', 220, 160, 'touch')
    await pointer('pointerup', 220, 160, 'touch')
    expect(drawn).toBe(before)
  })

  it('is drawn on by a finger that goes along', async () => {
    await pointer('pointerdown', 34, 144, 'touch')
    await pointer('pointermove', 200, 144, 'touch')
    await pointer('pointerup', 340, 144, 'touch')
    expect(drawn.single?.map(([, y]) => y)).toEqual([expect.closeTo(1e-2, 9), expect.closeTo(1e-2, 9)])
  })
})

describe('a pad that was drawn on before its code was there', () => {
  const early = (kind: string, x: number, y: number, type: string) => {
    const event = new MouseEvent(kind, { bubbles: true, clientX: x, clientY: y, button: 0 }) as PointerEvent
    Object.assign(event, { pointerId: 1, isPrimary: true, pointerType: type })
    if (kind === 'pointerdown') recordStroke(pad(), event)
    else pad().dispatchEvent(event)
  }
  const alive = async () => {
    await act(async () => live())
    await act(async () => new Promise(requestAnimationFrame))
  }
  const falling = [
    [1, expect.closeTo(1, 9)],
    [20, expect.closeTo(1e-4, 12)],
  ]
  const finger = (kind: string, x: number, y: number) => early(kind, x, y, 'touch')

  it.each(['mouse', 'touch'])('has the whole stroke of a %s', async (type) => {
    early('pointerdown', 34, 7, type)
    early('pointermove', 211, 144, type)
    early('pointermove', 388, 281, type)
    early('pointerup', 388, 281, type)
    early('pointermove', 388, 7, type)
    expect(drawn).toEqual({})
    await alive()
    expect(drawn.single).toEqual(falling)
  })

  it('goes on with a stroke that is still being drawn', async () => {
    finger('pointerdown', 34, 7)
    finger('pointermove', 211, 144)
    await alive()
    expect(drawn).toEqual({})
    await pointer('pointermove', 388, 281, 'touch')
    await pointer('pointerup', 388, 281, 'touch')
    expect(drawn.single).toEqual(falling)
  })

  it('has every stroke', async () => {
    for (const [from, to] of [
      [34, 211],
      [211, 388],
    ] as const) {
      finger('pointerdown', from, 144)
      finger('pointermove', to, 144)
      finger('pointerup', to, 144)
    }
    await alive()
    expect(drawn.single?.map(([x]) => Math.round(x))).toEqual(expect.arrayContaining([1, 20]))
  })

  it('has no stroke of a finger that scrolled the page, or only pressed', async () => {
    finger('pointerdown', 100, 100)
    finger('pointermove', 180, 120)
    finger('pointercancel', 180, 160)
    finger('pointerdown', 100, 100)
    finger('pointerup', 102, 100)
    await alive()
    expect(drawn).toEqual({})
  })
})
