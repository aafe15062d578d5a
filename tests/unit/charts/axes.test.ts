import { describe, expect, it } from 'vitest'
import { isCounted } from '../../../src/charts/series/SeriesChart'
import { seriesOf } from '../../../src/charts/series/seriesMarks'
import { counted, series, seriesReading } from '../../../src/experiment'
import { everyExperiment, settingsOf } from '../../runs'

describe('the axes of every figure', () => {
  const trainings = everyExperiment.filter(({ experiment }) => experiment.progress?.noun === 'step')

  it.each(trainings)('of $id run over all steps from the start', ({ experiment }) => {
    const curves = experiment.views.filter((view) => view.kind === 'race' || view.kind === 'series')
    const overSteps = curves.filter(({ measures }) =>
      measures.every((name) => {
        const measure = experiment.measures[name]
        return measure?.kind === 'series' && measure.over === 'step'
      }),
    )
    expect(overSteps.length).toBeGreaterThan(0)
    for (const [, values] of settingsOf(experiment)) {
      const last = counted(experiment, values, experiment.readings(values))
      for (const view of overSteps) expect(view.along?.(values)).toEqual([0, last])
    }
  })

  it('give a colour the same meaning at every setting', () => {
    const maps = everyExperiment.flatMap(({ experiment }) => experiment.views.filter(({ kind }) => kind === 'heatmap'))
    expect(maps.length).toBeGreaterThan(2)
    for (const map of maps) expect(map).toHaveProperty('colour.domain')
  })

  it('have lines with short names that differ', () => {
    for (const { id, experiment } of everyExperiment)
      for (const view of experiment.views) {
        if (view.kind !== 'series' && view.kind !== 'race' && view.kind !== 'fit') continue
        if (view.measures.length === 1) continue
        const names = view.measures.map((name) => experiment.measures[name]?.short ?? experiment.measures[name]?.label)
        expect(new Set(names).size, `${id}, ${view.title}`).toBe(names.length)
        for (const name of names) expect(name?.length, `${id}, ${view.title}: ${name}`).toBeLessThan(17)
      }
  })

  it('count layers and steps, and not lengths', () => {
    const measures = { norm: series({ label: 'norm', over: 'layer' }) }
    const declared = seriesOf({ measures: ['norm'] }, measures)
    const at = (places: readonly number[]) => ({
      norm: seriesReading({ at: places, value: places, stderr: places.map(() => 0) }),
    })
    expect(isCounted(declared, [at([1, 2, 3])])).toBe(true)
    expect(isCounted(declared, [at([1, 2.5])])).toBe(false)
    expect(isCounted(declared, [null, {}])).toBe(true)
  })
})
