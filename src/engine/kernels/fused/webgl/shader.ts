import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../../../numerics/networks/activations'
import { sizeOf } from '../shapes'
import type { Program, WebglBackend } from './backend'
import type { Term } from './terms'

/**
 * A program that writes blocks of 2 x 2: a texel holds rows 2r and 2r + 1 and columns 2c and 2c + 1 of a matrix as (r, g; b, a), matrix after matrix, which is
 * how tf.js packs tensors. All sizes are uniforms, so that it is compiled once for all shapes. `glsl` defines `vec4 formula()` by the functions of the terms and
 * by the uniforms `floats`; what lies outside of a matrix becomes 0. Known to all functions: `rows` and `columns` of a matrix, `across` and `down` (the same in
 * blocks), of the block its `texel`, `matrix`, `r` and `c`, and `divided(a, b)`: (a mod b, a / b) for 0 <= a < 2^23, by a quotient of floats: software renderers
 * compute it for several texels at once, unlike one of whole numbers.
 */
class BlockProgram implements Program {
  readonly packedInputs = true
  readonly packedOutput = true
  readonly enableShapeUniforms = true
  readonly outputShape: number[]
  readonly variableNames: string[]
  readonly customUniforms: Program['customUniforms']
  readonly userCode: string
  /** In the order of `variableNames`. */
  readonly inputs: readonly TensorInfo[]
  /** In the order of `customUniforms`. */
  readonly values: readonly (readonly number[])[]

  constructor(
    outputShape: readonly number[],
    terms: readonly Term[],
    floats: Readonly<Record<string, number>>,
    glsl: string,
  ) {
    const ints: Record<string, number> = { rows: outputShape.at(-2) ?? 1, columns: outputShape.at(-1) ?? 1 }
    const inputs: Record<string, TensorInfo> = {}
    for (const term of terms) {
      Object.assign(ints, term.ints)
      Object.assign(inputs, term.inputs)
    }
    this.outputShape = collapsed(outputShape)
    this.variableNames = Object.keys(inputs)
    this.inputs = Object.values(inputs).map((tensor) => ({ ...tensor, shape: collapsed(tensor.shape) }))
    this.customUniforms = [
      ...Object.keys(ints).map((name) => ({ name, type: 'int' as const })),
      ...Object.keys(floats).map((name) => ({ name, type: 'float' as const })),
    ]
    this.values = [...Object.values(ints), ...Object.values(floats)].map((value) => [value])
    this.userCode = `
      int across, down, texel, matrix, r, c;
      ivec2 divided(int a, int b) {
        int quotient = int(float(a) / float(b));
        int rest = a - quotient * b;
        int off = rest < 0 ? -1 : rest >= b ? 1 : 0;
        return ivec2(rest - off * b, quotient + off);
      }
      int widthOf(ivec2 texShape) { return (texShape[1] + 1) / 2; }
      vec4 texelAt(sampler2D sampled, ivec2 texShape, int index) {
        return texelFetch(sampled, divided(index, widthOf(texShape)), 0);
      }
      ${terms.map((term) => term.glsl).join('')}
      ${glsl}
      void main() {
        across = (columns + 1) / 2;
        down = (rows + 1) / 2;
        texel = int(gl_FragCoord.y) * widthOf(outTexShape) + int(gl_FragCoord.x);
        ivec2 inRow = divided(texel, across);
        ivec2 inMatrix = divided(inRow.y, down);
        c = inRow.x;
        r = inMatrix.x;
        matrix = inMatrix.y;
        vec4 found = formula();
        if (2 * c + 1 == columns) found.ga = vec2(0);
        if (2 * r + 1 == rows) found.ba = vec2(0);
        setOutput(found);
      }`
  }
}

/** Three dimensions at most: tf.js declares the shape of a tensor of more than four wrongly, and a program only needs the matrices. */
function collapsed(shape: readonly number[]): number[] {
  const [leading, matrix] = [shape.slice(0, -2), shape.slice(-2)]
  return leading.length > 1 ? [sizeOf(leading), ...matrix] : [...shape]
}

/** Runs the program whose block is `formula`, over its terms and over `floats`. */
export function run(
  backend: WebglBackend,
  shape: readonly number[],
  terms: readonly Term[],
  floats: Readonly<Record<string, number>>,
  functions: string,
  formula: string,
): TensorInfo {
  const program = new BlockProgram(shape, terms, floats, `${functions} vec4 formula() { return ${formula}; }`)
  const found = backend.runWebGLProgram(program, program.inputs, 'float32', program.values)
  return { ...found, shape: [...shape] }
}

/** `vec4 activation(vec4 y)`. tanh is the polynomial of Cephes' tanhf where |y| < 0.625, and 1 - 2 / (e^2|y| + 1) beyond it. NaN stays NaN. */
export const ACTIVATIONS: Readonly<Record<ActivationName, string>> = {
  linear: 'vec4 activation(vec4 y) { return y; }',
  sigmoid: 'vec4 activation(vec4 y) { return 1.0 / (1.0 + exp(-y)); }',
  tanh: `
    vec4 activation(vec4 y) {
      vec4 far = sign(y) * (1.0 - 2.0 / (exp(2.0 * min(abs(y), vec4(10))) + 1.0));
      vec4 z = y * y;
      vec4 p = -5.70498872745e-3 * z + 2.06390887954e-2;
      p = (p * z - 5.37397155531e-2) * z + 1.33314422036e-1;
      p = (p * z - 3.33332819422e-1) * z;
      return mix(p * y + y, far, greaterThanEqual(abs(y), vec4(0.625)));
    }`,
  relu: 'vec4 activation(vec4 y) { return mix(y, vec4(0), lessThan(y, vec4(0))); }',
}

/** `vec4 slope(vec4 g, vec4 u)`: g f'(y) from u = f(y). */
export const SLOPES: Readonly<Record<ActivationName, string>> = {
  linear: 'vec4 slope(vec4 g, vec4 u) { return g; }',
  sigmoid: 'vec4 slope(vec4 g, vec4 u) { return g * u * (1.0 - u); }',
  tanh: 'vec4 slope(vec4 g, vec4 u) { return g * (1.0 - u * u); }',
  relu: 'vec4 slope(vec4 g, vec4 u) { return mix(vec4(0), g, greaterThan(u, vec4(0))); }',
}
