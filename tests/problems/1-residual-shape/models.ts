import { gradients, networkOf, run, type SkipName } from '../../../problems/1-residual-shape/training/network'
import { drawer } from '../../../src/numerics/laws/random'
import { crossEntropy, crossEntropyGradient } from '../../../src/numerics/networks/crossEntropy'
import type { Model } from '../../models/model'
import { filled, shapeOf, slope } from './plainMaps'
import { plainFirst, plainLossesFrom } from './plainResidual'

const LABELS = [0, 3, 1]
const CLASSES = 4
const SIZES = { networks: 2, classes: CLASSES, side: 7, features: 2, blocks: 2 }

/** Two small networks with random parameters, both applied to the same three pictures. */
export function residualCnn(skip: SkipName) {
  const stream = drawer(12)('gaussian', skip, [20_000])
  let used = 0
  const next = () => stream[used++] ?? Number.NaN
  const network = networkOf({ ...SIZES, skip })
  const flat = Array.from({ length: network.layout.size }, () => 0.4 * next())
  const images = filled(LABELS.length, SIZES.side, SIZES.side, 1, next)
  return { network, flat, shown: Array.from({ length: SIZES.networks }, () => images).flat(), labels: LABELS }
}

/** The sum of the losses of both networks. */
const sumOf = (losses: readonly number[]) => losses.reduce((sum, loss) => sum + loss, 0)

function residualCnnModel(skip: SkipName): Model {
  const { network, flat, shown, labels } = residualCnn(skip)
  const oneHot = labels.flatMap((label) => Array.from({ length: CLASSES }, (_, c) => (c === label ? 1 : 0)))
  return {
    name: `1-residual-shape, skip ${skip}`,
    ours(tf) {
      const read: Record<string, Float32Array> = {}
      tf.tidy(() => {
        const ran = run(tf, network, tf.tensor1d(flat), tf.tensor(shown.flat(3), shapeOf(shown)))
        const wanted = tf.tensor(oneHot, [labels.length, CLASSES])
        const loss = crossEntropy(tf, ran.logits, wanted)
        const { parameters, first } = gradients(tf, network, ran, crossEntropyGradient(tf, ran.logits, wanted))
        for (const [name, tensor] of Object.entries({ loss, parameters: parameters(), first }))
          read[name] = tensor.dataSync<'float32'>()
      })
      return read
    },
    /** Gradients by central differences. */
    exact() {
      const first = plainFirst(network, flat, shown)
      const moved = [...flat]
      const ofAll = () => sumOf(plainLossesFrom(plainFirst(network, moved, shown), network, moved, labels))
      const ofRest = () => sumOf(plainLossesFrom(first, network, flat, labels))
      return {
        loss: Float64Array.from(plainLossesFrom(first, network, flat, labels)),
        parameters: Float64Array.from(flat, (_, k) => slope(moved, k, ofAll)),
        first: Float64Array.from(first.flat(2).flatMap((cell) => cell.map((_, j) => slope(cell, j, ofRest)))),
      }
    },
  }
}

export default (['strided', 'pool', 'matrix', 'none'] as const).map(residualCnnModel) satisfies readonly Model[]
