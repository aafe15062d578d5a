import type { TensorInfo } from '@tensorflow/tfjs-core'
import { FUSED } from '../../../numerics/networks/fused'

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

/** How many matrices there are where both have as many, or one of them has one. */
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

/** The sizes of `weightGradients`: x_l [count, inner, rows] and d_l [count, inner, columns] for every layer. */
export function gradientSizes(inputs: Inputs, layers: number) {
  const [x, delta] = [threeDimensions(inputs, 'inputs0', -1), threeDimensions(inputs, 'delta0', -1)]
  const [count, inner, rows] = x.shape
  const columns = delta.shape[2]
  expect(delta.shape[0] === count && delta.shape[1] === inner, FUSED.weightGradients, inputs)
  for (let l = 1; l < layers; l++) {
    const [left, right] = [threeDimensions(inputs, `inputs${l}`, -1), threeDimensions(inputs, `delta${l}`, -1)]
    const fit = String(left.shape) === String(x.shape) && String(right.shape) === String(delta.shape)
    expect(fit, FUSED.weightGradients, inputs)
  }
  return { count, rows, inner, columns }
}

/** The sizes of `pick`: x [times, count, rows, inner], weights [count, inner, columns]. */
export function pickSizes(inputs: Inputs) {
  const [x, w] = [part(inputs, 'x', -1), threeDimensions(inputs, 'weights', -1)]
  const [times = 0, count = 0, rows = 0, inner = 0] = x.shape
  expect(x.shape.length === 4 && w.shape[0] === count && w.shape[1] === inner, FUSED.pick, inputs)
  return { times, count, rows, inner, columns: w.shape[2] }
}

/** The sizes of `gather`: x [all, count, rows, inner], delta [times, count, rows, columns] with times <= all. */
export function gatherSizes(inputs: Inputs) {
  const [x, d] = [part(inputs, 'x', -1), part(inputs, 'delta', -1)]
  const [all = 0, count = 0, rows = 0, inner = 0] = x.shape
  const [times = 0, , , columns = 0] = d.shape
  const fits = d.shape.length === 4 && x.shape.length === 4 && d.shape[1] === count && d.shape[2] === rows
  expect(fits && times <= all, FUSED.gather, inputs)
  return { times, count, rows, inner, columns }
}

/** The number of elements. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)
