import { describe, expect, it } from 'vitest'
import { describeHistograms, describeSeries, trend } from '../../../../src/charts/wording/describe'
import {
  histogram,
  histogramReading,
  type Measures,
  type Params,
  type Series,
  type SeriesView,
  series,
  seriesReading,
} from '../../../../src/experiment'

const of = (at: readonly number[], f: (x: number) => number, stderr = 0): Series =>
  seriesReading({
    at,
    value: at.map(f),
    stderr: at.map(() => stderr),
  })
const layers = Array.from({ length: 20 }, (_, i) => i + 1)
const widths = Array.from({ length: 11 }, (_, i) => 2 ** i)
const variance = series({ label: 'variance of y', over: 'd' })
const norm = series({ label: 'gradient norm', over: 'layer', stored: 'log10' })

describe('trend', () => {
  it('says from where to where', () => {
    expect(
      trend(
        variance,
        of(widths, (d) => 0.5 + d / 1024),
      ),
    ).toBe('rises from 0.501 at d = 1 to 1.5 at d = 1024')
  })

  it('calls flat what stays within its errors', () => {
    expect(
      trend(
        variance,
        of(widths, (d) => (d === 1 ? 0.98 : 1.01), 0.02),
      ),
    ).toBe('stays near 0.995')
  })

  it('counts logarithms in factors a step', () => {
    expect(
      trend(
        norm,
        of(layers, (l) => -l * Math.log10(4.2) + 4),
      ),
    ).toBe('falls 4.2-fold a layer; 3.43 × 10⁻⁹ at layer 20')
  })

  it('names a turning point', () => {
    expect(
      trend(
        variance,
        of(widths, (d) => 1 - Math.abs(Math.log2(d) - 5) / 5),
      ),
    ).toBe('rises from 0 at d = 1 to 1 at d = 32, then falls to 0 at d = 1024')
  })

  it('says from where on a quantity underflowed', () => {
    expect(
      trend(
        norm,
        of(layers, (l) => (l > 12 ? Number.NEGATIVE_INFINITY : -3 * l)),
      ),
    ).toBe('falls 1000-fold a layer; 1 × 10⁻³⁶ at layer 12; below 1e-38 from layer 13 on')
  })
})

describe('describeSeries', () => {
  const measures = { variance }
  const view: SeriesView<Params, Measures> = {
    kind: 'series',
    title: 'Variance against the number of inputs',
    measures: ['variance'],
    x: { label: 'd' },
    y: { label: 'variance' },
  }
  const theory = { variance: of(widths, () => 1) }

  it('says how closely the measurement follows theory', () => {
    const reading = { variance: of(widths, (d) => (d === 8 ? 1.026 : 1), 0.02) }
    expect(describeSeries(view, measures, { reading, theory })).toBe(
      'Variance against the number of inputs. variance of y against d: measured follows theory within 1.3 standard errors; stays near 1.',
    )
  })

  it('says where it departs', () => {
    const reading = { variance: of(widths, (d) => (d === 8 ? 2 : 1), 0.02) }
    expect(describeSeries(view, measures, { reading, theory })).toContain(
      'departs from theory by 50.0 standard errors at d = 8',
    )
  })

  it('says so where there is theory alone, and where there is nothing', () => {
    expect(describeSeries(view, measures, { reading: null, theory })).toContain('theory only, nothing measured yet')
    expect(describeSeries(view, measures, { reading: null, theory: {} })).toBe(`${view.title}. No numbers yet.`)
  })
})

describe('describeHistograms', () => {
  const measure = { ...histogram({ label: 'y' }), name: 'y' }
  const uniform = histogramReading({
    edges: [0, 1, 2, 3, 4],
    density: [0.25, 0.25, 0.25, 0.25],
    stderr: [0.01, 0.01, 0.01, 0.01],
  })

  it('says where the middle half lies and how far from theory it is', () => {
    const measured = { ...uniform, density: [0.25, 0.28, 0.25, 0.22] }
    expect(describeHistograms('The sums', [measure], { reading: { y: measured }, theory: { y: uniform } })).toBe(
      'The sums. y: middle half from 1 to 2.9, highest near 1.5; at most 2.1 standard errors from theory.',
    )
  })
})
