import { beforeAll, describe, expect, it } from 'vitest'
import adapter from '../../../../problems/1-residual-shape/adapter/experiment'
import { pixelsRead } from '../../../../problems/1-residual-shape/adapter/expression'
import { type AdapterSetting, SPACE } from '../../../../problems/1-residual-shape/adapter/setting'
import { type Experiment, faults, initialValues, judge, parseValue, readTensor } from '../../../../src/experiment'
import { ownOutcomes } from '../../../../src/figure/claims/ownClaims'
import { drawer } from '../../../../src/numerics/laws/random'
import type { AnyValues, Bench } from '../../../runs'
import { startWasmBench } from '../../../wasmBench'

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
})

const experiment = adapter as unknown as Experiment
const initial: AnyValues = initialValues(experiment.params)

function run(at: AnyValues, seed = 1) {
  const values = { ...initial, ...at }
  const [taken] = bench.whole(experiment, values, seed)
  if (!taken) throw new Error('There is no reading')
  return { ...taken, values, theory: experiment.theory(values, drawer(seed)), answers: [] }
}

const MATRIX = 'W[j,I] L[b,x,y,I] * sum:I'

describe("the reader's tensor expression", () => {
  it.each([
    [MATRIX, { adapter: 'matrix' }, 'holds'],
    ['L[b,x,y,I] W[j,I] * sum:I', { adapter: 'matrix', kept: 5 }, 'holds'],
    [MATRIX, { adapter: 'matrix', rows: 'onehot', order: 'last' }, 'holds'],
    ['L[b,x,y,S[j]]', { adapter: 'select', order: 'last' }, 'holds'],
    ['L[b,x,y,j]', { adapter: 'select' }, 'holds'],
    // One-hot rows are the matrix of the selection.
    [MATRIX, { adapter: 'select', order: 'last' }, 'holds'],
    ['L[b,x,y,j]', { adapter: 'select', order: 'last' }, 'refuted'],
    ['L[b,x,y,J] sum:J', { adapter: 'select' }, 'refuted'],
    ['S[j] L[b,x,y,j] *', { adapter: 'select' }, 'refuted'],
    ['L[b,y,x,j]', { adapter: 'select' }, 'refuted'],
    ['L[b,x,x,j]', { adapter: 'select' }, 'refuted'],
    ['W[j,I] L[b,x,y,I] * sum:I 1 +', { adapter: 'matrix' }, 'refuted'],
    ['W[j,I] sum:I L[b,x,y,J] sum:J *', { adapter: 'matrix' }, 'refuted'],
    ['W[j,I] L[b,x,y,I] * sum:I 2 * 2 /', { adapter: 'matrix' }, 'holds'],
    [`${MATRIX} neg`, { adapter: 'matrix' }, 'refuted'],
    [`${MATRIX} L[b,x,y,j] -`, { adapter: 'matrix' }, 'refuted'],
    [`1 ${MATRIX} 2 - - 3 + 6 -`, { adapter: 'matrix' }, 'refuted'],
    ['W[j,I] L[b,X,y,I] * sum:X sum:I', { adapter: 'matrix' }, 'refuted'],
  ])(
    '%s at %j is computed on the device as by hand, and the claim that it is the adapter %s',
    (expression, at, outcome) => {
      for (const seed of [1, 2]) {
        const found = run({ ...at, expression }, seed)
        expect(faults(experiment.measures, found.reading)).toEqual([])
        expect(judge(experiment.measures, found.reading, found.theory)).toMatchObject({ verdict: 'agrees' })
        expect(ownOutcomes(experiment, found)).toMatchObject([{ param: 'expression', outcome }])
        expect(found).toMatchObject({ leaked: 0, readbacks: 1 })
      }
    },
  )

  it('counts the multiplications and the parameters of what ran', () => {
    const { reading } = run({ expression: MATRIX })
    expect(reading).toMatchObject({ multiplications: { value: 4608 }, parameters: { value: 18 } })
    expect(run({ expression: 'W[j,I] sum:I L[b,x,y,J] sum:J *' }).reading).toMatchObject({
      multiplications: { value: 768 },
    })
    expect(run({ expression: 'L[b,x,y,j]' }).reading).toMatchObject({
      multiplications: { value: 0 },
      parameters: { value: 0 },
    })
  })

  it('that reads beyond the end of an operand has no number, which is named and never judged', () => {
    const found = run({ expression: 'W[x,y] L[b,x,y,j] *' })
    expect(faults(experiment.measures, found.reading).join()).toMatch(/layer after the adapter is not a number/)
    expect(ownOutcomes(experiment, found)).toMatchObject([
      { outcome: undefined, reason: expect.stringMatching(/not a number/) },
    ])
  })

  it('has no effect where space shrinks', () => {
    const { reading } = run({ adapter: 'strided', expression: MATRIX })
    expect(reading).toEqual(run({ adapter: 'strided' }).reading)
    expect(experiment.unused?.({ ...initial, adapter: 'strided', expression: MATRIX })).toContain('expression')
  })

  it.each([
    'W[j,i] L[b,x,y,i] *',
    'W[j,I] L[b,x,y,I] *',
    'L[b,x,y]',
    'L[b,x,y,S[k]]',
    'B[j]',
    'constructor',
    '9'.repeat(700),
  ])('is refused as a value if it is %s', (text) => {
    const { expression } = experiment.params
    expect(expression && parseValue('expression', expression, text).value).toBeUndefined()
  })
})

describe('the pixels that an expression reads', () => {
  const p = { ...initial } as unknown as AdapterSetting
  const read = (text: string, at: Partial<AdapterSetting> = {}) => {
    const expression = readTensor(text, SPACE)
    if (!expression) throw new Error(`"${text}" cannot be read`)
    return pixelsRead(expression, { ...p, ...at }, { feature: 1, x: 2, y: 3 })
  }

  it('are all features of a position for the matrix, one for a selection, each once', () => {
    expect(read(MATRIX)).toEqual([0, 1, 2, 3, 4, 5].map((feature) => ({ feature, x: 2, y: 3 })))
    expect(read('L[b,x,y,S[j]]', { order: 'last' })).toEqual([{ feature: 4, x: 2, y: 3 }])
    expect(read('L[b,y,x,j] L[b,y,x,j] *')).toEqual([{ feature: 1, x: 3, y: 2 }])
    expect(read('W[j,I] sum:I')).toEqual([])
  })
})
