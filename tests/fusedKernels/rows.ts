import { drawer } from '../../src/numerics/laws/random'
import { takeRows } from '../../src/numerics/networks/lookup'
import { at, fill, type KernelCase, type Subject } from './kernelCase'

function rowsOf([count, rows, n]: readonly [number, number, number]): KernelCase {
  const x = drawer(10)('gaussian', 'x', [count, rows, n])
  // One row is taken twice, and one after the last.
  const positions = Int32Array.from([rows - 1, rows, 0, 0])
  const taken = fill(count * 4 * n, (k) => {
    const position = at(positions, Math.floor(k / n) % 4)
    return position === rows ? 0 : at(x, (Math.floor(k / (4 * n)) * rows + position) * n + (k % n))
  })
  return {
    name: `rows by their positions, ${count} x ${rows} x ${n}`,
    ours: (tf) => [
      takeRows(tf, tf.tensor(x, [count, rows, n]), positions),
      takeRows(tf, tf.tensor(x, [count, 1, rows, n]), positions, [2, count, 2 * n]),
    ],
    exact: [taken, taken],
  }
}

export default { cases: [rowsOf([1, 1, 1]), rowsOf([3, 5, 4]), rowsOf([2, 9, 7])], refused: [] } satisfies Subject
