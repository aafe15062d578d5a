import { describe, expect, it } from 'vitest'
import { compare, estimateOf, type Series, seriesReading, worst } from '../../../../src/experiment'
import { drawer } from '../../../../src/numerics/laws/random'
import { ACTIVATION_FUNCTIONS } from '../../../../src/numerics/theory/activationFunctions'
import type { Stack } from '../../../../src/numerics/theory/kernelChain'
import { meanField } from '../../../../src/numerics/theory/meanField'

const NETWORKS = 1200

/** One network in double precision: logarithms of the variances over units and over two inputs, and of the squared gradient, by layer. */
function network({ activation, gain, width, layers }: Stack, seed: number) {
  const draw = drawer(seed)
  const { of, slope } = ACTIVATION_FUNCTIONS[activation]
  const weights = Array.from({ length: layers }, (_, l) => draw('gaussian', `weights/${l}`, [width, width]))
  const scale = gain / Math.sqrt(width)
  const inputs = [0, 1].map((i) => {
    const x = draw('gaussian', `input/${i}`, [width])
    const length = Math.hypot(...x)
    return Array.from(x, (v) => (v * Math.sqrt(width)) / length)
  })
  const slopes: number[][] = []
  const overUnits: number[] = []
  const overInputs: number[] = []
  let outputs = inputs
  for (const w of weights) {
    const sums = outputs.map((h) =>
      h.map((_, i) => scale * h.reduce((sum, v, j) => sum + (w[i * width + j] ?? 0) * v, 0)),
    )
    slopes.push((sums[0] ?? []).map(slope))
    outputs = sums.map((y) => y.map(of))
    const [one = [], other = []] = outputs
    const mean = one.reduce((sum, v) => sum + v / width, 0)
    overUnits.push(Math.log(one.reduce((sum, v) => sum + (v - mean) ** 2 / width, 0)))
    overInputs.push(Math.log(one.reduce((sum, v, i) => sum + (v - (other[i] ?? 0)) ** 2 / (2 * width), 0)))
  }
  let delta = Array.from(draw('gaussian', 'direction', [width]))
  const squares = (v: readonly number[]) => v.reduce((sum, x) => sum + x * x, 0)
  const top = Math.log(squares(delta))
  const gradient = new Array<number>(layers).fill(0)
  for (let l = layers - 1; l > 0; l--) {
    const through = delta.map((v, i) => v * (slopes[l]?.[i] ?? 0))
    delta = delta.map((_, j) => scale * through.reduce((sum, v, i) => sum + v * (weights[l]?.[i * width + j] ?? 0), 0))
    gradient[l - 1] = Math.log(squares(delta)) - top
  }
  return { overUnits, overInputs, gradient }
}

/** Mean and standard error over networks, layer by layer. */
function overNetworks(runs: readonly (readonly number[])[]): Series {
  const estimates = (runs[0] ?? []).map((_, l) => estimateOf(runs.map((run) => run[l] ?? Number.NaN)))
  return seriesReading({
    at: estimates.map((_, l) => l + 1),
    value: estimates.map(({ value }) => value),
    stderr: estimates.map(({ stderr }) => stderr),
    repeats: runs.length,
  })
}

/** The largest |z| of the entries, divided by the limit. */
function farthest(measured: Series, theory: Series): number {
  const far = worst(compare(measured, theory))
  return far ? Math.abs(far.z) / far.limit : Number.NaN
}

describe('the mean-field theory of a stack', () => {
  it.each<Stack>([
    { activation: 'sigmoid', gain: 1, width: 24, layers: 6 },
    { activation: 'sigmoid', gain: 4, width: 24, layers: 6 },
    { activation: 'tanh', gain: 1, width: 32, layers: 6 },
    { activation: 'tanh', gain: 2.5, width: 24, layers: 6 },
    { activation: 'relu', gain: Math.SQRT2, width: 32, layers: 8 },
    { activation: 'linear', gain: 1.2, width: 24, layers: 6 },
  ])('is what $activation networks of gain $gain and width $width do on average', (stack) => {
    const theory = meanField(stack)
    const runs = Array.from({ length: NETWORKS }, (_, seed) => network(stack, seed))
    for (const name of ['overUnits', 'overInputs', 'gradient'] as const) {
      const measured = overNetworks(runs.map((run) => run[name]))
      const expected = seriesReading({ at: measured.at, value: theory[name], stderr: measured.at.map(() => 0) })
      expect(farthest(measured, expected)).toBeLessThanOrEqual(1)
      // With this many networks, theory without the correction for finite width disagrees.
      const limit = meanField({ ...stack, width: 1e9 })
      if (name === 'gradient') expect(farthest(measured, { ...expected, value: limit[name] })).toBeGreaterThan(1)
    }
  })

  it('follows the share of the gradient along its own input, which adds up over critical layers', () => {
    const stack: Stack = { activation: 'tanh', gain: 1, width: 16, layers: 20 }
    const runs = Array.from({ length: NETWORKS }, (_, seed) => network(stack, seed))
    const measured = overNetworks(runs.map((run) => run.gradient))
    const expected = seriesReading({
      at: measured.at,
      value: meanField(stack).gradient,
      stderr: measured.at.map(() => 0),
    })
    expect(farthest(measured, expected)).toBeLessThanOrEqual(1)
  })

  it.each([1.25, 1.5])(
    'ends the line over inputs at gain %d before its law has two peaks, and not at gain 1 or 2.5',
    (gain) => {
      const stack: Stack = { activation: 'tanh', gain, width: 16, layers: 50 }
      const runs = Array.from({ length: 256 }, (_, seed) => network(stack, seed))
      const measured = overNetworks(runs.map((run) => run.overInputs))
      const value = meanField(stack).overInputs
      expect(farthest(measured, { ...measured, value, stderr: value.map(() => 0) })).toBeLessThanOrEqual(1)
      expect(Number.isFinite(value[9])).toBe(true)
      expect(value[49]).toBeNaN()
      for (const settled of [1, 2.5])
        expect(meanField({ ...stack, gain: settled }).overInputs.every(Number.isFinite)).toBe(true)
    },
  )

  it('knows the limits: a ReLU at 2/d keeps the squared gradient, a linear stack multiplies by gain^2', () => {
    const relu = meanField({ activation: 'relu', gain: Math.SQRT2, width: 1e12, layers: 30 })
    for (const value of relu.gradient) expect(value).toBeCloseTo(0, 8)
    // Var h = E h^2 - (E h)^2 = 1 - 1/pi, because the mean square stays at 1 for y of variance 2.
    for (const value of relu.overUnits) expect(value).toBeCloseTo(Math.log(1 - 1 / Math.PI), 8)
    const linear = meanField({ activation: 'linear', gain: 3, width: 1e12, layers: 5 })
    expect(linear.overInputs).toEqual(linear.overUnits.map((value) => expect.closeTo(value, 8)))
    expect(linear.overUnits[4]).toBeCloseTo(10 * Math.log(3), 8)
  })

  it('finds the dead signal of sigmoids at 1/sqrt d: layer 10 has deviation 0.12 over units and 4e-7 over inputs', () => {
    const { overUnits, overInputs } = meanField({ activation: 'sigmoid', gain: 1, width: 1e9, layers: 50 })
    expect(Math.exp(0.5 * (overUnits[9] ?? 0))).toBeCloseTo(0.12, 2)
    expect(Math.exp(0.5 * (overInputs[9] ?? 0)) * 1e7).toBeCloseTo(4.4, 0)
    expect(overInputs.every(Number.isFinite)).toBe(true)
  })

  it('continues from the layers in its cache', () => {
    const stack: Stack = { activation: 'tanh', gain: 1.35, width: 64, layers: 12 }
    const deep = meanField(stack)
    expect(meanField({ ...stack, layers: 5 }).overInputs).toEqual(deep.overInputs.slice(0, 5))
  })
})
