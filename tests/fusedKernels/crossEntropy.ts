import type { Tf } from '../../src/experiment'
import { drawer } from '../../src/numerics/laws/random'
import { crossEntropy, crossEntropyGradient } from '../../src/numerics/networks/crossEntropy'
import { at, fill, type KernelCase, type Numbers, type Refused, type Subject } from './kernelCase'

type Shape = readonly number[]

/** Logits, and the labels of as many rows as are labelled, which may be fewer than there are rows. */
interface Operands {
  readonly logits: Float32Array
  readonly labels: Float32Array
}

const sizeOf = (shape: Shape) => shape.reduce((product, n) => product * n, 1)

/** One-hot: row r has the class 5 r + 3 modulo their number. */
const classOf = (row: number, classes: number) => (5 * row + 3) % classes
const oneHot = (size: number, classes: number) =>
  Float32Array.from({ length: size }, (_, k) => Number(k % classes === classOf(Math.floor(k / classes), classes)))

/** Some positive numbers with a sum of 1 in every row. */
function spread(size: number, classes: number): Float32Array {
  const weights = drawer(17)('uniform', 'labels', [size]).map((v) => v + 2)
  return weights.map((v, k) => {
    const first = k - (k % classes)
    return v / weights.subarray(first, first + classes).reduce((sum, weight) => sum + weight, 0)
  })
}

const gaussian = (size: number) => drawer(16)('gaussian', 'logits', [size])

/** Kinds of logits and labels. */
const KINDS: readonly { readonly kind: string; of(size: number, labelled: number, classes: number): Operands }[] = [
  {
    kind: 'logits of variance 9',
    of: (size, labelled, classes) => ({
      logits: gaussian(size).map((v) => 3 * v),
      labels: oneHot(labelled, classes),
    }),
  },
  {
    kind: 'labels that are distributions',
    of: (size, labelled, classes) => ({
      logits: gaussian(size),
      labels: spread(labelled, classes),
    }),
  },
  {
    kind: 'logits of 1e4, -1e4 and less',
    of: (size, labelled, classes) => ({
      logits: gaussian(size).map((v) => (Math.abs(v) < 0.5 ? v : 1e4 * Math.sign(v))),
      labels: oneHot(labelled, classes),
    }),
  },
  {
    kind: 'equal logits',
    of: (size, labelled, classes) => ({
      logits: new Float32Array(size).fill(3.7),
      labels: oneHot(labelled, classes),
    }),
  },
  // In single precision, 1 - P of these has three digits at the most.
  {
    kind: 'labels that are predicted with near certainty',
    of: (size, labelled, classes) => {
      const labels = oneHot(labelled, classes)
      return { logits: gaussian(size).map((v, k) => v / 2 + 12 * at(labels, k % labelled)), labels }
    },
  },
]

/** P of the row that begins at `start`, and -sum_w t[w] ln P[w], in double precision. */
function exactRow(logits: Numbers, labels: Numbers, start: number, firstLabel: number, classes: number) {
  const row = fill(classes, (j) => at(logits, start + j))
  const largest = Math.max(...row)
  const logarithm = largest + Math.log(row.reduce((sum, x) => sum + Math.exp(x - largest), 0))
  return {
    probabilities: row.map((x) => Math.exp(x - logarithm)),
    loss: row.reduce((sum, x, j) => sum + at(labels, firstLabel + j) * (logarithm - x), 0),
  }
}

function caseOf({ kind, of }: (typeof KINDS)[number], shape: Shape, labelShape: Shape): KernelCase {
  const [rows = 0, classes = 0] = shape.slice(-2)
  const [size, labelled] = [sizeOf(shape), sizeOf(labelShape)]
  const { logits, labels } = of(size, labelled, classes)
  const exact = Array.from({ length: size / classes }, (_, r) =>
    exactRow(logits, labels, r * classes, (r * classes) % labelled, classes),
  )
  const gradient = (factor: number) =>
    fill(size, (k) => {
      const { probabilities } = exact[Math.floor(k / classes)] ?? { probabilities: [] }
      return (factor / rows) * (at(probabilities, k % classes) - at(labels, k % labelled))
    })
  const losses = fill(size / classes / rows, (n) =>
    exact.slice(n * rows, (n + 1) * rows).reduce((sum, { loss }) => sum + loss / rows, 0),
  )
  const operands = (tf: Tf) => [tf, tf.tensor(logits, [...shape]), tf.tensor(labels, [...labelShape])] as const
  return {
    name: `the loss of a softmax and its gradient, ${kind}, [${shape}] with labels [${labelShape}]`,
    ours: (tf) => [
      crossEntropy(...operands(tf)),
      crossEntropyGradient(...operands(tf)),
      crossEntropyGradient(...operands(tf), -2.5),
    ],
    exact: [losses, gradient(1), gradient(-2.5)],
  }
}

/** Shapes of logits and labels: one class, odd widths, widths of whole vectors, many rows, labels that all matrices share, two and four dimensions. */
const SHAPES: readonly (readonly [Shape, Shape])[] = [
  [
    [1, 1, 1],
    [1, 1, 1],
  ],
  [
    [3, 4, 1],
    [3, 4, 1],
  ],
  [
    [2, 3, 5],
    [2, 3, 5],
  ],
  [
    [3, 64, 8],
    [64, 8],
  ],
  [
    [2, 701, 7],
    [2, 701, 7],
  ],
  [
    [5, 3, 4, 33],
    [5, 3, 4, 33],
  ],
  [
    [5, 3, 1, 62],
    [3, 1, 62],
  ],
  [
    [6, 399],
    [6, 399],
  ],
]

const refused = (logits: number[], labels: number[]): readonly Refused[] =>
  [crossEntropy, crossEntropyGradient].map((kernel) => ({
    name: `labels [${labels}] for logits [${logits}] in ${kernel.name}`,
    run: (tf) => kernel(tf, tf.ones(logits), tf.ones(labels)),
  }))

/** Logits of networks that have diverged. */
export const DIVERGED = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]

/** The losses of two networks with nine classes and equal logits, but for one logit of the first, which is no finite number. */
export const lossesBeside = (tf: Tf, logit: number): number[] =>
  tf.tidy(() => {
    const logits = new Float32Array(18)
    logits[6] = logit
    const labels = tf.oneHot(tf.tensor1d([4], 'int32'), 9)
    return [...crossEntropy(tf, tf.tensor(logits, [2, 1, 9]), tf.cast(labels, 'float32')).dataSync()]
  })

export default {
  cases: KINDS.flatMap((kind) => SHAPES.map(([shape, labels]) => caseOf(kind, shape, labels))),
  refused: [
    ...refused([2, 3, 4], [2, 3, 5]),
    ...refused([2, 3, 4], [2, 4, 3]),
    ...refused([2, 3, 4], [1, 3, 4]),
    ...refused([2, 3, 4], [4]),
    ...refused([3, 4], [2, 3, 4]),
    ...refused([4], [4]),
  ],
} satisfies Subject
