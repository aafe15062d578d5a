import type { SkipName } from './network'

/** The values of the figure's controls: `blocks` is N, `rate` that of Adam, `noise` the standard deviation added to every pixel. */
export interface TrainingSetting {
  readonly blocks: number
  readonly weights: 'fan-in' | 'he'
  readonly rate: number
  readonly noise: number
  readonly steps: number
}

/** The kinds of skips that train side by side. */
export const SKIPS = ['strided', 'pool', 'matrix', 'none'] as const satisfies readonly SkipName[]

/** What is measured of a kind of skip, reading by reading. */
export const MEASURED = ['accuracy', 'loss', 'gradient'] as const
/** One of `MEASURED`. */
export type Measured = (typeof MEASURED)[number]

/** Weights that a gradient is checked for one group after the other: of the first convolution, the branches, the matrices on the skips, the head. */
export const GROUPS = ['stem', 'filters', 'skip', 'head'] as const
/** One of `GROUPS`. */
export type GroupName = (typeof GROUPS)[number]

/** "slopeStem", "slopeHead", ...: of a group. */
export type SlopeName = `slope${Capitalize<GroupName>}`
/** The measure of a group's slope. */
export const slopeName = <Group extends GroupName>(group: Group) =>
  `slope${group.charAt(0).toUpperCase()}${group.slice(1)}` as `slope${Capitalize<Group>}`

/** "accuracyStrided", "lossNone", ...: a curve. */
export type CurveName<What extends Measured = Measured> = `${What}${Capitalize<SkipName>}`
/** The name of a curve: ("accuracy", "strided") -> "accuracyStrided". */
export const curveName = <What extends Measured, Skip extends SkipName>(what: What, skip: Skip) =>
  `${what}${skip.charAt(0).toUpperCase()}${skip.slice(1)}` as `${What}${Capitalize<Skip>}`

/** Steps from reading to reading. */
export const EVERY = 20

/** Networks of each kind, drawn independently, and each with drawings of its own. */
export const NETWORKS = 10
