import { drawer } from '../../src/numerics/laws/random'
import { gather, pick } from '../../src/numerics/networks/lookup'
import { at, fill, type KernelCase, type Subject } from './kernelCase'

function sparse([times, seeds, rows, n, m]: readonly [number, number, number, number, number]): KernelCase {
  const draw = drawer(9)
  // One number in three is not zero.
  const x = draw('gaussian', 'x', [times, seeds, rows, n]).map((v, i) => (i % 3 === 1 ? v : 0))
  const w = draw('gaussian', 'w', [seeds, n, m])
  const d = draw('gaussian', 'd', [times, seeds, rows, m])
  const row = (k: number) => Math.floor(k / m)
  const seedOf = (r: number) => Math.floor(r / rows) % seeds
  const sumOver = (count: number, of: (i: number) => number) => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += of(i)
    return sum
  }
  return {
    name: `mostly zeros, ${times} x ${seeds} x ${rows} x ${n} -> ${m}`,
    ours: (tf) => {
      const few = tf.tensor(x, [times, seeds, rows, n])
      // A time more of x than of d is not counted in.
      const more = tf.concat([few, tf.ones([1, seeds, rows, n])], 0)
      return [pick(tf, few, tf.tensor(w, [seeds, n, m])), gather(tf, more, tf.tensor(d, [times, seeds, rows, m]))]
    },
    exact: [
      fill(times * seeds * rows * m, (k) =>
        sumOver(n, (i) => at(x, row(k) * n + i) * at(w, (seedOf(row(k)) * n + i) * m + (k % m))),
      ),
      fill(seeds * n * m, (k) => {
        const [s, i, j] = [Math.floor(k / (n * m)), row(k) % n, k % m]
        return sumOver(times * seeds * rows, (r) => (seedOf(r) === s ? at(x, r * n + i) * at(d, r * m + j) : 0))
      }),
    ],
  }
}

export default {
  cases: [sparse([1, 1, 1, 1, 1]), sparse([3, 2, 5, 7, 3]), sparse([2, 3, 4, 33, 32])],
  refused: [
    { name: 'words of another number', run: (tf) => pick(tf, tf.ones([2, 3, 4, 5]), tf.ones([3, 6, 2])) },
    { name: 'more gradients than words', run: (tf) => gather(tf, tf.ones([2, 3, 4, 5]), tf.ones([3, 3, 4, 2])) },
  ],
} satisfies Subject
