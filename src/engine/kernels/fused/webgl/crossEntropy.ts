import { FUSED } from '../../../../numerics/networks/fused'
import { crossEntropyOperands } from '../operands'
import type { WebglKernel } from './backend'
import { run } from './shader'
import { at, type Term } from './terms'

/** The loss of a softmax and its gradient, a program each. */
export const CROSS_ENTROPY: Readonly<Record<'crossEntropy' | 'crossEntropyGradient', WebglKernel>> = {
  crossEntropy(backend, inputs) {
    const operands = crossEntropyOperands(inputs, FUSED.crossEntropy)
    return [run(backend, operands.leading, [twoRows(operands)], {}, MEANS, 'means()')]
  },

  crossEntropyGradient(backend, inputs, attributes) {
    const operands = crossEntropyOperands(inputs, FUSED.crossEntropyGradient)
    const factor = Number(attributes.factor) / operands.sizes.rows
    return [run(backend, operands.x.shape, [twoRows(operands)], { factor }, GRADIENT, 'gradient()')]
  },
}

/**
 * Reads rows 2b and 2b + 1 of matrix n of the logits x, and their labels: `spread(n, b)` sets `largest`, the largest x of each row; `rest`, the sum of
 * e^(x - largest) without the 1 of one number that is the largest, so that nothing is a difference of numbers near 1; and the first texel of both.
 */
const twoRows = ({ x, t, sizes }: ReturnType<typeof crossEntropyOperands>): Term => ({
  inputs: { logits: x, labels: t },
  ints: { examples: sizes.rows, classes: sizes.columns, labelled: sizes.labelled },
  glsl: `
    vec2 largest, rest;
    int firstLogit, firstLabel;
    vec4 belowLargest(int i) { return ${at('logits', 'firstLogit + i')} - largest.xxyy; }
    void spread(int n, int b) {
      int pairs = (classes + 1) / 2;
      int blocks = (examples + 1) / 2;
      firstLogit = (n * blocks + b) * pairs;
      firstLabel = (divided(n, labelled).x * blocks + b) * pairs;
      largest = ${at('logits', 'firstLogit')}.rb;
      for (int i = 0; i < pairs; i++) {
        vec4 four = ${at('logits', 'firstLogit + i')};
        largest = max(largest, four.rb);
        if (2 * i + 1 < classes) largest = max(largest, four.ga);
      }
      rest = vec2(0);
      vec2 ties = vec2(-1);
      for (int i = 0; i < pairs; i++) {
        vec4 below = belowLargest(i);
        bvec4 isLargest = equal(below, vec4(0));
        vec4 others = mix(exp(below), vec4(0), isLargest);
        vec4 equals = vec4(isLargest);
        rest += others.rb;
        ties += equals.rb;
        if (2 * i + 1 < classes) {
          rest += others.ga;
          ties += equals.ga;
        }
      }
      rest += ties;
    }`,
})

/** The losses of the examples of a matrix, one after the other: ln(1 + rest) - sum_w t[w] (x[w] - largest). ln(1 + x) is 2 artanh(x / (2 + x)) as a series below 1/4. */
const MEANS = `
  vec2 log1p(vec2 x) {
    vec2 z = x / (2.0 + x);
    vec2 q = z * z;
    vec2 near = 2.0 * z * (1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q / 7.0)));
    return mix(near, log(1.0 + x), greaterThan(x, vec2(0.25)));
  }
  float meanOf(int n) {
    float sum = 0.0;
    for (int b = 0; 2 * b < examples; b++) {
      spread(n, b);
      vec2 loss = log1p(rest);
      for (int i = 0; 2 * i < classes; i++) {
        vec4 parts = ${at('labels', 'firstLabel + i')} * belowLargest(i);
        loss -= parts.rb;
        if (2 * i + 1 < classes) loss -= parts.ga;
      }
      sum += loss.x;
      if (2 * b + 1 < examples) sum += loss.y;
    }
    return sum / float(examples);
  }
  vec4 means() {
    int n = (matrix * rows + 2 * r) * columns + 2 * c;
    vec4 found = vec4(meanOf(n), 0, 0, 0);
    if (2 * c + 1 < columns) found.g = meanOf(n + 1);
    if (2 * r + 1 < rows) {
      found.b = meanOf(n + columns);
      if (2 * c + 1 < columns) found.a = meanOf(n + columns + 1);
    }
    return found;
  }`

/** factor / (1 + rest) (e^(x - largest) - t - t rest). */
const GRADIENT = `
  vec4 gradient() {
    spread(matrix, r);
    vec4 t = ${at('labels', 'firstLabel + c')};
    vec4 excess = exp(belowLargest(c)) - t - t * rest.xxyy;
    return factor / (1.0 + rest.xxyy) * excess;
  }`
