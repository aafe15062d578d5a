import { beforeAll, describe, expect, it } from 'vitest'
import directPath from '../../../problems/4-bottleneck-residual/direct-path/experiment'
import gamma from '../../../problems/4-bottleneck-residual/gamma/experiment'
import { type Experiment, initialValues, judge } from '../../../src/experiment'
import { unevenness } from '../../../src/numerics/statistics/estimates'
import { type AnyValues, type Bench, settingsOf } from '../../runs'
import { startWasmBench } from '../../wasmBench'

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
})

const judged = (experiment: Experiment, values: AnyValues, seed: number) =>
  judge(
    experiment.measures,
    bench.last(experiment, values, seed),
    experiment.theory(values, () => new Float32Array()),
  )

/** Mean squares dominated by a few of 256 networks: without the rule, 12 of 15 runs would wrongly disagree. */
const UNEVEN: readonly (readonly [string, Experiment, AnyValues])[] = [
  ['gamma', gamma, { gamma: 1.189, scale: 2, blocks: 40, width: 32, bottleneck: 8 }],
  ['gamma', gamma, { blocks: 40, width: 32, bottleneck: 8 }],
  ['gamma', gamma, { secondRelu: false, scale: 2, blocks: 40, width: 32, bottleneck: 8 }],
  ['direct-path', directPath, { skip: 1, branch: 1.189, blocks: 40, width: 32, bottleneck: 8 }],
  ['direct-path', directPath, { blocks: 40, width: 32, bottleneck: 8 }],
]

describe.each(UNEVEN)('%s in deep narrow stacks', (_, experiment, at) => {
  it.each([1, 2, 3])('gives no verdict on a mean that few networks carry, at seed %d', (seed) => {
    const { verdict, findings } = judged(experiment, { ...initialValues(experiment.params), ...at }, seed)
    expect(verdict).not.toBe('disagrees')
    expect(findings.some(({ withheld }) => withheld?.includes('256 of them'))).toBe(true)
  })
})

it.each([1, 2, 3])(
  'a verdict on lengths, but none on shares of paths, where ten blocks of 32 units scatter, at seed %d',
  (seed) => {
    const values = { ...initialValues(directPath.params), blocks: 10, width: 32, bottleneck: 8 }
    const { verdict, findings } = judged(directPath, values, seed)
    expect(verdict).toBe('agrees')
    expect(findings.flatMap(({ measure, withheld }) => (withheld === undefined ? [] : [measure]))).toEqual(['paths'])
  },
)

describe.each([
  ['gamma', gamma],
  ['direct-path', directPath],
] as const)('%s at its presets', (_, experiment) => {
  it.each(settingsOf(experiment))('withholds nothing: %s', (_, values) => {
    for (const seed of [1, 2]) {
      const { findings } = judged(experiment, values, seed)
      expect(findings.flatMap(({ measure, withheld }) => (withheld === undefined ? [] : [measure]))).toEqual([])
    }
  })
})

describe('unevenness', () => {
  const spreadBy = (deviation: number) =>
    Array.from({ length: 64 }, (_, i) => Math.exp(deviation * (i % 2 === 0 ? 1 : -1)))
  it('says nothing of numbers that scatter little, and withholds a verdict where they scatter by factors', () => {
    expect(unevenness(spreadBy(1))).toEqual({})
    expect(unevenness(spreadBy(2)).withheld).toContain('64 of them')
    expect(unevenness(spreadBy(0))).toEqual({})
  })
})
