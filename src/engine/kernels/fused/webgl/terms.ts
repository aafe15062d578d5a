import type { TensorInfo } from '@tensorflow/tfjs-core'
import { type Part3, sizeOf } from '../shapes'

/** A tensor, or an entry of a stack: its shape, and its first number. */
export interface Stacked {
  readonly tensor: TensorInfo
  readonly start: number
  readonly shape: readonly number[]
}

/** Tensors as a program reads them, by the names of their samplers; the uniforms of whole numbers that this takes; and GLSL that defines a function. */
export interface Term {
  readonly inputs: Readonly<Record<string, TensorInfo>>
  readonly ints: Readonly<Record<string, number>>
  readonly glsl: string
}

/** The texel of a sampler at an index. */
export const at = (sampler: string, index: string): string => `texelAt(${sampler}, ${sampler}TexShape, ${index})`

/** The matrix of its tensor that an entry begins with. */
function firstOf({ start, shape }: Stacked): number {
  if (start > 0 && shape.length < 2) throw new RangeError(`An entry of shape [${shape}] is no matrix`)
  return start / ((shape.at(-2) ?? 1) * (shape.at(-1) ?? 1))
}

/** `vec4 <name>()`: the block of a tensor, or of an entry that is made of matrices, that has the shape of the result. Throws RangeError for any other entry. */
export const block = (name: string, of: Stacked): Term => ({
  inputs: { [`${name}Block`]: of.tensor },
  ints: { [`${name}First`]: firstOf(of) },
  glsl: `vec4 ${name}() { return ${at(`${name}Block`, `${name}First * across * down + texel`)}; }`,
})

/** `vec4 <name>()`: the block of a tensor of the shape of the result. */
export const whole = (name: string, tensor: TensorInfo): Term => block(name, { tensor, start: 0, shape: tensor.shape })

/**
 * `vec4 product()`: the block of X W, or of X W^T, with `inner` terms a sum. Matrix n takes matrix n modulo their count of X and of W. A term beyond the last
 * is left out: what a texel holds there need not be finite.
 */
export const product = (x: Part3, w: Part3, inner: number, transposed: boolean): Term => ({
  inputs: { x: x.tensor, w: w.tensor },
  ints: { inner, xCount: x.shape[0], wCount: w.shape[0], wFirst: firstOf(w) },
  glsl: `
    vec4 product() {
      int pairs = (inner + 1) / 2;
      int xWidth = widthOf(xTexShape);
      int wWidth = widthOf(wTexShape);
      ivec2 xAt = divided((divided(matrix, xCount).x * down + r) * pairs, xWidth);
      ivec2 wAt = divided((wFirst + divided(matrix, wCount).x) * pairs * across + ${transposed ? 'c * pairs' : 'c'}, wWidth);
      ivec2 next = ${transposed ? 'ivec2(1, 0)' : 'divided(across, wWidth)'};
      vec4 sum = vec4(0);
      for (int i = 0; i < pairs; i++) {
        vec4 left = texelFetch(x, xAt, 0);
        vec4 right = texelFetch(w, wAt, 0);
        sum += left.rrbb * right.${transposed ? 'rbrb' : 'rgrg'};
        if (2 * i + 1 < inner) sum += left.ggaa * right.${transposed ? 'gaga' : 'baba'};
        xAt.x++;
        if (xAt.x == xWidth) xAt = ivec2(0, xAt.y + 1);
        wAt += next;
        if (wAt.x >= wWidth) wAt += ivec2(-wWidth, 1);
      }
      return sum;
    }`,
})

/** `vec4 bias()`: the block of a bias of one row, or of a row for each, and of one matrix, or of one for each. */
export const bias = (of: Part3): Term => {
  const first = '(biasFirst + divided(matrix, biasCount).x)'
  const value =
    of.shape[1] === 1
      ? `${at('biases', `${first} * across + c`)}.rgrg`
      : at('biases', `(${first} * down + r) * across + c`)
  return {
    inputs: { biases: of.tensor },
    ints: { biasFirst: firstOf(of), biasCount: of.shape[0] },
    glsl: `vec4 bias() { return ${value}; }`,
  }
}

/**
 * `vec4 <name>()`: the block of u where the rows of a seed, counted through its matrices, are copies of the rows of u of that seed, in succession. Both have the
 * seeds as their first dimension, and equal columns.
 */
export const outputBelow = (name: string, u: Stacked, shape: readonly number[]): Term => ({
  inputs: { units: u.tensor },
  ints: {
    matrices: sizeOf(shape.slice(1, -2)),
    batch: sizeOf(u.shape.slice(1, -1)),
    batchRows: u.shape.at(-2) ?? 1,
  },
  glsl: `
    vec2 unitsOf(int row) {
      ivec2 seed = divided(matrix, matrices);
      int k = seed.y * batch + divided(seed.x * rows + row, batch).x;
      ivec2 of = divided(k, batchRows);
      vec4 pair = ${at('units', '(of.y * ((batchRows + 1) / 2) + (of.x >> 1)) * across + c')};
      return (of.x & 1) == 0 ? pair.rg : pair.ba;
    }
    vec4 ${name}() { return vec4(unitsOf(2 * r), unitsOf(2 * r + 1)); }`,
})
