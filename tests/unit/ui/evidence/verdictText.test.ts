import { describe, expect, it } from 'vitest'
import {
  exactly,
  exactSeries,
  histogram,
  histogramReading,
  limitFor,
  type Measures,
  type Reading,
  scalar,
  scalarReading,
  series,
  seriesReading,
} from '../../../../src/experiment'
import { announcement, verdictText } from '../../../../src/ui/evidence/verdictText'

const measures = {
  mean: scalar({ label: 'Var y' }),
  growth: series({ label: 'growth', over: 'layer' }),
  slope: series({ label: 'slope', over: 'sd of y' }),
  outputs: histogram({ label: 'y' }),
}
const layers = Array.from({ length: 20 }, (_, i) => i + 1)
const along = (off: number, at = 0) =>
  seriesReading({
    at: layers,
    value: layers.map((l) => (l === at ? 1 + off : 1)),
    stderr: layers.map(() => 0.01),
  })
const bins = histogramReading({ edges: [0, 1], density: [1], stderr: [0.1] })
const theory = {
  mean: exactly(1),
  growth: exactSeries(
    layers,
    layers.map(() => 1),
  ),
}
const at = (mean: number, growth = along(0)): Reading<Measures> => ({
  mean: scalarReading({ value: mean, stderr: 0.004 }),
  growth,
  slope: along(0),
  outputs: bins,
})
const text = (reading: Reading<Measures> | null, fresh = true, working = false) =>
  verdictText(measures, { reading, theory, fresh, working })

describe('verdictText', () => {
  it('says of a number what was measured, what theory says, and how far apart they are', () => {
    expect(text(at(1.0032)).lines[0]?.says).toBe('measured 1.003 ± 0.004, theory 1, agrees (z = 0.8)')
    expect(text(at(1.1)).lines[0]?.says).toBe('measured 1.100 ± 0.004, theory 1, disagrees (z = 25.0, limit 4)')
  })

  it('says of a series how many entries agree and which is farthest', () => {
    const limit = limitFor(20).toFixed(1)
    expect(text(at(1, along(0.021, 7))).lines[1]?.says).toBe(
      `all 20 layers agree (worst z = 2.1 at layer 7; limit ${limit})`,
    )
    expect(text(at(1, along(0.073, 12))).lines[1]?.says).toBe(
      `disagrees at layer 12: measured 1.07 ± 0.01, theory 1, z = 7.3 (limit ${limit})`,
    )
  })

  it('counts values of what is not a word', () => {
    const slope = verdictText(
      { slope: measures.slope },
      {
        reading: { slope: along(0) },
        theory: {
          slope: exactSeries(
            layers,
            layers.map(() => 1),
          ),
        },
        fresh: true,
        working: false,
      },
    )
    expect(slope.lines[0]?.says).toMatch(/^all 20 values of sd of y agree \(worst z = 0.0 at sd of y = 1;/)
  })

  it('gives a verdict on the whole', () => {
    expect(text(at(1.0032))).toMatchObject({ verdict: 'agrees', whole: 'Agrees with theory, 2 of 2, worst z = 0.8.' })
    expect(text(at(1)).whole).toBe('Agrees with theory, 2 of 2.')
    expect(text(at(1.1))).toMatchObject({
      verdict: 'disagrees',
      whole: '1 of 2 disagrees with theory, worst z = 25.0.',
    })
    expect(text(at(1.1, along(1, 3))).whole).toBe('2 of 2 disagree with theory, worst z = 100.0.')
  })

  it('has the same lines before, so that nothing moves when the reading comes', () => {
    for (const waiting of [text(null, false, true), text(at(9), false, true)]) {
      expect(waiting).toMatchObject({ verdict: 'none', whole: 'Measuring…' })
      expect(waiting.lines.map(({ measure }) => measure)).toEqual(text(at(1)).lines.map(({ measure }) => measure))
    }
    expect(text(null, false, false).whole).toBe('Not measured yet')
  })

  it('says nothing where there is no theory', () => {
    expect(verdictText(measures, { reading: at(1), theory: {}, fresh: true, working: false })).toEqual({
      verdict: 'none',
      aside: false,
      whole: '',
      lines: [],
    })
  })
})

describe('a measurement that no verdict can rest on', () => {
  const noisy = 'The timings vary by 60 %: too noisy for a verdict.'
  const withheld = (reading: Reading<Measures>, ...names: string[]) =>
    Object.fromEntries(
      Object.entries(reading).map(([name, taken]) => [
        name,
        names.includes(name) && typeof taken === 'object' ? { ...taken, withheld: noisy } : taken,
      ]),
    )

  it('says why in its own line, and for the whole where nothing else has a verdict', () => {
    const all = text(withheld(at(9, along(9)), 'mean', 'growth'))
    expect(all).toMatchObject({ verdict: 'none', whole: noisy })
    expect(all.lines.map(({ verdict, says }) => [verdict, says])).toEqual([
      ['none', noisy],
      ['none', noisy],
    ])
  })

  it('leaves the verdict to the others, and does not speak for itself', () => {
    const one = text(withheld(at(9), 'mean'))
    expect(one).toMatchObject({ verdict: 'agrees', whole: 'Agrees with theory where there can be a verdict.' })
    expect(text(withheld(at(9, along(9, 3)), 'mean')).verdict).toBe('disagrees')
  })

  it('says why though theory says nothing of it', () => {
    const { lines } = text(withheld(at(1), 'slope'))
    expect(lines.at(-1)).toEqual({ measure: 'slope', verdict: 'none', says: noisy })
  })
})

describe('a run that diverged', () => {
  const diverged = {
    ...at(1),
    slope: seriesReading({ at: [1, 2], value: [1, Number.POSITIVE_INFINITY], stderr: [0.1, Number.NaN] }),
  }

  it('does not agree, though what is left of it does', () => {
    expect(text(diverged)).toMatchObject({ verdict: 'none', whole: 'No verdict: the run left the range of numbers.' })
    expect(text({ ...diverged, ...at(2), slope: diverged.slope }).verdict).toBe('disagrees')
  })
})

describe('announcement', () => {
  it('names what disagrees, and only that', () => {
    const said = announcement(measures, text(at(1.1)))
    expect(said).toMatch(/^1 of 2 disagrees with theory, worst z = 25\.0\. Var y: measured 1\.100/)
    expect(said).not.toContain('growth')
  })
})

describe('a verdict beside curves without theory', () => {
  const onMean = { mean: exactly(1) }
  const said = (charted: readonly string[], reading: Reading<Measures> | null = at(1)) =>
    verdictText(measures, { reading, theory: onMean, fresh: reading !== null, working: false, charted })

  it('says that the curves have none, and what it is on', () => {
    expect(said(['growth'])).toMatchObject({ aside: true, verdict: 'agrees' })
    expect(said(['growth']).whole).toBe('No theory of the curves; beside them: agrees with theory.')
    expect(said(['growth', 'mean'])).toMatchObject({ aside: false, whole: 'Agrees with theory.' })
  })
})
