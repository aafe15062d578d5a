import { describe, expect, it } from 'vitest'
import { Engine } from '../../../../src/engine/client'
import { agrees, at, below, type Check, type Checker, type Experiment, exactSeries } from '../../../../src/experiment'
import { claimStarter, isOpen, settle } from '../../../../src/figure/claims/claims'
import { seedOfRun } from '../../../../src/figure/setting'
import type { ClaimProgress } from '../../../../src/figure/state'
import { aReading, countdown, ScriptedWorker } from '../countdown'

const noisy = 'The timings vary by 60 %: too noisy for a verdict.'
const claiming = (checks: readonly Checker<string>[], runs?: number): Experiment => ({
  ...countdown,
  claims: { level: { says: 'The mean is the level.', at: { level: 2 }, checks, ...(runs ? { runs } : {}) } },
})
/** Judges the claim that the mean is 2 by the given means of runs, with further checks if given. */
const settled = (means: readonly number[], ...more: readonly Check[]) =>
  settle(
    claiming([agrees('mean'), ...more.map((check): Checker<never> => ({ reads: [], judge: () => check }))]),
    'level',
    means.map(aReading),
    1,
  )
const timed = (mean: number) => ({ ...aReading(mean), mean: { ...aReading(mean).mean, withheld: noisy } })

describe('what the runs of a claim come to', () => {
  it('holds or is refuted by what was measured', () => {
    expect(settled([2])).toMatchObject({ outcome: 'holds', repeats: 16, fault: undefined })
    expect(settled([4])).toMatchObject({ outcome: 'refuted', fault: undefined })
  })

  it('takes all runs together', () => {
    expect(settled([2.6])).toMatchObject({ outcome: 'refuted' })
    expect(settled([2.6, 1.9, 2, 1.8])).toMatchObject({ outcome: 'holds', repeats: 64 })
  })

  it('is undecided where the measurement is withheld, however far off it is', () => {
    const open = settle(claiming([agrees('mean')]), 'level', [timed(4)], 1)
    expect(open).toMatchObject({ outcome: 'undecided', checks: [{ outcome: 'undecided', reason: noisy }] })
  })

  it('is refuted by one check that is, whatever else is open', () => {
    const broken: Check = { says: 'a bound', outcome: 'refuted' }
    const open: Check = { says: 'another', outcome: 'undecided' }
    expect(settled([2], open)).toMatchObject({ outcome: 'undecided' })
    expect(settled([2], open, broken)).toMatchObject({ outcome: 'refuted' })
  })

  it('is nothing of a run that diverged', () => {
    expect(settled([Number.POSITIVE_INFINITY])).toMatchObject({
      outcome: undefined,
      checks: [],
      fault: 'mean overflowed.',
    })
  })

  it('is judged by what its checks read, whatever became of the rest', () => {
    const broken = { ...aReading(2), walk: aReading(Number.POSITIVE_INFINITY).walk }
    const shorter = { ...aReading(2), walk: exactSeries([], []) }
    expect(settle(claiming([agrees('mean')]), 'level', [broken, shorter], 1)).toMatchObject({
      outcome: 'holds',
      fault: undefined,
    })
  })
})

describe('whether more repetitions can change it', () => {
  const check = (outcome: Check['outcome'], z?: number): Check => ({
    says: '',
    outcome,
    ...(z === undefined ? {} : { z }),
  })
  it.each([
    ['what holds', 'holds', [check('holds', 1)], false],
    ['what is undecided', 'undecided', [check('undecided', 2)], true],
    ['a refutation that chance may have made', 'refuted', [check('refuted', 4.4)], true],
    ['one beyond all chance', 'refuted', [check('refuted', -8.1)], false],
    ['one of a number that is not', 'refuted', [check('refuted', Number.NaN)], false],
    ['one that nothing sampled', 'refuted', [check('undecided', 2), check('refuted')], false],
  ] as const)('%s', (_, outcome, checks, open) => {
    expect(isOpen({ outcome, checks })).toBe(open)
  })
})

describe('a claim on the engine', () => {
  /** Starts a claim on a worker simulated by the test. */
  function started(experiment: Experiment) {
    const worker = new ScriptedWorker()
    const updates: ClaimProgress[] = []
    const run = claimStarter(new Engine(() => worker), 'made-up/countdown', experiment, 'level')((p) => updates.push(p))
    worker.ready()
    const last = () => worker.asked.at(-1) ?? expect.fail('no run was asked for')
    const finish = (mean: number) => {
      const { runId } = last()
      worker.say({ kind: 'reading', runId, reading: aReading(mean), ms: 1, tensors: 0, bytes: 0 })
      worker.say({ kind: 'done', runId })
    }
    return { worker, updates, run, last, finish }
  }

  it('takes further draws while it is undecided, and says how far it is', async () => {
    const { updates, run, last, finish } = started(claiming([below('mean', 2.3)]))
    finish(2.1)
    expect(last().request.seed).toBe(seedOfRun(1, 1))
    expect(updates.at(-1)).toMatchObject({ run: 2, most: 4, sofar: { outcome: 'undecided', repeats: 16 } })
    finish(1.5)
    expect(await run.outcome).toMatchObject({ outcome: 'holds', repeats: 32, backend: { name: 'cpu' } })
  })

  it('stops at its number of runs, undecided', async () => {
    const { worker, run, finish } = started(claiming([below('mean', 2.3)], 2))
    finish(2.3)
    finish(2.3)
    expect(await run.outcome).toMatchObject({ outcome: 'undecided', repeats: 32 })
    expect(worker.received.filter(({ kind }) => kind === 'run')).toHaveLength(2)
  })

  it('does not say that it is refuted before it has taken all its runs, but for what no chance explains', async () => {
    const near = started(claiming([agrees('mean')]))
    near.finish(2.55)
    expect(near.updates.at(-1)).toMatchObject({ run: 2, sofar: { outcome: 'refuted' } })
    for (const mean of [2, 1.9, 2.1]) near.finish(mean)
    expect(await near.run.outcome).toMatchObject({ outcome: 'holds' })
    const far = started(claiming([agrees('mean')]))
    far.finish(9)
    expect(await far.run.outcome).toMatchObject({ outcome: 'refuted', repeats: 16 })
  })

  it('ends with a sentence where a check cannot be made', async () => {
    const { run, finish } = started(claiming([below(at('walk', 99), 1)]))
    finish(2)
    expect(await run.outcome).toMatchObject({ outcome: undefined, fault: expect.stringContaining('no entry at 99') })
  })

  it('ends when it is cancelled, and takes no further run', async () => {
    const { worker, run, last } = started(claiming([below('mean', 2.3)]))
    const { runId } = last()
    run.cancel()
    worker.say({ kind: 'done', runId })
    expect(await run.outcome).toMatchObject({ outcome: undefined, fault: 'Cancelled.' })
    expect(worker.asked).toHaveLength(0)
  })
})
