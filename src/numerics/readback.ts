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

/**
 * What several batches of repetitions come to, each tensor [repeats, ...], joined batch after batch: everything but the results is
 * disposed of after each batch, and the device is read once.
 */
export function readBatches<Name extends string>(
  tf: Tf,
  batches: readonly number[],
  compute: (batch: number) => Record<Name, Tensor>,
): Record<Name, Float32Array> {
  let read: Record<Name, Float32Array> | undefined
  tf.tidy(() => {
    const computed = batches.map((batch) => tf.tidy(() => compute(batch)))
    const names = Object.keys(computed[0] ?? {}) as Name[]
    const joined = names.map((name) => [name, tf.concat(computed.map((tensors) => tensors[name]))] as const)
    read = readTogether(tf, Object.fromEntries(joined) as Record<Name, Tensor>)
  })
  if (!read) throw new RangeError('There is no batch to read')
  return read
}
