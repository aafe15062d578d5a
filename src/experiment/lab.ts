/** The type of tf.js. `tf` is passed in as an argument, because only the engine imports the package at run time. */
export type Tf = typeof import('@tensorflow/tfjs-core')
/** A tensor of tf.js, on the device of the worker. */
export type Tensor = import('@tensorflow/tfjs-core').Tensor

/** Laws of mean 0 and variance 1: N(0, 1); U(-sqrt 3, sqrt 3); -1 or 1; Laplace of scale 1/sqrt 2; Exp(1) - 1. */
export type Law = 'gaussian' | 'uniform' | 'sign' | 'laplace' | 'skewed'

/** Random numbers determined by (seed, law, name, shape), row-major. They are the same on every machine, in the worker and on the page. */
export type Draw = (law: Law, name: string, shape: readonly number[]) => Float32Array

/** The environment of a measurement: tensors and seeded randomness by name. No DOM, no React, no clock other than `time`. */
export interface Lab {
  readonly tf: Tf
  /** A tensor of independent draws, determined by (seed, law, name, shape) and kept on the device. The caller must not dispose of it. */
  draw(law: Law, name: string, shape: readonly number[]): Tensor
  /** The same draws as plain numbers, for decisions made before anything runs on the device. */
  readonly numbers: Draw
  /**
   * Milliseconds of one call of `run`, including the read of its result, which waits for the device. For warm-up, order and medians see
   * `numerics/statistics/timing`.
   */
  time(run: () => Tensor): number
  /** The kernels that `run` executes, in order. The tensors of `run` are disposed of. */
  kernels(run: () => void): readonly Kernel[]
}

/** One kernel call with the shapes of its inputs and outputs. */
export interface Kernel {
  readonly name: string
  readonly inputs: readonly (readonly number[])[]
  readonly outputs: readonly (readonly number[])[]
}
