import { drawer } from '../../src/numerics/laws/random'
import { adamStep, descend } from '../../src/numerics/networks/fused'
import { at, fill, type KernelCase, type Subject } from './kernelCase'

function optimisers(count: number): KernelCase[] {
  const draw = drawer(8)
  const [w, s, g] = ['w', 's', 'g'].map((name) => draw('gaussian', name, [count])) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const q = draw('uniform', 'q', [count]).map((v) => v * v)
  const step = { decay: 0.9, squareDecay: 0.999, rate: 0.01, epsilon: 1e-6 }
  const sum = fill(count, (i) => step.decay * at(s, i) + at(g, i))
  const squares = fill(count, (i) => step.squareDecay * at(q, i) + at(g, i) ** 2)
  return [
    {
      name: `a step down the gradient, ${count} numbers`,
      ours: (tf) => [descend(tf, tf.tensor(w), tf.tensor(g), 0.03)],
      exact: [fill(count, (i) => at(w, i) - 0.03 * at(g, i))],
    },
    {
      name: `a step of Adam, ${count} numbers`,
      ours: (tf) => {
        const moved = adamStep(
          tf,
          { parameters: tf.tensor(w), sum: tf.tensor(s), squares: tf.tensor(q), gradient: tf.tensor(g) },
          step,
        )
        return [moved.parameters, moved.sum, moved.squares]
      },
      exact: [
        fill(count, (i) => at(w, i) - (step.rate * at(sum, i)) / (Math.sqrt(at(squares, i)) + step.epsilon)),
        sum,
        squares,
      ],
    },
  ]
}

export default { cases: [1, 3, 33, 64].flatMap(optimisers), refused: [] } satisfies Subject
