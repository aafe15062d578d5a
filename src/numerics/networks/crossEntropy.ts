import type { Tensor, Tf } from '../../experiment'
import { FUSED, only } from './fused'

/**
 * Loss = mean over the rows of -sum_w t[w] ln P[w], in nats, with P = softmax(x): logits x [..., rows, classes], and labels t, a distribution in every row (one-hot
 * for a known class) -> [...]. The labels have the shape of the logits, or of their last dimensions (at least two), and are then the same along the others. One
 * kernel. Throws RangeError for labels of another shape.
 *
 * A row has the loss ln(1 + r) + sum_w t[w] (max x - x[w]), with 1 + r the sum of e^(x - max x). Neither term is negative, and r is summed without the 1, so the
 * relative error stays that of single precision where P of the label is nearly 1: below 1e-6, on WebGL below 1e-5. Not finite where a logit is not.
 */
export function crossEntropy(tf: Tf, logits: Tensor, labels: Tensor): Tensor {
  return only(tf.engine().runKernel<Tensor[]>(FUSED.crossEntropy, { logits, labels }, {}))
}

/** factor dLoss/dx = factor (P - t) / rows, of the shape of the logits, with Loss, x, P and t of `crossEntropy`. One kernel. The factor defaults to 1. */
export function crossEntropyGradient(tf: Tf, logits: Tensor, labels: Tensor, factor = 1): Tensor {
  return only(tf.engine().runKernel<Tensor[]>(FUSED.crossEntropyGradient, { logits, labels }, { factor }))
}
