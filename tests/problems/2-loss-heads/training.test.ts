import { beforeAll, describe, expect, it } from 'vitest'
import training from '../../../problems/2-loss-heads/training/experiment'
import { at, type Entry, exactly, initialValues, zOf } from '../../../src/experiment'
import { countCalls } from '../../countCalls'
import { Bench } from '../../runs'
import { startWasm } from '../../wasm'

let bench: Bench
beforeAll(async () => {
  const tf = await startWasm()
  bench = new Bench(tf, countCalls(tf.Tensor.prototype, 'dataSync'))
})

/** log10 of the error at step 0, where every network predicts 0, the mean of y. */
function errorAtStepZero(seed: number): Entry {
  const [first] = bench.run(training, initialValues(training.params), seed)
  return at('single', 0).read(first?.reading.single, training.measures.single)
}

describe('the held-out error of a network that has learned nothing', () => {
  // With one held-out set for all networks, seed 7 gave 1.058 with a standard error of 0.001.
  it.each([7, 8, 9])('is the variance of y, 1, within its own error, at seed %d', (seed) => {
    const found = errorAtStepZero(seed)
    expect(Math.abs(zOf(found, exactly(0)))).toBeLessThan(4)
    // 256 examples of variance 1 and fourth moment 1.95 give sqrt(0.95 / 256) / ln 10 = 0.026 as the scatter between networks.
    const deviation = found.stderr * Math.sqrt(found.repeats ?? Number.NaN)
    expect(deviation).toBeGreaterThan(0.01)
    expect(deviation).toBeLessThan(0.06)
  })
})
