import { describe, expect, it } from 'vitest'
import { type Experiment, heroOf, initialValues, measuresOf } from '../../../src/experiment'
import { drawer } from '../../../src/numerics/laws/random'
import { everyExperiment } from '../../runs'

const heroes = everyExperiment.flatMap(({ id, experiment }) => {
  const hero = heroOf(experiment)
  return hero ? [{ id, experiment, hero }] : []
})

describe.each(heroes)('the hero of $id', ({ experiment, hero }) => {
  const { turns, from, to, at, view } = hero.hero
  const before = initialValues(experiment.params)
  const begun = initialValues(hero.params)

  it('begins at its setting, and leaves everything else as the whole figure has it', () => {
    expect(begun).toEqual({ ...before, ...at })
    expect(experiment.unused?.(begun) ?? []).not.toContain(turns)
  })

  it('keeps its slider within the range of the whole figure', () => {
    const [whole, here] = [experiment.params[turns], hero.params[turns]]
    if (whole?.kind !== 'number' || here?.kind !== 'number') throw new Error(`${turns} is no number`)
    expect([here.min, here.max]).toEqual([from, to])
    expect(whole.min).toBeLessThanOrEqual(from)
    expect(whole.max).toBeGreaterThanOrEqual(to)
    expect(here.initial).toBeGreaterThanOrEqual(from)
    expect(here.initial).toBeLessThanOrEqual(to)
  })

  it('has a fixed axis that holds the theory line wherever the slider stands', () => {
    const domain = 'y' in view ? view.y?.domain : undefined
    if (!domain) throw new Error('The y axis has no domain')
    for (const value of [from, before[turns] ?? from, to]) {
      const theory = experiment.theory({ ...begun, [turns]: value }, drawer(1))
      for (const name of measuresOf(view)) {
        const found = theory[name]
        if (found?.kind !== 'series') throw new Error(`There is no theory of ${name}`)
        const stored = experiment.measures[name]
        const unit = stored?.kind === 'series' && stored.stored === 'log10' ? (v: number) => 10 ** v : (v: number) => v
        for (const v of found.value) {
          expect(unit(v)).toBeGreaterThan(domain[0])
          expect(unit(v)).toBeLessThan(domain[1])
        }
      }
    }
  })
})

describe('heroOf', () => {
  const any = everyExperiment.find(({ experiment }) => experiment.hero === undefined)?.experiment

  it('gives nothing for an experiment that declares none, and refuses one that turns no number', () => {
    if (!any) throw new Error('Every experiment is a hero')
    expect(heroOf(any)).toBeUndefined()
    const [view] = any.views
    if (!view) throw new Error('There is no view')
    const broken: Experiment = { ...any, hero: { says: 'Turn.', turns: 'nothing', from: 0, to: 1, at: {}, view } }
    expect(() => heroOf(broken)).toThrow(/turns a number, not "nothing"/)
  })
})
