import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { beforeAll, describe, expect, it } from 'vitest'
import { tooCostly } from '../../src/engine/cost'
import {
  counted,
  faults,
  initialValues,
  judge,
  type Measure,
  type Measures,
  measuresOf,
  type Params,
  parseValues,
  type View,
} from '../../src/experiment'
import { presetOf, runSetting } from '../../src/figure/setting'
import { readAddress, writeAddress } from '../../src/figure/url/address'
import { ContentStore } from '../../src/figure/url/contentStore'
import { mendLink } from '../../src/figure/url/mendLink'
import { drawer } from '../../src/numerics/laws/random'
import { networkFaults } from '../networks'
import {
  type AnyReading,
  type Bench,
  everyExperiment,
  judgedAnywhere,
  randomValues,
  readbacksOf,
  settingsOf,
  type Taken,
  untimed,
  withoutDisplay,
} from '../runs'
import { misshapen, unlike } from '../shapes'
import { startWasmBench } from '../wasmBench'

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
})

it('finds the experiments', () => {
  expect(everyExperiment.map(({ id }) => id)).toContain('3-weight-initialization/variance')
})

/** The kinds of measures that each kind of view can show. */
const kindsOf: Record<View<Params, Measures>['kind'], readonly Measure['kind'][]> = {
  network: [],
  tape: [],
  series: ['series'],
  race: ['series'],
  fit: ['series'],
  scatter: ['series', 'scalar'],
  heatmap: ['matrix'],
  maps: ['matrix'],
  bars: ['scalar'],
  scalars: ['scalar'],
  histogram: ['histogram'],
  text: ['text'],
}

describe.each(everyExperiment)('$id', ({ name, experiment }) => {
  const { params, measures, presets, views, claims } = experiment
  const initial = initialValues(params)

  const expectSound = ({ reading, leaked, readbacks }: Taken, theory: Partial<AnyReading>, where = '') => {
    expect(leaked, `tensors left behind ${where}`).toBe(0)
    expect(readbacksOf(measures), `times the device was read ${where}`).toContain(readbacks)
    expect(misshapen(measures, reading), where).toEqual([])
    expect(unlike(reading, theory), where).toEqual([])
  }

  it('says what it is, and shows something that can be checked', () => {
    expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    for (const words of [experiment.title, experiment.summary, ...views.map(({ title }) => title)])
      expect(words).toMatch(/\S/)
    for (const { label } of [...Object.values(params), ...Object.values(measures)]) expect(label).toMatch(/\S/)
    for (const { says } of [...Object.values(presets), ...Object.values(claims)]) expect(says).toMatch(/\S/)
    expect(views.length).toBeGreaterThan(0)
    expect(Object.keys(claims).length).toBeGreaterThan(0)
  })

  it('says what it computes, what its errors are over, what is fixed and what it cannot show', () => {
    const { repeated, ...sentences } = experiment.about
    expect(repeated).toMatch(/^[a-z][a-z ]*s$/)
    for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/^\S[^$\\]*[.]$/)
  })

  it('has names that an address can carry', () => {
    // `<figure>.seed`, `<figure>.preset` and `<figure>.pin` have other meanings, and a pin separates its words by spaces.
    for (const param of Object.keys(params)) expect(param).toMatch(/^(?!seed$|preset$|pin$)[a-zA-Z][a-zA-Z0-9]*$/)
    for (const param of Object.values(params))
      if (param.kind === 'choice') for (const option of Object.keys(param.options)) expect(option).toMatch(/^\S+$/)
    for (const preset of [...Object.keys(presets), ...Object.keys(claims)]) expect(preset).toMatch(/^[a-z0-9-]+$/)
  })

  it('has views of measures of their kind', () => {
    for (const view of views)
      for (const measure of measuresOf(view)) expect(kindsOf[view.kind]).toContain(measures[measure]?.kind)
    const shown = new Set<string>(views.flatMap((view) => measuresOf(view)))
    const hidden = Object.keys(measures).filter((measure) => measures[measure]?.kind !== 'text' && !shown.has(measure))
    expect(hidden, 'measured, but in no view').toEqual([])
  })

  it.each(settingsOf(experiment))('is legal at %s, with controls that can reach it', (setting, values) => {
    expect(parseValues(params, values)).toEqual({ value: values, problems: [] })
    expect(tooCostly(experiment.cost(values))).toBeUndefined()
    expect(experiment.cost(values)).toBeGreaterThan(0)
    for (const unused of experiment.unused?.(values) ?? []) expect(Object.keys(params)).toContain(unused)
    const found = { values, seed: 1, preset: presetOf(experiment, values), pins: [{ values, seed: 3 }] }
    if (Object.hasOwn(presets, setting)) expect(found.preset).toBe(setting)
    const search = writeAddress('', name, experiment, found, new ContentStore())
    expect(mendLink({ search, hash: '' }), 'a link of our own needs no mending').toEqual({ search, hash: '' })
    expect(readAddress(search, name, experiment, new ContentStore())).toMatchObject({
      values,
      pins: [runSetting(params, { values, seed: 3 })],
      problems: [],
    })
  })

  it('measures at its initial values, reading by reading, and agrees with its theory where it has one', () => {
    const theory = experiment.theory(initial, drawer(1))
    // Only a few readings of a long run: its claims are tested with the whole run on a faster backend.
    const count = experiment.waits ? Math.min(2, experiment.readings(initial)) : experiment.readings(initial)
    const taken: Taken[] = []
    for (const each of bench.run(experiment, initial, 1)) {
      taken.push(each)
      if (experiment.waits && taken.length === count) break
    }
    expect(taken).toHaveLength(count)
    for (const [i, each] of taken.entries()) {
      expectSound(each, theory)
      // Not only in the end: what is not measured yet is no fault to report.
      expect(faults(measures, each.reading)).toEqual([])
      // The unit of progress is the axis of the curves.
      for (const [name, measure] of Object.entries(measures)) {
        const curve = each.reading[name]
        if (measure.kind !== 'series' || measure.over !== experiment.progress?.noun) continue
        if (curve?.kind === 'series') expect(curve.at.at(-1)).toBe(counted(experiment, initial, i + 1))
      }
    }
    const last = taken.at(-1)?.reading
    if (!last) return
    const { verdict, findings } = judge(measures, untimed(measures, last), theory)
    // A cancelled run may withhold everything.
    const sure =
      judgedAnywhere(measures, theory).length > 0 &&
      !(experiment.waits && findings.every(({ withheld }) => withheld !== undefined))
    expect({ verdict, off: findings.filter((f) => f.verdict === 'disagrees') }).toEqual({
      verdict: sure ? 'agrees' : 'none',
      off: [],
    })
  })

  it.each(settingsOf(experiment))(
    'measures at %s without reading display parameters, and can be drawn',
    (_, values) => {
      const seen = withoutDisplay(params, values)
      expect(experiment.readings(seen)).toBeGreaterThan(0)
      expect(experiment.cost(seen)).toBeGreaterThan(0)
      if (experiment.progress) expect(experiment.progress.each(seen)).toBeGreaterThan(0)
      // The first reading is enough: later ones only have more repetitions.
      const [first] = bench.run(experiment, seen, 1)
      if (!first) throw new Error('there is no reading')
      expectSound(first, experiment.theory(seen, drawer(1)))
      expect(networkFaults(experiment, values, first.reading)).toEqual([])
      for (const view of views)
        if ('rules' in view)
          for (const { label, at } of view.rules?.(values) ?? []) expect(`${label} ${at}`).toMatch(/^\S.* -?[\d.e+-]+$/)
    },
  )

  it('draws the same numbers for the same seed, others for another', () => {
    const first = (seed: number) => {
      const [taken] = bench.run(experiment, initial, seed)
      return taken ? untimed(measures, taken.reading) : expect.fail('there is no reading')
    }
    const reading = first(5)
    expect(first(5)).toEqual(reading)
    // Counts do not depend on the draws.
    const errors = Object.values(reading).flatMap((taken) => (taken.kind === 'text' ? [] : [taken.stderr].flat(2)))
    if (errors.some((error) => error > 0)) expect(first(6)).not.toEqual(reading)
  })

  it('runs at any legal setting: no exception, and no NaN that is not named', () => {
    const generator = xoroshiro128plus(20)
    const random = () => (generator.next() >>> 0) / 2 ** 32
    // Readings of a long run take long, so fewer settings are tested.
    for (let i = 0; i < (experiment.waits ? 5 : 12); i++) {
      const values = randomValues(params, random)
      const seed = Math.floor(random() * 2 ** 31)
      if (tooCostly(experiment.cost(values))) continue
      const says = JSON.stringify({ ...values, seed })
      const theory = experiment.theory(values, drawer(seed))
      const [first] = bench.run(experiment, values, seed)
      if (!first) throw new Error(`No reading at ${says}`)
      expectSound(first, theory, says)
    }
  })
})
