import type { Measures } from './measures'
import {
  type Entry,
  type Estimate,
  type Histogram,
  type Matrix,
  type Reading,
  type Series,
  type Taken,
  withheldOf,
} from './readings'

/**
 * Pools the readings of independent runs at one setting into one reading. Each number is the mean over runs. Its standard error is that of the pooled
 * sample:
 *   stderr^2 = (sum n (n - 1) stderr_i^2 + sum n (value_i - value)^2) / (N (N - 1)),
 * with n the repetitions of run i and N those of all runs. For means over repetitions this is exact. For functions of means (a ratio, the logarithm
 * of a mean square) the bias of one run, of order 1/n, remains. A number without repetitions keeps its value if all runs agree on it. A text is that
 * of the first run. Withheld measurements are left out, unless all are withheld. Throws RangeError if there is no reading, or if the runs have their
 * entries at different positions.
 */
export function pooled<M extends Measures>(measures: M, readings: readonly Partial<Reading<M>>[]): Partial<Reading<M>> {
  const [first] = readings
  if (!first) throw new RangeError('There are no readings to pool')
  if (readings.length === 1) return first
  return Object.fromEntries(
    Object.keys(measures).flatMap((name) => {
      const taken = readings.flatMap((reading): readonly Taken[] => {
        const one: Taken | undefined = reading[name as keyof M]
        return one ? [one] : []
      })
      const [one, ...others] = taken
      return one ? [[name, poolOf(one, others)]] : []
    }),
  ) as Partial<Reading<M>>
}

/** Pools the readings of one measure, which are all of one kind. */
function poolOf(first: Taken, others: readonly Taken[]): Taken {
  switch (first.kind) {
    case 'scalar':
      return pooledScalar([first, ...alike(first, others)])
    case 'series':
      return pooledSeries([first, ...alike(first, others)])
    case 'histogram':
      return pooledHistogram([first, ...alike(first, others)])
    case 'matrix':
      return pooledMatrix([first, ...alike(first, others)])
    case 'text':
      return first
  }
}

/** Returns the readings of the other runs. Throws TypeError unless they are of the same kind as the first. */
function alike<T extends Taken>(first: T, others: readonly Taken[]): readonly T[] {
  if (others.every((other): other is T => other.kind === first.kind)) return others
  throw new TypeError(`The runs measured different kinds of things: ${[first, ...others].map(({ kind }) => kind)}`)
}

function pooledScalar(taken: readonly Estimate[]): Estimate {
  const used = usable(taken)
  const [first] = used
  return { ...first, ...pooledEntry(used, first.repeats), ...repeatsOf(used) }
}

function pooledSeries(taken: readonly Series[]): Series {
  const used = usable(taken)
  const [first] = used
  checkAxis(used.map(({ at }) => at))
  const entries = first.at.map((_, i) => pooledEntry(used.map(entryAt(i)), first.repeats))
  const floor = first.floor?.map((_, i) => Math.max(...used.map((one) => one.floor?.[i] ?? Number.NEGATIVE_INFINITY)))
  return { ...first, ...columns(entries), ...repeatsOf(used), ...(floor ? { floor } : {}) }
}

function pooledHistogram(taken: readonly Histogram[]): Histogram {
  const used = usable(taken)
  const [first] = used
  const entries = first.density.map((_, i) =>
    pooledEntry(
      used.map(({ density, stderr }) => ({ value: density[i] ?? Number.NaN, stderr: stderr[i] ?? Number.NaN })),
      first.repeats,
    ),
  )
  const { value, stderr } = columns(entries)
  return { ...first, density: value, stderr, ...repeatsOf(used) }
}

function pooledMatrix(taken: readonly Matrix[]): Matrix {
  const used = usable(taken)
  const [first] = used
  checkAxis(used.map(({ rows }) => rows))
  checkAxis(used.map(({ columns }) => columns))
  const cells = first.value.map((row, r) =>
    row.map((_, c) => {
      const cell = used.map(({ value, stderr }) => ({
        value: value[r]?.[c] ?? null,
        stderr: stderr[r]?.[c] ?? Number.NaN,
      }))
      const known = cell.filter((one): one is Entry => one.value !== null)
      return known.length === cell.length ? pooledEntry(known, first.repeats) : { value: null, stderr: 0 }
    }),
  )
  return {
    ...first,
    value: cells.map((row) => row.map(({ value }) => value)),
    stderr: cells.map((row) => row.map(({ stderr }) => stderr)),
    ...repeatsOf(used),
  }
}

/** Returns the measurements that are not withheld, or all if every one is withheld. */
function usable<T extends Taken>(taken: readonly T[]): readonly [T, ...T[]] {
  const sound = taken.filter((one) => withheldOf(one) === undefined)
  const [first, ...rest] = sound.length > 0 ? sound : taken
  if (!first) throw new RangeError('There are no measurements to pool')
  return [first, ...rest]
}

/** Throws unless all runs have the same positions along an axis, because entries are pooled by index. */
function checkAxis(axes: readonly (readonly number[])[]): void {
  const [first = '', ...others] = axes.map((places) => places.join(', '))
  const other = others.find((places) => places !== first)
  if (other !== undefined) throw new RangeError(`The runs were measured at different places: [${first}] and [${other}]`)
}

const entryAt =
  (i: number) =>
  ({ value, stderr }: Series): Entry => ({ value: value[i] ?? Number.NaN, stderr: stderr[i] ?? Number.NaN })

const columns = (entries: readonly Entry[]) => ({
  value: entries.map(({ value }) => value),
  stderr: entries.map(({ stderr }) => stderr),
})

const repeatsOf = (used: readonly { readonly repeats?: number }[]) =>
  used[0]?.repeats === undefined ? {} : { repeats: used.reduce((sum, { repeats = 0 }) => sum + repeats, 0) }

function pooledEntry(entries: readonly Entry[], repeats: number | undefined): Entry {
  const runs = entries.length
  const first = entries[0]?.value ?? Number.NaN
  // Return equal values unchanged: their computed mean may differ in the last bit, and counts are compared exactly.
  const same = entries.every((entry) => entry.value === first)
  const value = same ? first : entries.reduce((sum, entry) => sum + entry.value / runs, 0)
  // Minus infinity, the logarithm of an underflow, or NaN: the scatter is undefined.
  if (!Number.isFinite(value)) return { value, stderr: 0 }
  const within = entries.reduce((sum, { stderr }) => sum + stderr ** 2, 0)
  if (repeats === undefined) return { value, stderr: Math.sqrt(within) / runs }
  const scatter = entries.reduce((sum, entry) => sum + (entry.value - value) ** 2, 0)
  const all = runs * repeats
  // The error of a single repetition is unknown (NaN), but several runs of one repetition each give a scatter.
  const inRuns = repeats > 1 ? repeats * (repeats - 1) * within : 0
  return { value, stderr: Math.sqrt((inRuns + repeats * scatter) / (all * (all - 1))) }
}
