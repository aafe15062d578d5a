import type { Tensor, Tf } from '../../experiment'

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
 * disposed of after each batch, and the device is read once. On the device the results stand side by side, [repeats, all of them]:
 * joined end to end they would first have to be unpacked.
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
