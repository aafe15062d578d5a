import { describe, expect, it } from 'vitest'
import { loadExperiments, problemIds } from '../../../../../src/engine/catalog'
import { type Measures, matrix, type Params, scalar, series, type View } from '../../../../../src/experiment'
import { paneAt, panesOf } from '../../../../../src/ui/panel/stage/panes'

const line = (short: string) => series({ label: `the ${short}`, short, over: 'step' })
const measures: Measures = {
  wide: line('wide'),
  deep: line('deep'),
  wideLoss: line('wide'),
  deepLoss: line('deep'),
  map: matrix({ label: 'map', rows: 'row', columns: 'column' }),
  ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`n${i}`, scalar({ label: `n ${i}` })])),
}
const axis = { label: 'a' }
const chart = (title: string, names: readonly string[]): View<Params, Measures> => ({
  kind: 'series',
  title,
  measures: names,
  x: axis,
  y: axis,
})
const numbers = (title: string, from: number, to: number): View<Params, Measures> => ({
  kind: 'scalars',
  title,
  measures: Array.from({ length: to - from }, (_, i) => `n${from + i}`),
})
const heatmap: View<Params, Measures> = {
  kind: 'heatmap',
  title: 'Map',
  measure: 'map',
  x: axis,
  y: axis,
  colour: axis,
}
const of = (...views: View<Params, Measures>[]) => panesOf({ views, measures })

describe('panes', () => {
  it('have one key where their lines have the names of the lead, in its order', () => {
    const { lead, others } = of(
      chart('Share', ['wide', 'deep']),
      chart('Loss', ['wideLoss', 'deepLoss']),
      chart('Turned', ['deepLoss', 'wideLoss']),
    )
    expect(lead?.keyed).toBeUndefined()
    expect(others.map(({ keyed }) => keyed)).toEqual([true, undefined])
  })

  it('open long tables one at a time', () => {
    expect(of(chart('A', ['wide']), numbers('N', 0, 5), numbers('M', 5, 9)).numbers?.paged).toBeUndefined()
    expect(of(chart('A', ['wide']), numbers('N', 0, 6), numbers('M', 6, 12)).numbers?.paged).toBe(true)
  })

  it('give a heat map the height of its column', () => {
    expect(of(chart('A', ['wide']), heatmap, numbers('N', 0, 3)).numbersAt).toBe('main')
    expect(of(chart('A', ['wide']), chart('B', ['deep']), numbers('N', 0, 3)).numbersAt).toBe('rest')
    expect(of(heatmap, chart('B', ['deep']), numbers('N', 0, 3)).numbersAt).toBe('rest')
    expect(of(heatmap, heatmap, numbers('N', 0, 5)).numbersAt).toBe('under')
  })
})

describe('the name of a view', () => {
  it('is made of the letters and digits of its title', () => {
    const panes = panesOf({
      views: [chart('Two inputs, that were alike: σ²?', ['wide']), numbers('Now', 0, 2)],
      measures,
    })
    expect(panes.all.map(({ name }) => name)).toEqual(['two-inputs-that-were-alike-σ²', 'numbers'])
    expect(paneAt(panes, 'numbers')).toBe(1)
    expect(paneAt(panes, 'now')).toBeUndefined()
    expect(paneAt(panes, undefined)).toBeUndefined()
  })

  it.each(problemIds)('is no other view’s of the figure in %s', async (problem) => {
    for (const experiment of Object.values(await loadExperiments(problem))) {
      const names = panesOf(experiment).all.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      expect(names).not.toContain('')
    }
  })
})
