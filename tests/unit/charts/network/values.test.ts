import { describe, expect, it } from 'vitest'
import { colourAt } from '../../../../src/charts/network/NetworkDrawing'
import { colourSpan, layerValues } from '../../../../src/charts/network/values'
import {
  type Measures,
  matrix,
  type NetworkLayer,
  type NetworkPass,
  type NetworkView,
  type Params,
  type Reading,
  scalar,
  series,
} from '../../../../src/experiment'

const measures = {
  signal: series({ label: 'signal', over: 'layer', stored: 'log10' }),
  plain: series({ label: 'plain', over: 'layer', unit: 'ms' }),
  byHead: matrix({ label: 'by head', rows: 'head', columns: 'layer', stored: 'log10' }),
  top: scalar({ label: 'top' }),
  steps: series({ label: 'over steps', over: 'step' }),
}
const reading: Reading<typeof measures> = {
  signal: {
    kind: 'series',
    at: [1, 2, 3, 4, 5],
    value: [0, -2, Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY],
    stderr: [0.01, 0.01, 0, 0, 0],
  },
  plain: { kind: 'series', at: [1, 2], value: [0.5, 0.25], stderr: [0, 0], floor: [0, 0.3] },
  byHead: {
    kind: 'matrix',
    rows: [1, 2],
    columns: [1, 2],
    value: [
      [0.5, null],
      [1, 2],
    ],
    stderr: [
      [0, 0],
      [0, 0],
    ],
  },
  top: { kind: 'scalar', value: 100, stderr: 1 },
  steps: { kind: 'series', at: [0, 20], value: [7, 0.01], stderr: [0, 0] },
}
const at = (...places: number[]): NetworkLayer[] => places.map((place) => ({ label: `${place}`, units: 1, at: place }))

function told(pass: NetworkPass<Params, Measures>, layers: readonly NetworkLayer[]) {
  const view: NetworkView<Params, Measures> = { kind: 'network', title: '', layers: () => layers, forward: pass }
  return layerValues(view, 'forward', layers, {}, measures, reading)
}

describe('what is told of a layer', () => {
  it('is the number that the reading has at its place, on the scale of all figures', () => {
    const values = told({ label: 'signal', measure: () => 'signal' }, at(0, 1, 2))
    expect(values.map((value) => value && [value.kind, value.value, value.level])).toEqual([
      undefined,
      ['number', 0, 0.5],
      ['number', -2, 0.25],
    ])
    expect(values[1]?.text).toMatch(/^1\.00 ± 0\.02$/)
  })

  it('has marks of its own for what has no colour', () => {
    const values = told({ label: 'signal', measure: () => 'signal' }, at(3, 4, 5))
    expect(values.map((value) => [value?.kind, value?.text])).toEqual([
      ['under', 'below 1e-38'],
      ['broken', 'not a number'],
      ['over', 'overflowed'],
    ])
  })

  it('is marked where it lies below rounding', () => {
    const values = told({ label: 'plain', measure: () => 'plain', domain: [0.1, 10] }, at(1, 2))
    expect(values.map((value) => [value?.kind, value?.text])).toEqual([
      ['number', '0.5 ms'],
      ['under', 'below rounding'],
    ])
  })

  it('is one row of a matrix, without its empty cells', () => {
    const values = told({ label: 'head', measure: () => ({ name: 'byHead', row: 1 }) }, at(1, 2))
    expect(values.map((value) => value?.value)).toEqual([0.5, undefined])
  })

  it('may be a measure of its own: a scalar, or the last point of a series', () => {
    const own = (forward: string): NetworkLayer => ({ label: 'own', units: 1, at: 1, forward })
    const values = told({ label: 'signal', measure: () => 'signal' }, [own('top'), own('steps')])
    expect(values.map((value) => [value?.value, value?.level])).toEqual([
      [100, 0.75],
      [0.01, 0.25],
    ])
  })

  it('is nothing before anything was measured', () => {
    const layers = at(1, 2)
    const view: NetworkView<Params, Measures> = { kind: 'network', title: '', layers: () => layers }
    expect(layerValues(view, 'forward', layers, {}, measures, reading)).toEqual([undefined, undefined])
    const passing = { ...view, forward: { label: 'signal', measure: () => 'signal' } }
    expect(layerValues(passing, 'forward', layers, {}, measures, null)).toEqual([undefined, undefined])
  })
})

describe('the colours', () => {
  it('have 1 in the middle where a pass states no scale', () => {
    expect(colourSpan({})).toEqual({ scale: 'log10', span: [-4, 4] })
    expect(colourSpan({ scale: 'linear', domain: [0, 5] })).toEqual({ scale: 'linear', span: [0, 5] })
  })

  it('run from one end through the middle to the other', () => {
    expect(colourAt(0)).toContain('0%, var(--network-low)')
    expect(colourAt(0.125)).toContain('var(--network-falling) 50%, var(--network-low)')
    expect(colourAt(0.5)).toContain('0%, var(--network-middle)')
    expect(colourAt(1)).toContain('var(--network-high) 100%')
  })
})
