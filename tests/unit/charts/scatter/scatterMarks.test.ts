import { describe, expect, it } from 'vitest'
import { scatterStrokes } from '../../../../src/charts/plot/marks/strokes'
import {
  cloudMark,
  cloudsOf,
  describeScatter,
  slopeText,
  steepness,
  withheldOf,
} from '../../../../src/charts/scatter/scatterMarks'
import {
  exactly,
  exactSeries,
  fitPowerLaw,
  type Measures,
  type ScatterView,
  scalar,
  scalarReading,
  series,
} from '../../../../src/experiment'

const measures = { time: series({ label: 'time', over: 'L' }), slope: scalar({ label: 'slope of the time' }) }
const view: ScatterView<Measures> = {
  kind: 'scatter',
  title: 'Time',
  clouds: [{ points: 'time', slope: 'slope' }],
  x: { label: 'L', scale: 'log10' },
  y: { label: 'ms', scale: 'log10' },
}
const [cloud] = cloudsOf(view, measures)
if (!cloud) throw new Error('The view has a cloud')
const at = [1, 10, 100]
const steepOf = (line: readonly { x: number; y: number }[]) => {
  const [a, b] = [line[0], line.at(-1)]
  return a && b ? (b.y - a.y) / (b.x - a.x) : Number.NaN
}

describe('the line through a cloud', () => {
  const time = exactSeries(at, [2, 300, 20000])

  it('is the fitted power law, from the first point to the last', () => {
    const { fitted } = cloudMark(cloud, { time }, {}, 'log10', 'log10')
    const line = fitPowerLaw(time)
    expect(fitted.map(({ x }) => x)).toEqual([0, 2])
    expect(steepOf(fitted)).toBeCloseTo(line.slope.value, 12)
    expect(fitted[0]?.y).toBeCloseTo(line.level - line.slope.value * line.centre, 12)
  })

  it('has theory of its slope alone through its own centre', () => {
    const { fitted, theory } = cloudMark(cloud, { time }, { slope: exactly(3) }, 'log10', 'log10')
    const middle = (line: readonly { y: number }[] = []) => ((line[0]?.y ?? Number.NaN) + (line.at(-1)?.y ?? 0)) / 2
    expect(steepOf(theory[0] ?? [])).toBeCloseTo(3, 12)
    expect(middle(theory[0])).toBeCloseTo(middle(fitted), 12)
  })

  it('has theory where theory knows the points', () => {
    const expected = { time: exactSeries(at, [1, 10, 100]), slope: exactly(3) }
    expect(cloudMark(cloud, { time }, expected, 'log10', 'log10').theory[0]?.map(({ y }) => y)).toEqual([0, 1, 2])
  })

  it('keeps the power of theory on axes of two logarithms', () => {
    expect(steepness('log2', 'log2')).toBe(1)
    const { theory } = cloudMark(
      cloud,
      { time: exactSeries([1, 2, 4], [1, 2, 4]) },
      { slope: exactly(1) },
      'log2',
      'log10',
    )
    // If doubling L doubles the time, the line rises by log10 2 for each 1 of log2.
    expect(steepOf(theory[0] ?? [])).toBeCloseTo(Math.log10(2), 12)
  })

  it('waits for three points, and passes over what has no place on the axes', () => {
    expect(cloudMark(cloud, { time: exactSeries([1, 10], [1, 2]) }, {}, 'log10', 'log10').fitted).toEqual([])
    const { fitted } = cloudMark(
      cloud,
      { time: exactSeries([1, 10, 100, 1000], [1, 10, 100, 0]) },
      {},
      'log10',
      'log10',
    )
    expect(steepOf(fitted)).toBeCloseTo(1, 12)
  })

  it('does not join the points', () => {
    const strokes = scatterStrokes([cloudMark(cloud, { time }, { slope: exactly(1) }, 'log10', 'log10')], {
      below: 0,
      above: 1,
    })
    const d = (what: string) =>
      strokes
        .find(({ className }) => className.includes(`mark-${what} `))
        ?.path(
          (x) => x,
          (y) => y,
          1,
        ) ?? ''
    expect(d('line')).not.toContain('L')
    expect(d('fitted').match(/[ML]/g)).toEqual(['M', 'L'])
    expect(d('points').match(/M/g)).toHaveLength(3)
    expect(d('theory')).not.toBe('')
  })
})

describe('the slope in words', () => {
  it('stands beside theory, or alone', () => {
    const taken = scalarReading({ value: 0.98, stderr: 0.03, repeats: 5 })
    expect(slopeText(cloud, taken, exactly(1))).toBe('slope 0.98 ± 0.03, theory 1')
    expect(slopeText(cloud, taken, undefined)).toBe('slope 0.98 ± 0.03')
    expect(slopeText(cloud, undefined, undefined)).toBe('')
  })

  it('gives way to the reason where it is withheld', () => {
    const reading = {
      time: exactSeries(at, [1, 2, 3]),
      slope: scalarReading({ value: 9, stderr: 9, withheld: 'the machine is busy.' }),
    }
    expect(slopeText(cloud, reading.slope, exactly(1))).toBe('theory 1')
    expect(withheldOf([cloud], reading)).toBe('The machine is busy.')
    expect(describeScatter(view, [cloud], { reading, theory: {} })).toMatch(/The machine is busy\.$/)
    expect(describeScatter(view, [cloud], { reading, theory: {} })).not.toContain('slope')
  })
})
