// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Experiment, exactly, seriesReading } from '../../../../../src/experiment'
import { reading, sampler, the } from '../../stage'
import { type StagedPanel, stagePanel } from '../staged'

describe('the run bar', () => {
  let panel: StagedPanel
  beforeEach(async () => {
    panel = await stagePanel()
  })
  afterEach(() => panel.leave())

  it('drives the run', async () => {
    await panel.click(panel.button('Play'))
    await panel.put({ status: 'running' })
    await panel.click(panel.button('Pause'))
    await panel.put({ status: 'idle', paused: true })
    await panel.click(panel.button('Play'))
    for (const name of ['Step', 'Reset', 'New draw']) await panel.click(panel.button(name))
    expect(panel.figure.orders).toEqual([['play'], ['pause'], ['play'], ['step'], ['reset'], ['newDraw']])
  })

  it('shows how far the run is', async () => {
    await panel.put({ status: 'running', readings: 3, reading: reading(1), seed: 7 })
    const progress = the(HTMLProgressElement, panel.root(), 'progress')
    expect([progress.value, progress.max]).toEqual([3, 4])
    expect(the(HTMLElement, panel.root(), '.run-bar').textContent).toContain('3 of 4 readings')
    expect(the(HTMLElement, panel.root(), '.run-bar').textContent).toContain('seed 7')
  })

  describe('of a long run', () => {
    const training: Experiment = { ...sampler, waits: true, progress: { noun: 'step', each: () => 25 } }
    beforeEach(async () => {
      await panel.leave()
      panel = await stagePanel(training)
    })
    const bar = () => the(HTMLElement, panel.root(), '.run-bar').textContent

    it('counts what the experiment counts, and says what Play will do', async () => {
      await panel.put({ expected: 60 })
      expect(panel.button('Play').title).toBe('Run 1500 steps')
      await panel.put({ status: 'idle', paused: true, readings: 1, reading: reading(1) })
      expect(bar()).toContain('25 of 1500 steps')
      expect(bar()).toContain('Press Play to run 1500 steps.')
      expect(panel.button('Play').title).toBe('Run 1500 steps')
      await panel.put({ readings: 12 })
      expect(panel.button('Play').title).toBe('Run the other 1200 steps')
      expect(bar()).not.toContain('Press Play')
      await panel.put({ status: 'done', paused: false, readings: 60 })
      expect(panel.button('Play').title).toBe('Run 1500 steps again')
    })

    it('counts from zero where the first reading is taken before the first step', async () => {
      const fromZero: Experiment = { ...sampler, progress: { noun: 'step', each: () => 25, fromZero: true } }
      await panel.leave()
      panel = await stagePanel(fromZero)
      await panel.put({ expected: 61 })
      for (const [readings, steps] of [
        [0, 0],
        [1, 0],
        [2, 25],
        [61, 1500],
      ] as const) {
        await panel.put({ readings, reading: reading(1) })
        expect(bar()).toContain(`${steps} of 1500 steps`)
      }
    })

    it('ends with its fault where it diverges, not with a verdict that agrees', async () => {
      const diverged = {
        ...reading(1),
        growth: seriesReading({ at: [1, 2], value: [0, Number.NaN], stderr: [0.1, Number.NaN] }),
      }
      await panel.put({
        status: 'done',
        readings: 3,
        expected: 60,
        reading: diverged,
        theory: { mean: exactly(1) },
        fault: 'growth is not a number at layer 2.',
      })
      expect(panel.root().dataset).toMatchObject({ status: 'done', verdict: 'none' })
      expect(bar()).toContain('ended at 75 of 1500 steps')
      expect(the(HTMLElement, panel.root(), '.fault').textContent).toContain('growth is not a number at layer 2.')
      expect(the(HTMLElement, panel.root(), '.verdict [role=status]').textContent).toMatch(
        /^growth is not.* No verdict/,
      )
    })
  })
})
