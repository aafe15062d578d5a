import type { Tensor, Tf } from '../experiment'

/**
 * The numbers of several tensors, row-major, from one read of the device: they are flattened and joined there first.
 * Call it inside `tf.tidy`.
 */
export function readTogether<Name extends string>(
  tf: Tf,
  tensors: Readonly<Record<Name, Tensor>>,
): Record<Name, Float32Array> {
  const names = Object.keys(tensors) as Name[]
  const flat = names.map((name) => tf.reshape(tf.cast(tensors[name], 'float32'), [-1]))
  const all = tf.concat(flat, 0).dataSync<'float32'>()
  let start = 0
  const parts = names.map((name): [Name, Float32Array] => {
    const end = start + tensors[name].size
    const part = all.slice(start, end)
    start = end
    return [name, part]
  })
  return Object.fromEntries(parts) as Record<Name, Float32Array>
}
