import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../../numerics/networks/activations'

/** The activations by the numbers that the compiled kernels know. */
export const ACTIVATION_NUMBERS: Readonly<Record<ActivationName, number>> = { linear: 0, sigmoid: 1, tanh: 2, relu: 3 }

/** Matrices in memory, as a product takes them: pair n takes matrix n modulo `count`. Steps are in floats. */
export interface Matrices<At> {
  readonly at: At
  readonly count: number
  readonly next: number
  readonly rowStep: number
  readonly columnStep: number
}

/** The sizes of x [times, count, rows, inner] and the number of columns of the result. */
export interface SparseSizes {
  readonly times: number
  readonly count: number
  readonly rows: number
  readonly inner: number
  readonly columns: number
}

/** The sizes of logits, [count, rows, columns], and the number of matrices of labels: matrix n takes labels n modulo `labelled`. */
export interface LabelledSizes {
  readonly count: number
  readonly labelled: number
  readonly rows: number
  readonly columns: number
}

/**
 * The loops of the fused kernels on one backend that computes in memory. `At` is where numbers lie: an address, or a typed array. All in single
 * precision; the files of `assembly` have the formulas.
 */
export interface Arithmetic<At> {
  /** A new, uninitialized tensor of single precision. */
  output(shape: readonly number[]): TensorInfo
  /** Where the numbers of a tensor lie from number `start` on. */
  at(tensor: TensorInfo, start?: number): At
  /** C = A B, row-major, `count` times. */
  product(
    sizes: { readonly count: number; readonly rows: number; readonly inner: number; readonly columns: number },
    a: Matrices<At>,
    b: Matrices<At>,
    c: At,
  ): void
  /** In place, u = f(scale y + factor b); steps of b in floats. */
  activate(
    y: At,
    sizes: { readonly count: number; readonly rows: number; readonly columns: number },
    bias: { readonly at: At; readonly next: number; readonly rowStep: number; readonly factor: number } | undefined,
    scale: number,
    activation: ActivationName,
  ): void
  /** sum = skip a + branch u. */
  combine(sum: At, a: At, u: At, count: number, skip: number, branch: number): void
  /** In place, g = scale g + skip a, if there is an a or the scale is not 1; then d = branch f'(u) g. d may be g. */
  back(
    at: { readonly g: At; readonly a: At | undefined; readonly u: At | undefined; readonly d: At },
    sizes: { readonly count: number; readonly copies: number; readonly size: number },
    factors: { readonly scale: number; readonly skip: number; readonly branch: number },
    activation: ActivationName,
  ): void
  /** to = factor times the sum over rows of each matrix. */
  sumRows(
    to: At,
    from: At,
    sizes: { readonly count: number; readonly rows: number; readonly columns: number },
    factor: number,
  ): void
  /** to = x W at every time step; zeros of x are skipped. */
  pick(to: At, x: At, w: At, sizes: SparseSizes): void
  /** to = the sum of x^T d over the time steps; zeros of x are skipped. */
  gather(to: At, x: At, d: At, sizes: SparseSizes): void
  /** to = the rows of each matrix of x at `positions` (int32), and zeros for the position after the last row. */
  rows(
    to: At,
    x: At,
    positions: TensorInfo,
    sizes: { readonly count: number; readonly rows: number; readonly taken: number; readonly columns: number },
  ): void
  /** to = the mean over the rows of each matrix of -sum_w t[w] ln softmax(x)[w]. */
  crossEntropy(to: At, x: At, t: At, sizes: LabelledSizes): void
  /** to = factor (softmax(x) - t). */
  crossEntropyGradient(to: At, x: At, t: At, sizes: LabelledSizes, factor: number): void
  /** Copies `count` numbers. */
  copy(to: At, from: At, count: number): void
  /** s' = decay s + g, q' = squareDecay q + g^2, w' = w - rate s' / (sqrt q' + epsilon). */
  adam(
    to: { readonly w: At; readonly sum: At; readonly squares: At },
    from: { readonly w: At; readonly sum: At; readonly squares: At; readonly g: At },
    count: number,
    numbers: { readonly decay: number; readonly squareDecay: number; readonly rate: number; readonly epsilon: number },
  ): void
}
