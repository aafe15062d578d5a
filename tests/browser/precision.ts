import { isLog, type Measures } from '../../src/experiment'
import type { AnyReading } from '../runs'

/**
 * What rounding may change: sums of thousands of terms in single precision, in another order, relative to the size of the number; of
 * a logarithm, by as much. A sample that rounding moves over the edge of a bin changes a histogram by more: a standard error.
 */
const RELATIVE = 2e-4

interface Numbers {
  readonly value: readonly number[]
  readonly stderr: readonly number[]
  readonly floor?: readonly number[]
}

function numbersOf(taken: AnyReading[string] | undefined): Numbers {
  if (taken === undefined || taken.kind === 'text') return { value: [], stderr: [] }
  if (taken.kind === 'histogram') return { value: taken.density, stderr: taken.stderr }
  if (taken.kind === 'matrix') return { value: taken.value.flat().map((v) => v ?? 0), stderr: taken.stderr.flat() }
  if (taken.kind === 'series') return taken
  return { value: [taken.value], stderr: [taken.stderr] }
}

/** The entries that differ by more than rounding, a sentence each; timings may. */
export function farApart(measures: Measures, a: AnyReading, b: AnyReading): string[] {
  return Object.entries(measures).flatMap(([name, measure]) => {
    const { kind, timed, rounding: allowed = RELATIVE } = measure
    const log = isLog(measure)
    if (timed) return []
    const [one, other] = [numbersOf(a[name]), numbersOf(b[name])]
    if (one.value.length !== other.value.length)
      return [`${name} has ${one.value.length} and ${other.value.length} entries`]
    // The difference of logarithms is relative already; a number near zero is as exact as its neighbours.
    const size = log ? 1 / Math.LN10 : Math.max(...one.value.filter(Number.isFinite).map(Math.abs))
    return one.value.flatMap((x, i) => {
      const y = other.value[i] ?? Number.NaN
      // What is at its floor is rounding, and what is ten times above it has a tenth of that.
      const floor = Math.max(one.floor?.[i] ?? Number.NEGATIVE_INFINITY, other.floor?.[i] ?? Number.NEGATIVE_INFINITY)
      if (x < floor || y < floor) return []
      const rounding = log ? size * 10 ** (floor - x) : 0
      const slack = (kind === 'histogram' ? 1 : 0.02) * (other.stderr[i] ?? 0) + rounding
      // Unknown numbers are NaN on both.
      const near = Object.is(x, y) || Math.abs(x - y) <= allowed * size + slack
      return near ? [] : [`${name}[${i}] is ${x} and ${y}, with an error of ${other.stderr[i]}`]
    })
  })
}
