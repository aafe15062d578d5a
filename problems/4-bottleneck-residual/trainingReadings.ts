import { type Estimate, estimateOf, type Series } from '../../src/experiment'
import type { Standing } from '../../src/numerics/training/race'

export type Network = 'gamma' | 'one' | 'both'
type What = 'loss' | 'first'

/** The run so far: means over seeds of logarithms, one entry a standing. A network that diverged ends with the number that is none. */
export class Standings {
  private readonly so = { loss: emptyCurves(), first: emptyCurves() }
  private readonly losses = new Map<Network, readonly number[]>()

  add({ step, taken }: Standing<Network, What>): void {
    this.losses.clear()
    for (const [network, numbers] of Object.entries(taken) as [Network, Record<What, Float32Array>][]) {
      this.losses.set(network, logs(numbers.loss))
      for (const what of ['loss', 'first'] as const)
        this.so[what][network].push({ step, ...estimateOf(logs(numbers[what])) })
    }
  }

  reading() {
    const { loss, first } = this.so
    return {
      lossGamma: seriesOf(loss.gamma),
      lossOne: seriesOf(loss.one),
      lossBoth: seriesOf(loss.both),
      firstGamma: seriesOf(first.gamma),
      firstOne: seriesOf(first.one),
      firstBoth: seriesOf(first.both),
      lead: this.between('gamma', 'both'),
      apart: this.between('one', 'gamma'),
    }
  }

  /** How much larger, as a log10, one network's error is than another's, seed by seed: they share data and first weights. */
  private between(one: Network, other: Network): Estimate {
    const [over, under] = [this.losses.get(one), this.losses.get(other)]
    if (!over || !under) return { value: Number.NaN, stderr: Number.NaN }
    return estimateOf(over.map((v, i) => v - (under[i] ?? Number.NaN)))
  }
}

type Point = Estimate & { readonly step: number }
const emptyCurves = (): Record<Network, Point[]> => ({ gamma: [], one: [], both: [] })

const logs = (numbers: Float32Array): number[] => Array.from(numbers, Math.log10)

const seriesOf = (points: readonly Point[]): Series => ({
  at: points.map(({ step }) => step),
  value: points.map(({ value }) => value),
  stderr: points.map(({ stderr }) => stderr),
  repeats: points[0]?.repeats ?? 2,
})
