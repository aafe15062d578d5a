import { loadExperiments, problemIds } from '../src/engine/catalog'
import { DrawCache } from '../src/engine/drawCache'
import {
  type Taken as AnyTaken,
  type Experiment,
  initialValues,
  isLog,
  LEVELS,
  type Measures,
  nearest,
  type Params,
  pictureText,
  type Reading,
  type Tf,
  type Value,
} from '../src/experiment'

export type AnyValues = Readonly<Record<string, Value>>
export type AnyReading = Reading<Measures>

export interface Listed {
  /** "3-weight-initialization/variance" */
  readonly id: string
  readonly problem: string
  readonly name: string
  readonly experiment: Experiment
}

/** Every experiment of every problem. */
export const everyExperiment: readonly Listed[] = (
  await Promise.all(
    problemIds.map(async (problem) =>
      Object.entries(await loadExperiments(problem)).map(([name, experiment]) => ({
        id: `${problem}/${name}`,
        problem,
        name,
        experiment,
      })),
    ),
  )
).flat()

/** The settings offered to readers: the initial values and every preset. */
export function settingsOf({ params, presets }: Experiment): readonly (readonly [string, AnyValues])[] {
  const initial: AnyValues = initialValues(params)
  return [
    ['initial values', initial],
    ...Object.entries(presets).map(([name, { at }]) => [name, { ...initial, ...at } as AnyValues] as const),
  ]
}

/** The smallest run that the controls allow: every number at its minimum. */
export const smallestOf = ({ params }: Experiment): AnyValues =>
  Object.fromEntries(
    Object.entries(params).map(([name, param]) => [name, param.kind === 'number' ? param.min : param.initial]),
  )

/** The values that a measurement may read. Reading a display parameter throws an error that names it. */
export function withoutDisplay(params: Params, values: AnyValues): AnyValues {
  return new Proxy(values, {
    get(from, name) {
      if (typeof name === 'string' && params[name]?.display)
        throw new Error(`"${name}" changes the picture alone: no measurement may read it, and a spread reads all`)
      return Reflect.get(from, name)
    },
  })
}

/** A reading without its timings: the part that a seed determines. */
export function untimed(measures: Measures, reading: AnyReading): AnyReading {
  return Object.fromEntries(Object.entries(reading).filter(([name]) => !measures[name]?.timed))
}

/** The allowed numbers of device reads in a reading: one, or with timings also none, because the reads of `time` are not counted. */
export const readbacksOf = (measures: Measures): readonly number[] =>
  Object.values(measures).some(({ timed }) => timed) ? [0, 1] : [1]

/** The measures that carry a verdict on every machine: those with a theory, without timings, histograms and text. */
export function judgedAnywhere(measures: Measures, theory: Partial<AnyReading>): readonly string[] {
  return Object.entries(measures).flatMap(([name, { kind, timed }]) =>
    theory[name] === undefined || timed || kind === 'histogram' || kind === 'text' ? [] : [name],
  )
}

export interface Taken {
  readonly reading: AnyReading
  /** The number of tensors alive after the reading, without cached draws and without those alive after the first reading of the run. */
  readonly leaked: number
  /** The number of device reads during the reading. */
  readonly readbacks: number
}

/** Runs experiments on the current tf.js backend with one draw cache, and counts tensors and device reads. */
export class Bench {
  readonly cache: DrawCache
  private readonly lasts = new Map<string, AnyReading>()

  /** `reads` returns the number of device reads so far. */
  constructor(
    readonly tf: Tf,
    private readonly reads: () => number,
  ) {
    this.cache = new DrawCache(tf)
  }

  /** Yields the readings of one run. Throws if the run leaves a tensor behind, at its end or when it is cancelled. */
  *run(experiment: Experiment, values: AnyValues, seed: number): Generator<Taken, void, void> {
    const alive = () => this.tf.memory().numTensors - this.cache.cachedTensors
    const readOf = () => this.reads() - this.cache.timings
    const before = alive()
    let carried: number | undefined
    let reads = readOf()
    try {
      for (const reading of experiment.measure(this.cache.lab(seed), values)) {
        carried ??= alive()
        yield { reading, leaked: alive() - carried, readbacks: readOf() - reads }
        this.cache.trim()
        reads = readOf()
      }
    } finally {
      const left = alive() - before
      // biome-ignore lint/correctness/noUnsafeFinally: a leak matters more than the error that ended the run.
      if (left !== 0) throw new Error(`"${experiment.title}" left ${left} tensors behind`)
    }
  }

  /** Discards all readings and draws. */
  forget(): void {
    this.lasts.clear()
    this.cache.dispose()
  }

  /** All readings of a run; the last is cached for `last`. Throws if there is none. */
  whole(experiment: Experiment, values: AnyValues, seed: number): readonly Taken[] {
    const readings = [...this.run(experiment, values, seed)]
    const last = readings.at(-1)
    if (!last) throw new Error(`"${experiment.title}" gave no reading`)
    this.lasts.set(keyOf(experiment, values, seed), last.reading)
    return readings
  }

  /** The last reading of a run, cached by experiment, values and seed. Throws if there is none. */
  last(experiment: Experiment, values: AnyValues, seed: number): AnyReading {
    const key = keyOf(experiment, values, seed)
    let last = this.lasts.get(key)
    if (!last) for (const { reading } of this.run(experiment, values, seed)) last = reading
    if (!last) throw new Error(`"${experiment.title}" gave no reading`)
    this.lasts.set(key, last)
    return last
  }
}

const keyOf = ({ title }: Experiment, values: AnyValues, seed: number) => `${title} ${JSON.stringify(values)} ${seed}`

/** Random legal values: numbers uniform along their sliders. `random` returns numbers in [0, 1). */
export function randomValues(params: Params, random: () => number): AnyValues {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]): [string, Value] => {
      // Long enough for every combination: the minimum length of a text may depend on other parameters.
      if (param.kind === 'passage') return [name, random() < 0.5 ? param.initial : `${random()} words\n`.repeat(200)]
      if (param.kind === 'formula') {
        const [letter = '1'] = Object.keys(param.letters)
        const factor = 1 + Math.floor(random() * 3)
        const forms = [`${factor}`, `${factor} ${letter} sqrt /`, `${factor} ${letter} /`, `${letter} ${factor} * sqrt`]
        return [name, random() < 0.5 ? '' : (forms[Math.floor(random() * forms.length)] ?? '')]
      }
      if (param.kind === 'tensor') {
        const { left, operands } = param.space
        // An operand with its own ranges as indices, those that are not on the left summed.
        const [operand = '', ranges = []] =
          Object.entries(operands)[Math.floor(random() * Object.keys(operands).length)] ?? []
        const index = (range: string) => (left.includes(range) ? range : range.toUpperCase())
        const sums = ranges.filter((range) => !left.includes(range)).map((range) => ` sum:${range.toUpperCase()}`)
        const entry = ranges.length === 0 ? operand : `${operand}[${ranges.map(index).join(',')}]`
        return [name, random() < 0.5 ? '' : `${entry}${sums.join('')}`]
      }
      if (param.kind === 'toggle') return [name, random() < 0.5]
      if (param.kind === 'choice') {
        const options = Object.keys(param.options)
        return [name, options[Math.floor(random() * options.length)] ?? param.initial]
      }
      if (param.kind === 'picture') {
        const level = () => Math.floor(random() * LEVELS)
        const row = () => Array.from({ length: param.size }, level)
        return [name, random() < 0.5 ? '' : pictureText(Array.from({ length: param.size }, row))]
      }
      const { min, max, scale } = param
      const share = random()
      return [name, nearest(param, scale === 'linear' ? min + share * (max - min) : min * (max / min) ** share)]
    }),
  )
}

/** A theory with every number multiplied by a factor; log10 of the factor is added to logarithms. */
export function scaledTheory(measures: Measures, theory: Partial<AnyReading>, factor: number): Partial<AnyReading> {
  return Object.fromEntries(
    Object.entries(theory).map(([name, taken]) => {
      const measure = measures[name]
      if (taken === undefined || measure === undefined) return [name, taken]
      return [name, mapped(taken, (x) => (isLog(measure) ? x + Math.log10(factor) : x * factor))]
    }),
  )
}

/** A reading with every number changed. */
function mapped(taken: AnyTaken, change: (x: number) => number): AnyTaken {
  switch (taken.kind) {
    case 'scalar':
      return { ...taken, value: change(taken.value) }
    case 'series':
      return { ...taken, value: taken.value.map(change) }
    case 'histogram':
      return { ...taken, density: taken.density.map(change) }
    case 'matrix':
      return { ...taken, value: taken.value.map((row) => row.map((x) => (x === null ? x : change(x)))) }
    case 'text':
      return taken
  }
}
