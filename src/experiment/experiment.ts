import { withAxes } from './axes'
import type { Claim, OwnClaim } from './claims/claim'
import type { Draw, Lab } from './lab'
import type { Params, Values } from './params/params'
import type { Measures } from './readings/measures'
import type { Reading } from './readings/readings'
import type { DeclaredView, View } from './views'

/** A named setting: a link in the prose and a button of the figure. */
export interface Preset<P extends Params> {
  /** The label of its button: it describes the setting, not the result. */
  readonly title: string
  /** What to look for, in one sentence. */
  readonly says: string
  /** Values that differ from the initial ones. */
  readonly at: Partial<Values<P>>
}

/**
 * Background for teachers: how the figure computes its numbers and what it cannot show. Sentences without formulas, shown in a panel of the figure.
 */
export interface About {
  /** What is computed: the networks, the laws of their weights and inputs, the sizes. */
  readonly computes: string
  /** The name of the independent repetitions, in the plural: "networks". Claims state their number with it. */
  readonly repeated: string
  /** What the standard errors are taken over, and the number of repetitions in a full run. One sentence names what is drawn anew. */
  readonly errors: string
  /** What is standardized, held fixed or shared, and therefore varies less than in practice. */
  readonly fixes: string
  /** What the figure cannot show. */
  readonly limits: string
}

/** How an experiment stands on the first page of the book: one control, and what it moves. */
export interface Hero<P extends Params, M extends Measures> {
  /** What is turned and what to watch, in a sentence or two. It does not give the answer away. */
  readonly says: string
  /** The number parameter that has the control, and the part of its range that the chart holds. */
  readonly turns: keyof P & string
  readonly from: number
  readonly to: number
  /** The values at which it starts, where they differ from the initial ones. */
  readonly at: Partial<Values<P>>
  /** Its axes have fixed ends, so that turning the control moves the lines alone. */
  readonly view: View<P, M>
}

/** A figure as typed data and one generator. Controls, address, worker, charts, tables and tests are derived from it. */
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
  /** What an answer of the reader claims, by the parameter that runs it: a formula, a tensor expression, or a number that a question sets. */
  readonly ownClaims?: Readonly<Partial<Record<keyof P & string, OwnClaim<M>>>>
  /** The first page shows the first experiment of the book that has one. */
  readonly hero?: Hero<P, M>
  /**
   * Each yield is a better or later reading; the last is final. Tensors are disposed of before each yield. Tensors that a run keeps from one reading
   * to the next, such as weights that are being trained, are disposed of in a `finally`, because a cancelled run ends by `return`. A run that
   * diverges yields NaN and returns.
   */
  measure(lab: Lab, p: Values<P>): Generator<Reading<M>, void, void>
  /** The number of readings in a full run. */
  readings(p: Values<P>): number
  /**
   * The unit in which progress is shown, with `each` of them per reading: "240 of 2000 steps". Default: readings. `fromZero` if the first reading
   * comes before the first unit, as in a training whose first reading is at step 0.
   */
  readonly progress?: { readonly noun: string; each(p: Values<P>): number; readonly fromZero?: true }
  /** A long run: it takes one reading when the figure is first seen, and the others when the reader presses Play. */
  readonly waits?: true
  /** The minimum time between readings in milliseconds, for readings that are looked at one by one. */
  readonly pace?: number
  /** Closed form or quadrature: the names and shapes of the measures, without errors. `draw` returns the same numbers that the network uses. */
  theory(p: Values<P>, draw: Draw): Partial<Reading<M>>
  /** Floating-point operations of one reading. The figure shows it, and refuses settings above `COST_CAP`. */
  cost(p: Values<P>): number
  /** Parameters that have no effect at p: their controls are disabled. */
  unused?(p: Values<P>): readonly (keyof P & string)[]
}

/** The number of progress units after so many readings; with `fromZero`, (readings - 1) `each`. */
export function counted({ progress }: Experiment, p: Values<Params>, readings: number): number {
  if (!progress) return readings
  return Math.max(0, readings - (progress.fromZero ? 1 : 0)) * progress.each(p)
}

/** An experiment as its file declares it: the axes of a view state only what differs from the measures. */
export type Declared<P extends Params, M extends Measures> = Omit<Experiment<P, M>, 'views' | 'hero'> & {
  readonly views: readonly DeclaredView<P, M>[]
  readonly hero?: Omit<Hero<P, M>, 'view'> & { readonly view: DeclaredView<P, M> }
}

/**
 * Declares an experiment; the compiler checks views, claims and presets against its measures and parameters. Throws Error for an axis without a
 * label.
 */
export function experiment<const P extends Params, const M extends Measures>(
  declared: Declared<P, M>,
): Experiment<P, M> {
  const { hero, ...rest } = declared
  const made = (view: DeclaredView<P, M>) => withRun(withAxes(view, declared.measures), declared)
  return { ...rest, views: declared.views.map(made), ...(hero ? { hero: { ...hero, view: made(hero.view) } } : {}) }
}

/** Sets the x range of views whose x axis is the unit of progress, "step": from the start of a run to its end. */
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
