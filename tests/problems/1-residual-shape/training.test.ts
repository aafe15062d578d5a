import { beforeAll, expect, it } from 'vitest'
import { dataOf, networkFor, traineeOf } from '../../../problems/1-residual-shape/training/measure'
import { DrawCache } from '../../../src/engine/drawCache'
import type { Tf } from '../../../src/experiment'
import { FUSED } from '../../../src/numerics/networks/fused'
import { adam } from '../../../src/numerics/training/optimiser'
import { startWasm } from '../../wasm'

let tf: Tf
beforeAll(async () => {
  tf = await startWasm()
})

it.each([
  ['strided', 148],
  ['pool', 161],
  ['matrix', 218],
  ['none', 124],
] as const)(
  'a training step of eight blocks, skip %s, takes %d kernels, one of them for softmax and loss',
  (skip, kernels) => {
    const lab = new DrawCache(tf).lab(1)
    const setting = { blocks: 8, weights: 'fan-in', rate: 0.01, noise: 0.3, steps: 1 } as const
    const data = tf.tidy(() => dataOf(lab, setting.noise))
    const net = traineeOf(lab, networkFor(skip, setting.blocks), setting, data)
    const parameters = tf.tidy(() => net.initial(tf))
    const memories = [tf.zerosLike(parameters), tf.zerosLike(parameters)]
    const ran = lab.kernels(() => {
      adam(setting.rate).next(tf, { parameters, memories }, net.gradient(tf, parameters, 1), 1)
    })
    expect(ran).toHaveLength(kernels)
    expect(ran.filter(({ name }) => name === FUSED.crossEntropyGradient)).toHaveLength(1)
    tf.dispose([parameters, ...memories, data.pictures, data.labels])
  },
)
