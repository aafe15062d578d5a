// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heroOf } from '../../../../src/experiment'
import { HeroPanel } from '../../../../src/ui'
import { reading, ScriptedFigure, sampler, stage, the, type } from '../stage'

const [, view] = sampler.views
if (!view) throw new Error('The sampler has no second view')
const hero = heroOf({ ...sampler, hero: { says: 'Turn the gain.', turns: 'gain', from: 0.5, to: 2, at: {}, view } })
if (!hero) throw new Error('The sampler is no hero')

describe('HeroPanel', () => {
  let figure: ScriptedFigure
  let shown: Awaited<ReturnType<typeof stage>>
  const link = () => the(HTMLAnchorElement, shown.host, '.hero-link a').getAttribute('href')
  const slider = () => the(HTMLInputElement, shown.host, 'input[type="range"]')

  beforeEach(async () => {
    figure = new ScriptedFigure()
    const address = ({ gain }: Readonly<Record<string, unknown>>) => `./sampler?gain=${gain}`
    shown = await stage(<HeroPanel id="hero" figure={figure} experiment={hero} address={address} />)
  })
  afterEach(() => shown.leave())

  it('has one slider, in the range of the hero, that sets the figure', async () => {
    expect(shown.host.querySelectorAll('input[type="range"]')).toHaveLength(1)
    expect(slider().min).toBe('0.5')
    expect(slider().max).toBe('2')
    await type(slider(), '1.5')
    expect(figure.orders).toEqual([['set', 'gain', 1.5]])
  })

  it('leads to the whole figure at the setting that is shown', async () => {
    expect(link()).toBe('./sampler?gain=1')
    await type(slider(), '1.5')
    expect(link()).toBe('./sampler?gain=1.5')
  })

  it('gives its verdict on what its chart shows, and on no other measure', async () => {
    // The mean is far from its theory; the chart shows the growth, which agrees.
    await act(async () => figure.put({ status: 'done', reading: reading(2), readings: 4 }))
    expect(the(HTMLElement, shown.host, '.hero').dataset).toMatchObject({ status: 'done', verdict: 'agrees' })
  })
})
