import type { SkipName } from './network'

/**
 * The values of the figure's controls: `blocks` is N, `rate` the learning rate of Adam, `noise` the standard deviation of the noise added to every
 * pixel.
 */
export interface TrainingSetting {
  readonly blocks: number
  readonly weights: 'fan-in' | 'he'
  readonly rate: number
  readonly noise: number
  readonly steps: number
}

/** The kinds of skips trained side by side. */
export const SKIPS = ['strided', 'pool', 'matrix', 'none'] as const satisfies readonly SkipName[]

/** The quantities measured for each kind of skip. */
export const MEASURED = ['accuracy', 'loss', 'gradient'] as const
/** One of `MEASURED`. */
export type Measured = (typeof MEASURED)[number]

/**
 * The groups of weights whose gradients are checked one after the other: the first convolution, the branches, the matrices on the skips, the head.
 */
export const GROUPS = ['stem', 'filters', 'skip', 'head'] as const
/** One of `GROUPS`. */
export type GroupName = (typeof GROUPS)[number]

/** The name of a slope: "slopeStem", "slopeHead", ... */
export type SlopeName = `slope${Capitalize<GroupName>}`
/** The name of a group's slope. */
export const slopeName = <Group extends GroupName>(group: Group) =>
  `slope${group.charAt(0).toUpperCase()}${group.slice(1)}` as `slope${Capitalize<Group>}`

/** The name of a curve: "accuracyStrided", "lossNone", ... */
export type CurveName<What extends Measured = Measured> = `${What}${Capitalize<SkipName>}`
/** The name of a curve: ("accuracy", "strided") -> "accuracyStrided". */
export const curveName = <What extends Measured, Skip extends SkipName>(what: What, skip: Skip) =>
  `${what}${skip.charAt(0).toUpperCase()}${skip.slice(1)}` as `${What}${Capitalize<Skip>}`

/** Steps between readings. */
export const EVERY = 20

/** Networks of each kind, drawn independently, each with its own drawings. */
export const NETWORKS = 10
