import { beforeAll, describe, expect, it } from 'vitest'
import gradients from '../../../problems/2-loss-heads/gradients/experiment'
import { initialValues, judge } from '../../../src/experiment'
import { countCalls } from '../../countCalls'
import { Bench } from '../../runs'
import { startWasm } from '../../wasm'

let bench: Bench
beforeAll(async () => {
  const tf = await startWasm()
  bench = new Bench(tf, countCalls(tf.Tensor.prototype, 'dataSync'))
})

/** Where what the residuals of the first head have in common with the inputs adds most to |dLoss/dW_1|^2: in narrow layers, a sixth at gain 2. */
const NARROW = [
  { width: 16, gain: 2, headWeight: 2, layers: 6 },
  { width: 16, gain: 1, headWeight: 1, layers: 4 },
  { width: 32, gain: 2, headWeight: 2, layers: 6 },
] as const

describe.each(NARROW)('with d = $width, g = $gain, λ = $headWeight and L = $layers', (at) => {
  it.each([1, 2, 3])('the networks of seed %d agree with theory', (seed) => {
    const values = { ...initialValues(gradients.params), ...at }
    const { findings } = judge(
      gradients.measures,
      bench.last(gradients, values, seed),
      gradients.theory(values, () => new Float32Array()),
    )
    expect(findings.map(({ measure, verdict }) => `${measure} ${verdict}`)).toEqual(
      ['single', 'allHeads', 'byHead', 'ownHead', 'factor', 'share'].map((measure) => `${measure} agrees`),
    )
  })
})
