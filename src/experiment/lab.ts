/** `tf` comes in as an argument: outside the engine its package is a type only. */
export type Tf = typeof import('@tensorflow/tfjs-core')
/** A tensor of tf.js, on the device of the worker. */
export type Tensor = import('@tensorflow/tfjs-core').Tensor

/** Laws of mean 0 and variance 1: N(0, 1); U(-sqrt 3, sqrt 3); -1 or 1; Laplace of scale 1/sqrt 2; Exp(1) - 1. */
export type Law = 'gaussian' | 'uniform' | 'sign' | 'laplace' | 'skewed'

/** The numbers that (seed, law, name, shape) fix, row-major. The same on every machine, in the worker and out of it. */
export type Draw = (law: Law, name: string, shape: readonly number[]) => Float32Array

/** All a measurement may touch: tensors and named, seeded randomness. No DOM, no React, no wall clock but `time`. */
export interface Lab {
  readonly tf: Tf
  /** A tensor of independent draws, fixed by (seed, law, name, shape) and kept on the device. The caller must not dispose of it. */
  draw(law: Law, name: string, shape: readonly number[]): Tensor
  /** The same draws as plain numbers: for what is decided before the device is asked. */
  readonly numbers: Draw
  /** Milliseconds that `run` takes once, its result read back, which waits for the device. Warm-up, order and medians: `numerics/timing`. */
  time(run: () => Tensor): number
  /** The kernels that `run` sends to the device, in order. Its tensors are disposed of. */
  kernels(run: () => void): readonly Kernel[]
}

/** One operation as it ran, with the shapes that went in and came out. */
export interface Kernel {
  readonly name: string
  readonly inputs: readonly (readonly number[])[]
  readonly outputs: readonly (readonly number[])[]
}
