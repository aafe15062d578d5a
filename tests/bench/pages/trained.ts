import type { Lab, Tensor, Tf } from '../../../src/experiment'
import type { PlainShape } from './plain'

/** A network of a problem that the benchmark trains: `tests/problems/<problem>/trained.ts` lists them. */
export interface Trained {
  /** As its rows are headed. */
  readonly network: string
  /** The same network, for tf.js Layers and for typed arrays. */
  readonly shape: PlainShape
  /** Networks trained at once, in one batch dimension. */
  readonly networks: number
  /** What a step of the problem's own training needs: the first parameters, and their gradient at step `count`. */
  trainee(tf: Tf, lab: Lab): Trainee
}

interface Trainee {
  initial(tf: Tf): Tensor
  gradient(tf: Tf, parameters: Tensor, count: number): Tensor
}

export interface Sizes {
  readonly layers: number
  readonly width: number
  readonly networks: number
}

/** A network that the benchmark trains in several sizes: half and twice `from` along each. `trained.ts` of a problem may export one as `grown`. */
export interface Grown {
  readonly network: string
  readonly from: Sizes
  trained(sizes: Sizes): Trained
}

const lists = import.meta.glob<{ default: readonly Trained[]; grown?: Grown }>('../../problems/*/trained.ts', {
  eager: true,
})

/** Every network that the benchmark trains, problem by problem. */
export const TRAINED: readonly Trained[] = Object.values(lists).flatMap((list) => list.default)

/** Every network that it trains in several sizes. */
export const GROWN: readonly Grown[] = Object.values(lists).flatMap((list) => list.grown ?? [])
