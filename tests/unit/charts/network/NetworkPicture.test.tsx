// @vitest-environment jsdom
import { act, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NetworkPicture } from '../../../../src/charts/network/NetworkPicture'
import { LayerPointer, usePointedLayer } from '../../../../src/charts/pointedLayer'
import { type Measures, type NetworkView, type Params, series } from '../../../../src/experiment'
import { press, stage, the } from '../../ui/stage'

const measures = {
  signal: series({ label: 'signal', over: 'layer' }),
  gradient: series({ label: 'gradient', over: 'layer' }),
}

/** Inputs and three layers. The gradient of the first layer is unknown, and the signal of the last has overflowed. */
const view: NetworkView<Params, Measures> = {
  kind: 'network',
  title: 'Stack',
  layers: () =>
    [0, 1, 2, 3, 4].map((l) => ({ label: l === 0 ? 'inputs' : `layer ${l}`, units: 8, ...(l > 0 ? { at: l } : {}) })),
  forward: { label: 'signal', measure: () => 'signal' },
  backward: { label: 'gradient', measure: () => 'gradient' },
}
const exact = (at: readonly number[], value: readonly number[]) => ({
  kind: 'series' as const,
  at,
  value,
  stderr: at.map(() => 0),
})
const reading = {
  signal: exact([1, 2, 3, 4], [1, 0.5, 0, Number.POSITIVE_INFINITY]),
  gradient: exact([2, 3, 4], [0.125, 0.5, 1]),
}

let change: (next: { run?: string; stale?: boolean }) => void
let shared: number | undefined
let pointFromChart: (at: number | undefined) => void

function Beside() {
  const [at, point] = usePointedLayer()
  shared = at
  pointFromChart = point
  return null
}

function Staged() {
  const [{ run = 'first', stale = false }, set] = useState<{ run?: string; stale?: boolean }>({})
  change = set
  return (
    <LayerPointer>
      <NetworkPicture view={view} measures={measures} values={{}} reading={reading} stale={stale} run={run} />
      <Beside />
    </LayerPointer>
  )
}

let staged: Awaited<ReturnType<typeof stage>>
const network = () => the(HTMLElement, staged.host, '.network')
const box = () => the(HTMLElement, staged.host, '.network-box')
const says = () => the(HTMLElement, staged.host, '.network-says').textContent
const columns = () => [...staged.host.querySelectorAll('.network-column')]
/** The marks of every layer: "forward number". */
const marks = () =>
  columns().map((column) =>
    [...column.querySelectorAll('.network-value')].map((mark) => {
      const { way, kind } = (mark as SVGElement).dataset
      return `${way} ${kind}`
    }),
  )
const click = (name: string) =>
  act(async () => {
    const button = [...staged.host.querySelectorAll('button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
    )
    if (!button) throw new Error(`There is no button "${name}"`)
    button.click()
  })

beforeEach(async () => {
  staged = await stage(<Staged />)
})
afterEach(async () => {
  await staged.leave()
  vi.useRealTimers()
})

describe('the network', () => {
  it('colours what was measured, marks what has no colour, and leaves the rest plain', () => {
    expect(marks()).toEqual([
      [],
      ['forward number'],
      ['forward number', 'backward number'],
      ['forward under', 'backward number'],
      ['forward over', 'backward number'],
    ])
  })

  it('is described in words', () => {
    expect(box().getAttribute('aria-label')).toBe(
      'Stack: inputs, 8 units; layer 1, 8 units; layer 2, 8 units; layer 3, 8 units; layer 4, 8 units. Signal: 1 at layer 1, overflowed at layer 4. Gradient: 1 at layer 4, 0.125 at layer 2.',
    )
  })

  it('is told by the keys, and tells the other pictures of the figure', async () => {
    await press(box(), 'ArrowRight')
    expect(says()).toBe('inputs, 8 units: nothing measured here')
    expect(shared).toBeUndefined()
    await press(box(), 'ArrowRight')
    await press(box(), 'ArrowRight')
    expect(says()).toBe('layer 2, 8 units: signal 0.5; gradient 0.125')
    expect(the(HTMLElement, staged.host, '[aria-live]').textContent).toBe(says())
    expect(shared).toBe(2)
    await press(box(), 'End')
    expect(shared).toBe(4)
    await press(box(), 'Escape')
    expect(shared).toBeUndefined()
  })

  it('marks a layer that another picture points at', async () => {
    await act(async () => pointFromChart(3))
    expect(columns().map((column) => (column as SVGElement).dataset.pointed !== undefined)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ])
    expect(says()).toMatch(/^layer 3, /)
  })
})

describe('the slow pass', () => {
  it('is stepped forwards and back, and says what it meets', async () => {
    await click('Step the pass on')
    expect(network().dataset.pass).toBe('forward 1')
    expect(says()).toBe('Forwards, layer 1: signal 1')
    expect(marks()).toEqual([[], ['forward number'], [], [], []])
    expect(shared).toBe(1)
    for (let i = 0; i < 4; i++) await click('Step the pass on')
    expect(network().dataset.pass).toBe('backward 4')
    expect(says()).toBe('Backwards, layer 4: gradient 1')
    await click('Step the pass back')
    expect(network().dataset.pass).toBe('forward 4')
    await click('Stop the pass')
    expect(network().dataset.pass).toBeUndefined()
    expect(shared).toBeUndefined()
    expect(marks()[4]).toHaveLength(2)
  })

  it('plays by the clock, forwards and then backwards', async () => {
    vi.useFakeTimers()
    await click('Play the pass')
    const seen = [network().dataset.pass]
    for (let i = 0; i < 6; i++) {
      await act(async () => vi.advanceTimersToNextTimer())
      seen.push(network().dataset.pass)
    }
    expect(seen).toEqual([...[1, 2, 3, 4].map((l) => `forward ${l}`), ...[4, 3, 2].map((l) => `backward ${l}`)])
    expect(network().dataset.playing).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('stops when another setting is measured', async () => {
    vi.useFakeTimers()
    await click('Play the pass')
    await act(async () => change({ run: 'second' }))
    expect(network().dataset.pass).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('stops when the tab is hidden', async () => {
    vi.useFakeTimers()
    await click('Play the pass')
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    await act(async () => document.dispatchEvent(new Event('visibilitychange')))
    vi.restoreAllMocks()
    expect(network().dataset.pass).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('only steps where the reader wants no motion', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('matchMedia', () => ({ matches: true }))
    await click('Play the pass')
    vi.unstubAllGlobals()
    expect(network().dataset.pass).toBe('forward 1')
    expect(network().dataset.playing).toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('does not play numbers of another setting', async () => {
    await act(async () => change({ stale: true }))
    await click('Step the pass on')
    expect(network().dataset.pass).toBeUndefined()
    expect(network().dataset.stale).toBe('true')
  })
})
