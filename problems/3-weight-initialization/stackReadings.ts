import { estimateOf, type Lab, type Series, type Tensor } from '../../src/experiment'
import type { Stack } from '../../src/numerics/theory/kernelChain'
import { rowsOf, scaledSquare } from '../../src/numerics/statistics/moments'
import { readBatches } from '../../src/numerics/statistics/readback'
import { aboutTheMean, asleep, betweenInputs, INPUTS, runStack } from './stack'

/** Networks in a batch: fewer of the wide ones, so that the draws of fifty layers fit on the device. */
export const networksAtOnce = (width: number): number => Math.min(32, 2 ** 16 / width ** 2)

/** A difference between inputs that is below this part of the largest output is rounding: four units in the last place. */
const ROUNDING_UNITS = 2 ** -22

/** log10 of where the smaller half of a layer's numbers begins to underflow: the smallest normal number is 1.2e-38. */
const UNDERFLOW = -36.5

/** A share that stands for fewer sleeping units than this, in all networks together, has no standard error to speak of. */
const FEW_UNITS = 25

/** What one network says, layer by layer; logarithms to base 10. */
export interface Network {
  readonly units: readonly number[]
  readonly apart: readonly number[]
  readonly gradient: readonly number[]
  readonly rounding: readonly number[]
  readonly asleep: readonly number[]
}

/** The networks of some batches of draws, from one read of the device. */
export function runNetworks({ tf, draw }: Lab, stack: Stack, batches: readonly number[]): Network[] {
  const { layers, width, gain, activation } = stack
  const seeds = networksAtOnce(width)
  // One row a network: on the device everything is [layers, seeds, ...].
  const rows = (t: Tensor) => tf.reshape(tf.transpose(t, t.rank === 2 ? [1, 0] : [1, 0, 2]), [seeds, -1])
  const read = readBatches(tf, batches, (batch) => {
    const weights = Array.from({ length: layers }, (_, l) =>
      draw('gaussian', `weights/${l}/${batch}`, [seeds, width, width]),
    )
    const inputs = draw('gaussian', `inputs/${batch}`, [seeds, INPUTS, width])
    const direction = draw('gaussian', `direction/${batch}`, [seeds, INPUTS, width])
    const sigma = gain / Math.sqrt(width)
    const { outputs, gradients } = runStack(tf, { weights, inputs, direction, sigma, activation })
    const units = scaledSquare(tf, aboutTheMean(tf, outputs))
    const apart = scaledSquare(tf, betweenInputs(tf, outputs))
    const back = scaledSquare(tf, gradients)
    return {
      size: rows(tf.max(tf.abs(outputs), -1)),
      unitsLargest: rows(units.largest),
      unitsSquare: rows(units.square),
      apartLargest: rows(apart.largest),
      apartSquare: rows(apart.square),
      backLargest: rows(back.largest),
      backSquare: rows(back.square),
      asleep: rows(asleep(tf, outputs, activation)),
    }
  })
  const count = seeds * batches.length
  const units = logsOf(rowsOf(read.unitsLargest, count), rowsOf(read.unitsSquare, count), INPUTS)
  const apart = logsOf(rowsOf(read.apartLargest, count), rowsOf(read.apartSquare, count), 1)
  const back = logsOf(rowsOf(read.backLargest, count), rowsOf(read.backSquare, count), INPUTS)
  const [sizes, shares] = [rowsOf(read.size, count), rowsOf(read.asleep, count)]
  return Array.from({ length: count }, (_, r) => ({
    units: units[r] ?? [],
    apart: apart[r] ?? [],
    gradient: (back[r] ?? []).map((v, _layer, all) => v - (all.at(-1) ?? 0)),
    rounding: meansOf(sizes[r] ?? [], INPUTS).map((v) => Math.log10(ROUNDING_UNITS * v)),
    asleep: meansOf(shares[r] ?? [], INPUTS),
  }))
}

/** Means over the networks so far, each with the floor below which single precision or the number of units tells nothing. */
export function readingOf(networks: readonly Network[], { layers, width }: Stack) {
  const floorAt = (floor: number) => Array.from({ length: layers }, () => floor)
  const over = (what: keyof Network) => overNetworks(networks.map((network) => network[what]))
  const rounding = over('rounding').value.map((v) => Math.max(v, UNDERFLOW))
  return {
    overUnits: { ...over('units'), floor: floorAt(UNDERFLOW) },
    overInputs: { ...over('apart'), floor: rounding },
    gradient: { ...over('gradient'), floor: floorAt(UNDERFLOW) },
    share: { ...over('asleep'), floor: floorAt(FEW_UNITS / (networks.length * INPUTS * width)) },
  }
}

/** The means of each `count` neighbours: over the inputs of a layer. */
function meansOf(row: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: row.length / count }, (_, l) => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += row[l * count + i] ?? Number.NaN
    return sum / count
  })
}

/** log10 of the root mean square, from `scaledSquare`, averaged over the inputs of a layer: one row a network. */
function logsOf(largest: readonly Float32Array[], squares: readonly Float32Array[], inputs: number): number[][] {
  return largest.map((row, r) =>
    meansOf(
      Array.from(row, (v, i) => Math.log10(v) + 0.5 * Math.log10(squares[r]?.[i] ?? Number.NaN)),
      inputs,
    ),
  )
}

/** Mean and standard error over networks, layer by layer. A layer that is 0 in some network has no error: its logarithm has underflowed. */
function overNetworks(runs: readonly (readonly number[])[]): Series {
  const estimates = (runs[0] ?? []).map((_, l) => estimateOf(runs.map((run) => run[l] ?? Number.NaN)))
  return {
    at: estimates.map((_, l) => l + 1),
    value: estimates.map(({ value }) => value),
    stderr: estimates.map(({ value, stderr }) => (value === Number.NEGATIVE_INFINITY ? 0 : stderr)),
    repeats: runs.length,
  }
}
