import type { Tensor, Tf } from '../../experiment'

/**
 * Reads several tensors from the device at once: it flattens and joins them on the device, reads once, and returns each tensor's numbers row-major.
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
 * Runs several batches of repetitions and reads all results from the device at once. Each result has shape [repeats, ...]; the batches are joined
 * along the first axis. All other tensors are disposed of after each batch. On the device the results are joined along the second axis, [repeats, all
 * results]: joining them end to end
 * would require unpacking them.
 */
export function readBatches<Name extends string>(
  tf: Tf,
  batches: readonly number[],
  compute: (batch: number) => Record<Name, Tensor>,
): Record<Name, Float32Array> {
  const widths = new Map<Name, number>()
  let all: Float32Array = new Float32Array()
  tf.tidy(() => {
    const joined = batches.map((batch) =>
      tf.tidy(() => {
        const computed = compute(batch)
        const rows = (Object.keys(computed) as Name[]).map((name) => {
          const [repeats = 1] = computed[name].shape
          widths.set(name, computed[name].size / repeats)
          return tf.reshape(computed[name], [repeats, -1])
        })
        return tf.concat(rows, 1)
      }),
    )
    all = tf.concat(joined, 0).dataSync<'float32'>()
  })
  const width = [...widths.values()].reduce((sum, columns) => sum + columns, 0)
  const repeats = all.length / width
  let start = 0
  const parts = [...widths].map(([name, columns]): [Name, Float32Array] => {
    const part = new Float32Array(repeats * columns)
    for (let r = 0; r < repeats; r++) {
      const from = r * width + start
      part.set(all.subarray(from, from + columns), r * columns)
    }
    start += columns
    return [name, part]
  })
  return Object.fromEntries(parts) as Record<Name, Float32Array>
}
