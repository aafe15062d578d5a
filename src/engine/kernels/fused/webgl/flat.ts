import type { TensorInfo } from '@tensorflow/tfjs-core'
import { joinOperands, splitOperands, startsOf } from '../operands'
import { sizeOf } from '../shapes'
import type { WebglBackend, WebglKernel } from './backend'
import { run } from './shader'
import { at, type Term } from './terms'

/** The kernels of tensors that lie end to end in a flat one. A texel of the flat one holds two numbers. */
export const FLAT: Readonly<Record<'join' | 'split', WebglKernel>> = {
  join: (backend, inputs, attributes) => [inGroups(backend, joinOperands(inputs, attributes).parts, joined)],

  split(backend, inputs, attributes) {
    const { flat, parts } = splitOperands(inputs, attributes)
    return parts.map(({ shape, start }) => cut(backend, flat, shape, start))
  },
}

/** Tensors of one shape with three dimensions, one after the other: [tensors, ...shape]. */
export function stacked(backend: WebglBackend, tensors: readonly TensorInfo[]): TensorInfo {
  const shape = tensors[0]?.shape ?? []
  // A stack of some of them has one more dimension.
  const count = (tensor: TensorInfo) => (tensor.shape.length > shape.length ? (tensor.shape[0] ?? 0) : 1)
  return inGroups(backend, tensors, (_, parts) => {
    const term = choice(parts, parts.map(texelsOf))
    const total = parts.reduce((sum, tensor) => sum + count(tensor), 0)
    const glsl = `vec4 stacked() { choose(texel); return fetched(texel - start); }`
    return run(backend, [total, ...shape], [term], {}, glsl, 'stacked()')
  })
}

/** Tensors that a program can read: WebGL 2 allows 16. */
const MOST_PARTS = 15

type Merge = (backend: WebglBackend, parts: readonly TensorInfo[]) => TensorInfo

/** Merges tensors; more than a program can read in groups first. */
function inGroups(backend: WebglBackend, parts: readonly TensorInfo[], merge: Merge): TensorInfo {
  if (parts.length <= MOST_PARTS) return merge(backend, parts)
  const groups = Array.from({ length: Math.ceil(parts.length / MOST_PARTS) }, (_, g) =>
    merge(backend, parts.slice(g * MOST_PARTS, (g + 1) * MOST_PARTS)),
  )
  const all = inGroups(backend, groups, merge)
  for (const group of groups) backend.disposeIntermediateTensorInfo(group)
  return all
}

const rowsOf = ({ shape }: TensorInfo): number => shape.at(-2) ?? 1
const columnsOf = ({ shape }: TensorInfo): number => shape.at(-1) ?? 1
const texelsOf = (tensor: TensorInfo): number =>
  (sizeOf(tensor.shape) / (rowsOf(tensor) * columnsOf(tensor))) *
  Math.ceil(rowsOf(tensor) / 2) *
  Math.ceil(columnsOf(tensor) / 2)

/**
 * `choose(i)` finds the part that i lies in, where part k has `sizes[k]` places: it sets `start`, the sum of the sizes before it. `fetched(t)` is texel t of
 * the part chosen: a shader cannot choose a sampler, so it reads all of them at that place.
 */
function choice(parts: readonly TensorInfo[], sizes: readonly number[]): Term {
  const { starts } = startsOf(sizes)
  const later = parts.slice(1).map((_, i) => i + 1)
  return {
    inputs: Object.fromEntries(parts.map((tensor, k) => [`part${k}`, tensor])),
    ints: Object.fromEntries(later.map((k) => [`start${k}`, starts[k] ?? 0])),
    glsl: `
      int chosen, start, width;
      void choose(int i) {
        chosen = 0; start = 0; width = widthOf(part0TexShape);
        ${later.map((k) => `if (i >= start${k}) { chosen = ${k}; start = start${k}; width = widthOf(part${k}TexShape); }`).join(' ')}
      }
      vec4 fetched(int t) {
        ivec2 place = divided(t, width);
        vec4 found = texelFetch(part0, place, 0);
        ${later.map((k) => `if (chosen == ${k}) found = texelFetch(part${k}, place, 0);`).join(' ')}
        return found;
      }`,
  }
}

/** Tensors end to end. */
const joined: Merge = (backend, parts) => {
  const sizes = parts.map(({ shape }) => sizeOf(shape))
  const { starts, size } = startsOf(sizes)
  const ints: Record<string, number> = {}
  for (const [k, tensor] of parts.entries()) {
    ints[`rows${k}`] = rowsOf(tensor)
    ints[`columns${k}`] = columnsOf(tensor)
  }
  // Numbers 2c and 2c + 1 then lie in one texel.
  const pairs = parts.every(
    (tensor, k) =>
      (starts[k] ?? 0) % 2 === 0 &&
      (columnsOf(tensor) % 2 === 0 || (columnsOf(tensor) === 1 && (rowsOf(tensor) % 2 === 0 || sizes[k] === 1))),
  )
  const glsl = `
    ivec2 place;
    int columnsHere;
    vec4 four(int i) {
      choose(i);
      int rowsHere = rows0;
      columnsHere = columns0;
      ${parts.map((_, k) => (k > 0 ? `if (chosen == ${k}) { rowsHere = rows${k}; columnsHere = columns${k}; }` : '')).join(' ')}
      ivec2 inRow = divided(i - start, columnsHere);
      ivec2 inMatrix = divided(inRow.y, rowsHere);
      place = ivec2(inMatrix.x & 1, inRow.x & 1);
      int rowOfBlocks = inMatrix.y * ((rowsHere + 1) / 2) + (inMatrix.x >> 1);
      return fetched(rowOfBlocks * ((columnsHere + 1) / 2) + (inRow.x >> 1));
    }
    float number(int i) {
      vec4 found = four(i);
      vec2 pair = place.x == 0 ? found.rg : found.ba;
      return place.y == 0 ? pair.r : pair.g;
    }
    vec2 pair(int i) {
      vec4 found = four(i);
      return columnsHere == 1 ? found.rb : place.x == 0 ? found.rg : found.ba;
    }`
  const formula = pairs ? 'vec4(pair(2 * c), 0, 0)' : 'vec4(number(2 * c), number(2 * c + 1), 0, 0)'
  return run(backend, [size], [choice(parts, sizes), { inputs: {}, ints, glsl: '' }], {}, glsl, formula)
}

/** The tensor of a shape whose numbers lie in a flat one from number `start` on. */
function cut(backend: WebglBackend, flat: TensorInfo, shape: readonly number[], start: number): TensorInfo {
  const term: Term = {
    inputs: { source: flat },
    ints: { start },
    glsl: `
      vec2 pair(int i) { return ${at('source', 'i >> 1')}.rg; }
      float number(int i) { vec2 found = pair(i); return (i & 1) == 0 ? found.r : found.g; }`,
  }
  const pairs = start % 2 === 0 && (shape.at(-1) ?? 1) % 2 === 0
  const four = pairs
    ? 'vec4(pair(first), pair(first + columns))'
    : 'vec4(number(first), number(first + 1), number(first + columns), number(first + columns + 1))'
  const glsl = `vec4 cut() { int first = start + (matrix * rows + 2 * r) * columns + 2 * c; return ${four}; }`
  return run(backend, shape, [term], {}, glsl, 'cut()')
}
