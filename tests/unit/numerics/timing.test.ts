import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, it } from 'vitest'
import { fitLine, type Lab, type Law, type Tensor } from '../../../src/experiment'
import { drawer } from '../../../src/numerics/laws/random'
import { median, medianOf } from '../../../src/numerics/statistics/median'
import {
  MIN_ROUNDS,
  overRounds,
  type Round,
  seriesOverRounds,
  shuffled,
  timedRounds,
} from '../../../src/numerics/statistics/timing'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** A lab with a simulated clock: call number n of `time` takes ms(n). It keeps no tensors and draws nothing. */
function labOf(ms: (call: number) => number): Lab & { readonly calls: number } {
  let calls = 0
  return {
    tf,
    draw: () => expect.fail('nothing is drawn'),
    numbers: () => expect.fail('nothing is drawn'),
    kernels: () => [],
    time(run) {
      run().dispose()
      return ms(calls++)
    },
    get calls() {
      return calls
    },
  }
}

describe('a median', () => {
  it('is the middle one, or half way between the two', () => {
    expect(median([5, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 10])).toBe(3.5)
    expect(median([])).toBeNaN()
    expect(medianOf([7])).toEqual({ value: 7, stderr: Number.NaN, spread: 0 })
  })

  // The standard error of the median is sqrt(pi/2) / sqrt n for Gaussians, and 1 / sqrt n for exponentials, whose median is ln 2.
  it.each<[Law, number, number, number]>([
    ['gaussian', 9, 0, Math.sqrt(Math.PI / 2)],
    ['gaussian', 25, 0, Math.sqrt(Math.PI / 2)],
    ['skewed', 9, Math.LN2 - 1, 1],
    ['skewed', 25, Math.LN2 - 1, 1],
  ])('of %s samples, %i at a time, has the error that it says', (law, n, truth, constant) => {
    const runs = 4000
    const draws = drawer(3)(law, 'samples', [runs * n])
    let [squares, said, outside] = [0, 0, 0]
    for (let r = 0; r < runs; r++) {
      const { value, stderr } = medianOf([...draws.subarray(r * n, (r + 1) * n)])
      squares += (value - truth) ** 2 / runs
      said += stderr ** 2 / runs
      if (Math.abs(value - truth) > 2 * stderr) outside += 1 / runs
    }
    // The scatter is close to the asymptotic standard error.
    expect(Math.abs(Math.sqrt(squares) / (constant / Math.sqrt(n)) - 1)).toBeLessThan(0.1)
    expect(Math.sqrt(said / squares)).toBeGreaterThan(0.9)
    // With nine samples of a skewed law the estimated error is too large, by 23 %.
    expect(Math.sqrt(said / squares)).toBeLessThan(1.25)
    // Student's t of 8 degrees of freedom is outside 2 with a probability of 8 %.
    expect(outside).toBeGreaterThan(0.02)
    expect(outside).toBeLessThan(0.1)
  })

  it('has the spread of one sample, which a few wild ones do not change', () => {
    const draws = [...drawer(4)('gaussian', 'samples', [2000])]
    expect(medianOf(draws).spread).toBeCloseTo(1, 1)
    expect(medianOf(draws.map((v, i) => (i % 20 === 0 ? 1e6 : v))).spread).toBeCloseTo(1, 0)
  })
})

describe('timed rounds', () => {
  const cases = [3, 4, 5].map((size) => () => tf.ones([size]))

  it('warm up, then time every case once a round and yield all rounds so far', () => {
    const lab = labOf((call) => call)
    const before = tf.memory().numTensors
    const rounds = timedRounds(lab, cases, { count: 4, name: 'a' })
    const first = rounds.next().value ?? []
    expect(lab.calls).toBe(2 * cases.length)
    // The warm-up took 0, 1, 2: the first round has the next three times, in some order.
    expect([...(first[0] ?? [])].sort()).toEqual([3, 4, 5])
    const all = [first, ...rounds]
    expect(all.map((so) => so.length)).toEqual([1, 2, 3, 4])
    expect(lab.calls).toBe(5 * cases.length)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('take the cases in another order each round, the same in every run, and credit the right one', () => {
    const seen: number[] = []
    const run = () => {
      seen.length = 0
      const lab = labOf(() => seen.at(-1) ?? Number.NaN)
      const watched: (() => Tensor)[] = [0, 1, 2, 3].map((i) => () => {
        seen.push(i + 1)
        return tf.ones([1])
      })
      return [...timedRounds(lab, watched, { count: 12, name: 'b' })].at(-1) ?? []
    }
    for (const ms of run()) expect(ms).toEqual([1, 2, 3, 4])
    const orders = Array.from({ length: 12 }, (_, r) => seen.slice(4 + 4 * r, 8 + 4 * r).join())
    expect(new Set(orders).size).toBeGreaterThan(6)
    run()
    expect(Array.from({ length: 12 }, (_, r) => seen.slice(4 + 4 * r, 8 + 4 * r).join())).toEqual(orders)
  })

  it('puts every case in every place alike', () => {
    const firsts = Array.from({ length: 3000 }, (_, r) => shuffled(3, `c/${r}`)[0])
    for (const i of [0, 1, 2]) {
      const share = firsts.filter((first) => first === i).length / firsts.length
      expect(Math.abs(share - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / firsts.length))
    }
  })
})

describe('what rounds come to', () => {
  const noise = drawer(6)('gaussian', 'noise', [400])
  /** Cases of 2, 4 and 8 ms with a scatter of 2 % each, slowed by the factor slow(round) in each round. */
  const rounds = (count: number, slow: (round: number) => number): Round[] =>
    Array.from({ length: count }, (_, r) =>
      [2, 4, 8].map((ms, i) => ms * slow(r) * (1 + 0.02 * (noise[3 * r + i] ?? 0))),
    )

  it('is the median, with its error', () => {
    const { value, stderr, repeats, withheld } = overRounds(
      rounds(25, () => 1),
      ([a = 0]) => a,
    )
    expect(withheld).toBeUndefined()
    expect(repeats).toBe(25)
    expect(Math.abs(value - 2)).toBeLessThan(4 * stderr)
    expect(stderr).toBeLessThan(0.03)
  })

  it('keeps ratios and slopes on a laptop that throttles, and withholds its times', () => {
    const throttled = rounds(25, (r) => (r < 10 ? 1 : 1.8))
    expect(overRounds(throttled, ([a = 0]) => a).withheld).toMatch(
      /^The timings (vary|drifted) by \d+ %.*: too .* for a verdict\.$/,
    )
    const ratio = overRounds(throttled, ([a = 0, b = 0]) => b / a)
    expect(ratio.withheld).toBeUndefined()
    expect(Math.abs(ratio.value - 2)).toBeLessThan(4 * ratio.stderr)
    const slope = overRounds(throttled, (ms) => fitLine([0, 1, 2], ms.map(Math.log2)).slope.value)
    expect(slope.withheld).toBeUndefined()
    expect(Math.abs(slope.value - 1)).toBeLessThan(4 * slope.stderr)
  })

  it('names how noisy a busy machine is', () => {
    const busy = rounds(25, () => 1).map((ms, r) => ms.map((t) => t * (1 + 2 * Math.abs(noise[300 + r] ?? 0))))
    const { withheld } = overRounds(busy, ([a = 0]) => a)
    const percent = Number(withheld?.match(/^The timings vary by (\d+) %: too noisy for a verdict\.$/)?.[1])
    expect(percent).toBeGreaterThan(30)
  })

  it('names a drift that the scatter hides, and counts a small one as error', () => {
    const slowly = rounds(40, (r) => 1 + 0.5 * (r / 40))
    expect(overRounds(slowly, ([a = 0]) => a).withheld).toMatch(/drifted by 2\d %/)
    const little = rounds(40, (r) => 1 + 0.1 * (r / 40))
    const { stderr, withheld } = overRounds(little, ([a = 0]) => a)
    expect(withheld).toBeUndefined()
    expect(stderr).toBeGreaterThan(0.03)
  })

  it('waits for enough rounds, and for times that the clock can tell', () => {
    expect(
      overRounds(
        rounds(1, () => 1),
        ([a = 0]) => a,
      ),
    ).toMatchObject({
      withheld: 'Timed once so far: too few for a verdict (5 are needed).',
    })
    expect(
      overRounds(
        rounds(MIN_ROUNDS - 1, () => 1),
        ([a = 0]) => a,
      ).withheld,
    ).toMatch(/^Timed 4 times so far/)
    expect(
      overRounds(
        rounds(MIN_ROUNDS, () => 1),
        ([a = 0]) => a,
      ).withheld,
    ).toBeUndefined()
    expect(overRounds([...rounds(9, () => 1), [0, 4, 8]], ([, b = 0]) => b).withheld).toMatch(/shorter than the clock/)
  })

  it('gives a series over an axis, withheld as a whole', () => {
    const fine = seriesOverRounds(
      rounds(9, () => 1),
      [1, 2, 3],
      (ms, i) => ms[i] ?? Number.NaN,
    )
    expect(fine).toMatchObject({ at: [1, 2, 3], repeats: 9 })
    expect(fine.withheld).toBeUndefined()
    fine.value.forEach((v, i) => {
      expect(Math.abs(v - 2 ** (i + 1))).toBeLessThan(4 * (fine.stderr[i] ?? 0))
    })
    const wild = rounds(9, () => 1).map(([a = 0, b = 0], r) => [a, b, 8 + 8 * (r % 3)])
    expect(seriesOverRounds(wild, [1, 2, 3], (ms, i) => ms[i] ?? Number.NaN).withheld).toMatch(/too noisy/)
  })
})
