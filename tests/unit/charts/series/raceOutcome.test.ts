import { describe, expect, it } from 'vitest'
import { raceOutcome, runnersOf } from '../../../../src/charts/series/raceOutcome'
import { seriesOf } from '../../../../src/charts/series/seriesMarks'
import { type Series, scalarReading, series, seriesReading, zOf } from '../../../../src/experiment'

const measures = {
  single: series({ label: 'single', over: 'step' }),
  heads: series({ label: 'heads', over: 'step' }),
  residual: series({ label: 'residual', over: 'step' }),
}
const of = (value: readonly number[], stderr = 0.001, more: Partial<Series> = {}): Series =>
  seriesReading({
    at: value.map((_, i) => 10 * i),
    value,
    stderr: value.map(() => stderr),
    ...more,
  })
const declared = seriesOf({ measures: ['single', 'heads', 'residual'] }, measures)
const say = (reading: Record<string, Series>, better: 'lower' | 'higher' = 'lower') =>
  raceOutcome(better, runnersOf(declared, reading)).replaceAll('\u00a0', ' ')

describe('the outcome of a race', () => {
  it('names who is best at the last step, by how much, and how surely', () => {
    const [a, b] = [scalarReading({ value: 0.056, stderr: 0.002 }), scalarReading({ value: 0.008, stderr: 0.001 })]
    const said = say({ single: of([1, 1]), heads: of([1, a.value], a.stderr), residual: of([1, b.value], b.stderr) })
    expect(said).toBe(
      `Residual leads at step 10: 0.008 ± 0.001, 7-fold below heads (z = ${Math.abs(zOf(a, b)).toFixed(1)})`,
    )
  })

  it('lets the view decide which end is better', () => {
    expect(say({ single: of([0.1, 0.5]), heads: of([0.1, 0.9]) }, 'higher')).toMatch(
      /^Heads leads.*1\.8-fold above single/,
    )
    expect(say({ single: of([0.1, 0.5]), heads: of([0.1, 0.9]) }, 'lower')).toMatch(
      /^Single leads.*1\.8-fold below heads/,
    )
  })

  it('calls nothing that lies within four standard errors', () => {
    const near = (difference: number) => say({ single: of([1, 1]), heads: of([1, 1 - difference]) })
    expect(near(3.9 * Math.SQRT2 * 0.001)).toMatch(
      /^Too close to call at step 10: heads 0\.994 ± 0\.001, single 1\.000/,
    )
    expect(near(4.1 * Math.SQRT2 * 0.001)).toMatch(/^Heads leads/)
  })

  it('compares at the last step that all have', () => {
    expect(say({ single: of([9, 5, 1]), heads: of([9, 3]) })).toMatch(/^Heads leads at step 10: 3\.000/)
  })

  it('goes on without one that diverged, and says where that was', () => {
    const lost = of([1, 2, Number.POSITIVE_INFINITY])
    const said = say({ single: lost, heads: of([1, 0.5, 0.4, 0.3]), residual: of([1, 0.5, 0.4, 0.1]) })
    expect(said).toMatch(/^Residual leads at step 30.*; single diverged at step 20$/)
    expect(say({ single: lost, heads: of([1, 0.5, 0.4, 0.3]) })).toBe(
      'Only heads is left: 0.300 ± 0.001 at step 30; single diverged at step 20',
    )
    expect(say({ single: lost, heads: of([Number.NaN]) })).toBe('Single diverged at step 20; heads diverged at step 0')
  })

  it('takes the logarithm of an underflow for the smallest number, not for a divergence', () => {
    const log = series({ label: 'log', over: 'step', stored: 'log10' })
    const other = series({ label: 'other', over: 'step', stored: 'log10' })
    const both = seriesOf({ measures: ['log', 'other'] }, { log, other })
    const runners = runnersOf(both, { log: of([-1, Number.NEGATIVE_INFINITY]), other: of([-1, -2]) })
    expect(runners.map(({ diverged }) => diverged)).toEqual([undefined, undefined])
    expect(raceOutcome('lower', runnersOf(both, { log: of([-1, -3]), other: of([-1, -2]) }))).toMatch(
      /^Log leads at step 10: 0\.001000 ± .*, 10-fold below other/,
    )
  })

  it('says nothing before two have numbers, no verdict without errors, and why one is withheld', () => {
    expect(say({})).toBe('')
    expect(say({ single: of([1]) })).toBe('')
    expect(say({ single: of([1], Number.NaN), heads: of([2], Number.NaN) })).toMatch(/without an error to judge by$/)
    const busy = 'the machine is busy'
    expect(say({ single: of([1], 0.001, { withheld: busy }), heads: of([2]) })).toBe('The machine is busy')
  })
})
