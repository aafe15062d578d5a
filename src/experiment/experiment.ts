import { withAxes } from './axes'
import type { Claim } from './claims/claim'
import type { Draw, Lab } from './lab'
import type { Params, Values } from './params/params'
import type { Measures } from './readings/measures'
import type { Reading } from './readings/readings'
import type { DeclaredView, View } from './views'

/** A setting worth a look: a link in the prose and a button of the figure. */
export interface Preset<P extends Params> {
  /** What its button says: a setting in words, and not what it shows. */
  readonly title: string
  /** What to look for, in a sentence. */
  readonly says: string
  /** On top of the initial values. */
  readonly at: Partial<Values<P>>
}

/** What a teacher asks about a figure before trusting it. Sentences without formulas; a panel of the figure shows them. */
export interface About {
  /** What is computed: the networks, the laws of their weights and inputs, the sizes. */
  readonly computes: string
  /** What is repeated independently, in the plural: "networks". Claims count by it. */
  readonly repeated: string
  /** What every standard error of the figure is taken over, and how many repetitions a full run has. One sentence names what is drawn anew. */
  readonly errors: string
  /** What is standardized, held fixed or shared, and so does not vary as it would in practice. */
  readonly fixes: string
  /** What the figure cannot show. */
  readonly limits: string
}

/** Typed data plus one generator. Controls, address, worker, charts, tables and tests are derived from it. */
export interface Experiment<P extends Params = Params, M extends Measures = Measures> {
  readonly title: string
  /** One sentence: what to look for. */
  readonly summary: string
  readonly about: About
  readonly params: P
  readonly measures: M
  readonly presets: Readonly<Record<string, Preset<P>>>
  readonly views: readonly View<P, M>[]
  readonly claims: Readonly<Record<string, Claim<P, M>>>
  /**
   * Each yield is a better or later reading; the last is final. Tensors are disposed of before each yield; those that a run carries
   * from one reading to the next (weights that train), in a `finally`: a cancelled run is returned from. A run that diverges yields
   * NaN, and returns.
   */
  measure(lab: Lab, p: Values<P>): Generator<Reading<M>, void, void>
  /** How many readings a full run yields: its progress. */
  readings(p: Values<P>): number
  /**
   * What the reader sees counted, `each` of them a reading: "240 of 2000 steps". Left out: readings. `fromZero` where the first reading
   * comes before any of them, as a training's does at step 0.
   */
  readonly progress?: { readonly noun: string; each(p: Values<P>): number; readonly fromZero?: true }
  /** A long run: when the figure is first seen it takes one reading, and the rest when it is asked to play. */
  readonly waits?: true
  /** Milliseconds between readings at least, where each is a picture to be looked at. */
  readonly pace?: number
  /** Closed form or quadrature: the same names and shapes, without errors. `draw` gives the very numbers that the network drew. */
  theory(p: Values<P>, draw: Draw): Partial<Reading<M>>
  /** Floating-point operations of one reading: shown, and capped. */
  cost(p: Values<P>): number
  /** Parameters that have no effect at p: their controls are disabled. */
  unused?(p: Values<P>): readonly (keyof P & string)[]
}

/** How many of what `progress` counts have been made after so many readings: (readings - 1) each, from zero. */
export function counted({ progress }: Experiment, p: Values<Params>, readings: number): number {
  if (!progress) return readings
  return Math.max(0, readings - (progress.fromZero ? 1 : 0)) * progress.each(p)
}

/** An experiment as its file declares it: of the axes of a view only what differs from the measures' own. */
export type Declared<P extends Params, M extends Measures> = Omit<Experiment<P, M>, 'views'> & {
  readonly views: readonly DeclaredView<P, M>[]
}

/** Declares an experiment; the types of measures and parameters hold everything else to them. Throws Error for an axis without a name. */
export function experiment<const P extends Params, const M extends Measures>(
  declared: Declared<P, M>,
): Experiment<P, M> {
  const made = { ...declared, views: declared.views.map((view) => withAxes(view, declared.measures)) }
  return { ...made, views: made.views.map((view) => withRun(view, made)) }
}

/** Curves over what progress counts, "step", run from the start of a run to its end. */
function withRun<P extends Params, M extends Measures>(
  view: View<P, M>,
  { measures, progress, readings }: Pick<Experiment<P, M>, 'measures' | 'progress' | 'readings'>,
): View<P, M> {
  if ((view.kind !== 'series' && view.kind !== 'race') || view.along || !progress) return view
  const over = (name: keyof M & string) => {
    const measure = measures[name]
    return measure?.kind === 'series' && measure.over === progress.noun
  }
  if (!view.measures.every(over)) return view
  const along = (p: Values<P>) =>
    [progress.fromZero ? 0 : progress.each(p), (readings(p) - (progress.fromZero ? 1 : 0)) * progress.each(p)] as const
  return { ...view, along }
}
