import type { Tensor, TensorExpression, Tf } from '../../../src/experiment'
import type { ExpressionNode } from './setting'

/** The numbers of an operand on the device, [entries], and the distance between neighbours along each of its positions. */
export interface DeviceOperand {
  readonly entries: Tensor
  readonly sizes: readonly number[]
  readonly strides: readonly number[]
}

/** The tensors and the ranges on which an expression is evaluated. */
export interface DeviceInputs {
  /** The left side's indices in the order of the result, each with its number of values. An index that is left out has one value. */
  readonly axes: readonly (readonly [index: string, size: number])[]
  /** The number of values of each range. */
  readonly sizes: Readonly<Record<string, number>>
  readonly operands: Readonly<Record<string, DeviceOperand>>
  readonly maps: Readonly<Record<string, readonly number[]>>
  /** Adds the sizes of all terms, for the rounding error of the result: entries without their signs, differences as sums. */
  readonly withoutSigns?: true
}

/** The maximum number of nested sums that `readTensor` allows. */
const DEEPEST = 3

/** An index in scope: the axis of the tensors along which it runs, and its number of values. */
type Scope = Readonly<Record<string, { readonly axis: number; readonly size: number }>>

/**
 * The value of a tensor expression for all values of its indices, [axes]. Every index has an axis of its own, those of sums behind those of the left
 * side, and what does not depend on an index has size 1 there. An entry beyond the end of an operand is NaN.
 */
export function evaluateOnDevice(tf: Tf, { root }: TensorExpression, inputs: DeviceInputs): Tensor {
  const left = inputs.axes.length
  const rank = left + DEEPEST
  const scope: Scope = Object.fromEntries(inputs.axes.map(([index, size], axis) => [index, { axis, size }]))

  const value = (node: ExpressionNode, at: Scope, depth: number): Tensor => {
    switch (node.kind) {
      case 'number':
        return tf.fill(
          Array.from({ length: rank }, () => 1),
          node.value,
        )
      case 'entry':
        return entry(node, at)
      case 'sum': {
        const size = inputs.sizes[node.range] ?? Number.NaN
        const axis = left + depth
        const inside = value(node.of, { ...at, [node.index]: { axis, size } }, depth + 1)
        // A part that does not depend on the index is added once for each of its values.
        return inside.shape[axis] === 1 ? tf.mul(inside, size) : tf.sum(inside, axis, true)
      }
      case 'apply': {
        const [a, b] = node.of.map((part) => value(part, at, depth))
        if (!a) throw new RangeError(`"${node.name}" lacks an operand`)
        if (node.name === 'neg') return inputs.withoutSigns ? a : tf.neg(a)
        if (!b) throw new RangeError(`This figure has no function "${node.name}"`)
        if (node.name === '+' || (node.name === '-' && inputs.withoutSigns)) return tf.add(a, b)
        if (node.name === '-') return tf.sub(a, b)
        return node.name === '*' ? tf.mul(a, b) : tf.div(a, b)
      }
    }
  }

  const entry = (node: Extract<ExpressionNode, { kind: 'entry' }>, at: Scope): Tensor => {
    const operand = inputs.operands[node.operand]
    if (!operand) throw new RangeError(`There is no operand "${node.operand}" on the device`)
    const shape = Array.from({ length: rank }, () => 1)
    const positions = node.at.map(({ index, map }, k) => {
      const { axis, size } = at[index] ?? { axis: undefined, size: 1 }
      if (axis !== undefined) shape[axis] = size
      return { axis, table: map === undefined ? undefined : inputs.maps[map], size: operand.sizes[k] ?? 0 }
    })
    const count = shape.reduce((product, size) => product * size, 1)
    const [last = 0] = operand.entries.shape
    let isBeyond = false
    const places = Int32Array.from({ length: count }, (_, flat) => {
      const indices = unravelled(flat, shape)
      let place = 0
      for (const [k, { axis, table, size }] of positions.entries()) {
        const index = axis === undefined ? 0 : (indices[axis] ?? 0)
        const position = table ? (table[index] ?? size) : index
        if (position >= size) {
          isBeyond = true
          return last
        }
        place += position * (operand.strides[k] ?? 0)
      }
      return place
    })
    const entries = inputs.withoutSigns ? tf.abs(operand.entries) : operand.entries
    const from = isBeyond ? tf.concat([entries, tf.tensor1d([Number.NaN])]) : entries
    return tf.reshape(tf.gather(from, tf.tensor1d(places, 'int32')), shape)
  }

  const whole = tf.add(
    value(root, scope, 0),
    tf.zeros([...inputs.axes.map(([, size]) => size), ...Array.from({ length: DEEPEST }, () => 1)]),
  )
  return tf.reshape(
    whole,
    inputs.axes.map(([, size]) => size),
  )
}

/** The indices of an entry of a row-by-row array. */
function unravelled(flat: number, shape: readonly number[]): readonly number[] {
  const indices = shape.map(() => 0)
  let rest = flat
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] ?? 1
    indices[axis] = rest % size
    rest = Math.floor(rest / size)
  }
  return indices
}
