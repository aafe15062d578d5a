import { describe, expect, it } from 'vitest'
import { settle } from '../../../src/engine/claims'
import { agrees, type Check, type Estimate, type Experiment, exactly, type Series } from '../../../src/experiment'
import { aReading, countdown } from './countdown'

const noisy = 'The timings vary by 60 %: too noisy for a verdict.'
const claiming = (check: Experiment['claims'][string]['check']): Experiment => ({
  ...countdown,
  claims: { level: { says: 'The mean is the level.', at: { level: 2 }, check } },
})
/** The claim on a reading, with more to check if there is. */
const settled = (reading: { readonly mean: Estimate; readonly walk: Series }, ...more: readonly Check[]) =>
  settle(
    claiming(() => [agrees('mean', reading.mean, exactly(2)), ...more]),
    'level',
    reading,
    1,
  )
const timed = (mean: number) => {
  const reading = aReading(mean)
  return { ...reading, mean: { ...reading.mean, withheld: noisy } }
}

describe('a claim', () => {
  it('holds or fails by what was measured', () => {
    expect(settled(aReading(2))).toMatchObject({ holds: true, fault: undefined })
    expect(settled(aReading(4))).toMatchObject({ holds: false, fault: undefined })
  })

  it('is neither right nor wrong where the measurement is withheld, however far off it is', () => {
    const open = settled(timed(4))
    expect(open).toMatchObject({ holds: undefined, fault: `mean: ${noisy}`, checks: [{ holds: undefined }] })
  })

  it('fails by one check that does, whatever else is open', () => {
    const broken = { says: 'a bound', holds: false }
    expect(settled(timed(2), broken)).toMatchObject({ holds: false, fault: undefined })
  })

  it('is not decided by a run that diverged', () => {
    expect(settled(aReading(Number.POSITIVE_INFINITY))).toMatchObject({
      holds: undefined,
      checks: [],
      fault: 'mean overflowed; walk overflowed at step 1.',
    })
  })
})
