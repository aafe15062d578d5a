import { describe, expect, it } from 'vitest'
import { histogramExtent, histogramMarks } from '../../../../src/charts/histogram/histogramMarks'
import { histogramStrokes } from '../../../../src/charts/plot/marks/strokes'
import {
  type Histogram,
  type HistogramView,
  histogram,
  histogramReading,
  type Measures,
} from '../../../../src/experiment'

const measures = { y: histogram({ label: 'y' }), u: histogram({ label: 'u' }) }
const view: HistogramView<Measures> = { kind: 'histogram', title: 'y', measures: ['y'], x: { label: 'y' } }
const of = (density: readonly number[], stderr = 0.01): Histogram =>
  histogramReading({
    edges: Array.from({ length: density.length + 1 }, (_, i) => i),
    density,
    stderr: density.map(() => stderr),
  })
const marks = (measured: Histogram | undefined, theory?: Histogram, of: HistogramView<Measures> = view) =>
  histogramMarks(of, measures, measured ? { y: measured } : null, theory ? { y: theory } : {})

describe('histogramMarks', () => {
  it('has a step for every bin and a whisker of one standard error at its middle, not below zero', () => {
    const [mark] = marks(of([0.2, 0.005]))
    expect(mark?.steps).toEqual([
      { from: 0, to: 1, y: 0.2 },
      { from: 1, to: 2, y: 0.005 },
    ])
    expect(mark?.errors[1]).toMatchObject({ x: 1.5, low: 0 })
    expect(mark?.errors[1]?.high).toBeCloseTo(0.015, 12)
  })

  it('keeps the bins beside one that is not a number', () => {
    const [mark] = marks(of([0.2, Number.NaN, 0.3]))
    expect(mark?.steps.map(({ from }) => from)).toEqual([0, 2])
    expect(mark?.broken).toEqual([1.5])
    expect(histogramExtent(mark ? [mark] : []).y?.[1]).toBeCloseTo(0.31, 12)
  })

  it('is drawn from theory alone before anything is measured', () => {
    const [mark] = marks(undefined, of([0.4, 0.6]))
    expect(mark?.steps).toEqual([])
    expect(histogramExtent(mark ? [mark] : [])).toEqual({ x: [0, 2], y: [0, 0.6] })
  })

  it('passes over the bins that a logarithmic axis has no place for', () => {
    const [mark] = marks(of([0.2, 0.3]), undefined, { ...view, x: { label: 'y', scale: 'log10' } })
    expect(mark?.steps).toHaveLength(1)
  })
})

describe('histogramStrokes', () => {
  const identity = (position: number) => position
  const what = (density: readonly number[]) =>
    histogramStrokes(marks(of(density), of(density)), { below: 0, above: 1 }).map(({ className, path }) => ({
      name: className.match(/mark-(\w+)/)?.[1],
      d: path(identity, identity, 1),
    }))

  it('is four paths, however many bins there are', () => {
    expect(what(Array.from({ length: 60 }, () => 0.1)).map(({ name }) => name)).toEqual([
      'fill',
      'theory',
      'outline',
      'whiskers',
    ])
  })

  it('draws theory in steps over few bins and as a curve through the middles of many', () => {
    const theory = (density: readonly number[]) => what(density).find(({ name }) => name === 'theory')?.d
    expect(theory([0.1, 0.2])).toMatch(/V.*H/)
    expect(theory(Array.from({ length: 40 }, () => 0.1))).not.toMatch(/[VH]/)
  })
})
