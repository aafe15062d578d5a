import { describe, expect, it } from 'vitest'
import {
  type DeclaredView,
  histogram,
  type Measures,
  matrix,
  type Params,
  scalar,
  series,
  tex,
} from '../../../src/experiment'
import { withAxes } from '../../../src/experiment/axes'

const symbol = tex`|h|`
const measures = {
  norm: series({ label: 'length of h', symbol, over: 'layer', stored: 'log10' }),
  share: series({ label: 'share', over: 'layer' }),
  slow: series({ label: 'slow', over: 'd', unit: 'ms' }),
  quick: series({ label: 'quick', over: 'd', unit: 'ms' }),
  slope: scalar({ label: 'slope' }),
  count: scalar({ label: 'visits' }),
  y: histogram({ label: 'y' }),
  map: matrix({ label: 'gradient', rows: 'head', columns: 'layer', stored: 'log10' }),
} satisfies Measures

const axes = (view: DeclaredView<Params, Measures>) => withAxes<Params, Measures>(view, measures)

describe('the axes of a view', () => {
  it('are those of its measure', () => {
    expect(axes({ kind: 'series', title: 'Length', measures: ['norm'] })).toMatchObject({
      x: { label: 'layer' },
      y: { label: 'length of h', symbol, scale: 'log10' },
    })
    expect(axes({ kind: 'heatmap', title: 'Map', measure: 'map' })).toMatchObject({
      x: { label: 'layer' },
      y: { label: 'head' },
      colour: { label: 'gradient', scale: 'log10' },
    })
    expect(axes({ kind: 'histogram', title: 'Outputs', measures: ['y'] })).toMatchObject({ x: { label: 'y' } })
    expect(axes({ kind: 'bars', title: 'Visits', measures: ['count'] })).toMatchObject({ x: { label: 'visits' } })
  })

  it('have the unit that several measures share', () => {
    const clouds = [
      { points: 'slow', slope: 'slope' },
      { points: 'quick', slope: 'slope' },
    ]
    expect(axes({ kind: 'scatter', title: 'Time', clouds })).toMatchObject({ x: { label: 'd' }, y: { label: 'ms' } })
  })

  it('are what the view says instead, without the symbol of the measure', () => {
    const view = axes({ kind: 'series', title: 'Length', measures: ['norm'], y: { label: 'length', scale: 'linear' } })
    expect(view).toMatchObject({ y: { label: 'length', scale: 'linear' } })
    expect(view).not.toHaveProperty('y.symbol')
    expect(axes({ kind: 'series', title: 'Length', measures: ['norm'], x: { symbol } })).toMatchObject({
      x: { label: 'layer', symbol },
    })
  })

  it('must be named where measures without a common unit share one', () => {
    expect(() => axes({ kind: 'series', title: 'Both', measures: ['norm', 'share'] })).toThrow(
      '"Both" shows several measures',
    )
  })

  it('are given to no view that has none', () => {
    expect(axes({ kind: 'scalars', title: 'Numbers', measures: ['slope'] })).toEqual({
      kind: 'scalars',
      title: 'Numbers',
      measures: ['slope'],
    })
  })
})
