import { beforeAll, describe, expect, it } from 'vitest'
import gradients from '../../../problems/2-loss-heads/gradients/experiment'
import { LEAST_WIDTH_OF_TANH } from '../../../problems/2-loss-heads/gradients/setting'
import { initialValues, judge, pooled, type Reading } from '../../../src/experiment'
import { drawer } from '../../../src/numerics/laws/random'
import type { Bench } from '../../runs'
import { startWasmBench } from '../../wasmBench'

let bench: Bench
beforeAll(async () => {
  bench = await startWasmBench()
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

/** f and f' of the activations, in double precision. */
const PLAIN = {
  sigmoid: [(y: number) => 1 / (1 + Math.exp(-y)), (u: number) => u * (1 - u)],
  tanh: [Math.tanh, (u: number) => 1 - u * u],
  relu: [(y: number) => Math.max(0, y), (u: number) => (u > 0 ? 1 : 0)],
} as const

/** The mean of log10 |d(y - yhat_L)^2/dh_l| for l = 1 to L over the networks of batch 0 and two examples of each, by loops over the definition. */
function plainGradients(
  { activation, width, gain, layers }: { activation: keyof typeof PLAIN; width: number; gain: number; layers: number },
  seed: number,
): number[] {
  const [networks, examples] = [32, 2]
  const [f, slope] = PLAIN[activation]
  const draw = drawer(seed)
  const weights = Array.from({ length: layers }, (_, l) => draw('gaussian', `weights/${l}/0`, [networks, width, width]))
  const inputs = draw('gaussian', 'inputs/0', [networks, 64, width])
  const targets = draw('gaussian', 'targets/0', [networks, 64, 1])
  const heads = draw('gaussian', `heads/${layers - 1}/0`, [networks, 1, width])
  const sums = new Array<number>(layers).fill(0)
  for (let n = 0; n < networks; n++)
    for (let b = 0; b < examples; b++) {
      const weight = (l: number, i: number, j: number) =>
        (gain / Math.sqrt(width)) * (weights[l]?.[(n * width + i) * width + j] ?? Number.NaN)
      const drawn = Array.from(inputs.subarray((n * 64 + b) * width, (n * 64 + b + 1) * width))
      let h = drawn.map((x) => (x * Math.sqrt(width)) / Math.hypot(...drawn))
      const hidden: number[][] = []
      for (let l = 0; l < layers; l++) {
        const below = h
        h = below.map((_, j) => f(below.reduce((sum, v, i) => sum + v * weight(l, i, j), 0)))
        hidden.push(h)
      }
      const head = Array.from(heads.subarray(n * width, (n + 1) * width), (v) => v / Math.sqrt(width))
      const error = h.reduce((sum, v, i) => sum + v * (head[i] ?? Number.NaN), -(targets[n * 64 + b] ?? Number.NaN))
      let gradient = head.map((v) => 2 * error * v)
      for (let l = layers - 1; l >= 0; l--) {
        sums[l] = (sums[l] ?? Number.NaN) + Math.log10(Math.hypot(...gradient))
        const delta = gradient.map((v, j) => v * slope(hidden[l]?.[j] ?? Number.NaN))
        gradient = delta.map((_, i) => delta.reduce((sum, v, j) => sum + v * weight(l, i, j), 0))
      }
    }
  return sums.map((sum) => sum / (networks * examples))
}

describe.each(['sigmoid', 'tanh', 'relu'] as const)('the map with %s', (activation) => {
  it('takes the gradient of every example through the slopes of this example', () => {
    const values = { ...initialValues(gradients.params), activation, width: 16, gain: 1.5, layers: 8 }
    const [first] = bench.run(gradients, values, 1)
    if (!first) throw new Error('The figure gave no reading')
    const { value } = (first.reading as Reading<typeof gradients.measures>).byHead
    for (const [l, expected] of plainGradients(values, 1).entries())
      expect(Math.abs((value[7]?.[l] ?? Number.NaN) - expected)).toBeLessThan(1e-4)
  })
})

it('has no theory for narrow layers of tanh above gain 1, and agrees with it from where it begins', () => {
  const at = (width: number) =>
    ({ ...initialValues(gradients.params), activation: 'tanh', width, gain: 1.5, layers: 23 }) as const
  const theoryAt = (width: number) => gradients.theory(at(width), () => new Float32Array())
  expect(Object.keys(theoryAt(LEAST_WIDTH_OF_TANH - 1))).toEqual(['ownHead'])
  const readings = [1, 2, 3].map((seed) => bench.last(gradients, at(LEAST_WIDTH_OF_TANH), seed))
  const reading = pooled(gradients.measures, readings) as (typeof readings)[number]
  const { findings } = judge(gradients.measures, reading, theoryAt(LEAST_WIDTH_OF_TANH))
  expect(findings.map(({ measure, verdict }) => `${measure} ${verdict}`)).toEqual(
    ['byHead', 'ownHead', 'factor'].map((measure) => `${measure} agrees`),
  )
})
