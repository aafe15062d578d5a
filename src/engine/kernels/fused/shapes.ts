import type { TensorInfo } from '@tensorflow/tfjs-core'

/** Tensors by their names in `numerics/networks/fused`. */
export type Inputs = Readonly<Partial<Record<string, TensorInfo>>>

/** A tensor, or entry `at` of it where that is not negative: its shape, and its first number. Throws RangeError if it is missing or has no such entry. */
export function part(inputs: Inputs, name: string, at: number) {
  const tensor = inputs[name]
  if (!tensor) throw new RangeError(`The kernel lacks its "${name}"`)
  if (tensor.dtype !== 'float32') throw new RangeError(`"${name}" is ${tensor.dtype}, not float32`)
  if (at < 0) return { tensor, shape: tensor.shape, start: 0 }
  const shape = tensor.shape.slice(1)
  if (at >= (tensor.shape[0] ?? 0))
    throw new RangeError(`"${name}" has no entry ${at} (its shape is [${tensor.shape}])`)
  return { tensor, shape, start: at * sizeOf(shape) }
}

/** A part of three dimensions. */
export function threeDimensions(inputs: Inputs, name: string, at: number) {
  const { tensor, shape, start } = part(inputs, name, at)
  const [count, rows, columns] = shape
  if (count === undefined || rows === undefined || columns === undefined || shape.length !== 3)
    throw new RangeError(`"${name}" has ${shape.length} dimensions, not three (its shape is [${shape}])`)
  return { tensor, start, shape: [count, rows, columns] as const }
}

/** The type of `threeDimensions`. */
export type Part3 = ReturnType<typeof threeDimensions>

/** Whether a dimension of n repeats along one of `of`. */
export const repeats = (n: number, of: number): boolean => n === 1 || n === of

/** The number of matrices of a result: both operands have as many, or one of them has one. */
export function broadcast(a: number, b: number, kernel: string, inputs: Inputs): number {
  expect(a === b || a === 1 || b === 1, kernel, inputs)
  return Math.max(a, b)
}

/** Throws with all shapes where they do not fit. */
export function expect(fits: boolean, kernel: string, inputs: Inputs): void {
  if (fits) return
  const shapes = Object.entries(inputs).map(([name, tensor]) => `${name} [${tensor?.shape}]`)
  throw new RangeError(`${kernel} cannot join ${shapes.join(', ')}`)
}

/** The number of elements. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)
