// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MapsPicture } from '../../../../src/charts/maps/MapsPicture'
import {
  type MapCell,
  type MapsView,
  type Measures,
  matrix,
  matrixReading,
  type Params,
  tex,
} from '../../../../src/experiment'
import { press, stage, the } from '../../ui/stage'

const measures = {
  before: matrix({ label: 'before', rows: 'feature', columns: 'position' }),
  after: matrix({ label: 'after', rows: 'feature', columns: 'position' }),
}

/** Before: one feature of 4 x 2 pixels. After: pairs of neighbours in a row, 2 x 2 pixels, and a second feature without inputs. */
const view: MapsView<Params, Measures> = {
  kind: 'maps',
  title: 'Pairs',
  before: { label: 'raw', measure: 'before', width: () => 4 },
  after: { label: 'paired', measure: 'after', width: () => 2 },
  reads: (_, { feature, x, y }) => (feature > 0 ? [] : [0, 1].map((u): MapCell => ({ feature: 0, x: 2 * x + u, y }))),
  formula: () => ({ tex: tex`A(L)`, says: 'two by two' }),
}
const maps = (rows: number, columns: number, of: (r: number, c: number) => number) => {
  const value = Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => of(r, c)))
  const places = (n: number) => Array.from({ length: n }, (_, k) => k)
  return matrixReading({
    rows: places(rows),
    columns: places(columns),
    value,
    stderr: value.map((row) => row.map(() => 0)),
  })
}
const reading = { before: maps(1, 8, (_, c) => c - 4), after: maps(2, 4, (r, c) => (r === 0 ? c : 0)) }

let staged: Awaited<ReturnType<typeof stage>>
const picture = () => the(HTMLElement, staged.host, '.maps')
const mapsAfter = () => the(HTMLElement, staged.host, '.maps-after')
/** The outlines of the highlighted cells of a stack. */
const lit = (stack: number) =>
  [...(staged.host.querySelectorAll('.maps-stack')[stack]?.querySelectorAll('.map') ?? [])].map(
    (map) => map.querySelector('.map-lit')?.getAttribute('d') ?? '',
  )

const show = (props: { readonly stale?: boolean; readonly theory?: typeof reading } = {}) =>
  stage(
    <MapsPicture
      view={view}
      measures={measures}
      values={{}}
      reading={reading}
      theory={props.theory ?? {}}
      stale={props.stale ?? false}
      run=""
      ghosts={[]}
    />,
  )

describe('the maps', () => {
  beforeEach(async () => {
    staged = await show()
  })
  afterEach(() => staged.leave())

  it('are told by the keys, and light what the cell is made from, drawn and in words', async () => {
    expect(lit(0)).toEqual([''])
    await press(mapsAfter(), 'ArrowRight')
    await press(mapsAfter(), 'ArrowRight')
    expect(picture().dataset).toMatchObject({ cell: '0,1,0', lit: '0,2,0 0,3,0' })
    expect(lit(0)).toEqual(['M2,0h1v1h-1zM3,0h1v1h-1z'])
    expect(lit(1)).toEqual(['M1,0h1v1h-1z', ''])
    expect(the(HTMLElement, staged.host, '[aria-live]').textContent).toBe(
      'Feature 0 at x = 1, y = 0 is 1. It reads 2 cells: feature 0 at x = 2 to 3, y = 0.',
    )
    await press(mapsAfter(), 'PageDown')
    expect(picture().dataset).toMatchObject({ cell: '1,1,0', lit: '' })
    expect(lit(0)).toEqual([''])
    expect(lit(1)).toEqual(['', 'M1,0h1v1h-1z'])
    await press(mapsAfter(), 'Escape')
    expect(picture().dataset.cell).toBeUndefined()
    expect(lit(1)).toEqual(['', ''])
  })

  it('leave the keys of the browser alone', async () => {
    const event = new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, bubbles: true, cancelable: true })
    await act(async () => mapsAfter().dispatchEvent(event))
    expect(event.defaultPrevented).toBe(false)
    expect(picture().dataset.cell).toBeUndefined()
  })

  it.each([
    ['mouse', undefined],
    ['touch', '0,0,0'],
  ])('follow the pointer; when a %s leaves, %s is told', async (pointerType, left) => {
    const map = the(SVGElement, staged.host, '.maps-after .map')
    map.getBoundingClientRect = () => new DOMRect(0, 0, 100, 100)
    const send = (kind: string, init: MouseEventInit) =>
      act(async () => {
        const event = new MouseEvent(kind, { bubbles: true, ...init })
        Object.defineProperty(event, 'pointerType', { value: pointerType })
        map.dispatchEvent(event)
      })
    await send('pointermove', { clientX: 30, clientY: 10 })
    expect(picture().dataset.cell).toBe('0,0,0')
    // React derives its leave events from `pointerout`.
    await send('pointerout', { relatedTarget: document.body })
    expect(picture().dataset.cell).toBe(left)
  })

  it('say where to point, by the name that the maps have', () => {
    expect(the(HTMLElement, staged.host, '.maps-says').textContent).toMatch(/Point at a cell under “paired”/)
  })
})

it('shows the shapes of the setting as it is now where the numbers are still those of another', async () => {
  const wider = { before: maps(1, 8, () => 1), after: maps(3, 4, () => 1) }
  staged = await show({ stale: true, theory: wider })
  expect(staged.host.querySelectorAll('.maps-after .map')).toHaveLength(3)
  await staged.leave()
})
