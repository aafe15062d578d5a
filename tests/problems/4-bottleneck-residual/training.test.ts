import { beforeAll, describe, expect, it } from 'vitest'
import { traineeOf } from '../../../problems/4-bottleneck-residual/training/network'
import { NETWORKS, STACKS } from '../../../problems/4-bottleneck-residual/training/setting'
import { DrawCache } from '../../../src/engine/drawCache'
import type { Tf } from '../../../src/experiment'
import { adam, sgd } from '../../../src/numerics/training/optimiser'
import { race } from '../../../src/numerics/training/race'
import { startWasm } from '../../wasm'

let tf: Tf
beforeAll(async () => {
  tf = await startWasm()
})

describe('a stack in training', () => {
  it.each([1, 2, 3])('of fifty blocks does not start from the error of another kind, at seed %d', (seed) => {
    const error = ({ skip, branch }: { skip: number; branch: number }) =>
      tf.tidy(() => {
        const net = traineeOf(new DrawCache(tf).lab(seed), {
          blocks: 50,
          width: 16,
          bottleneck: 8,
          scaled: true,
          skip,
          branch,
        })
        const { loss } = net.measure(tf, net.initial(tf), 0)
        return [...loss.dataSync()].reduce((sum, v) => sum + Math.log10(v) / NETWORKS, 0)
      })
    const [gamma, both] = [error(STACKS.gamma), error(STACKS.both)]
    // All outputs have the same mean square, but at 1/sqrt 2 a few networks dominate it: the typical output is near 0, with the error of an output of
    // 0.
    expect(10 ** gamma).toBeLessThan(1.4)
    expect(10 ** both).toBeGreaterThan(1.4)
  })
  it('of fifty blocks at gamma = 1 starts beyond 1e10 with its output as it is, and SGD throws it out in its first steps', () => {
    const one = traineeOf(new DrawCache(tf).lab(1001), {
      blocks: 50,
      width: 16,
      bottleneck: 8,
      scaled: false,
      ...STACKS.one,
    })
    const standings = [...race(tf, { one }, { optimiser: sgd(0.03), steps: 3, every: 1 })]
    const start = [...(standings[0]?.taken.one?.loss ?? [])].reduce((sum, v) => sum + Math.log10(v) / NETWORKS, 0)
    expect(start).toBeGreaterThan(10)
    expect(standings.at(-1)?.diverged).toEqual(['one'])
    expect(standings.length).toBeLessThan(4)
  })
})

it('a training step takes at most 6 kernels a layer, update included: two layers a block', () => {
  const lab = new DrawCache(tf).lab(1)
  const blocks = 20
  const net = traineeOf(lab, { blocks, width: 8, bottleneck: 4, scaled: true, ...STACKS.both })
  const parameters = tf.tidy(() => net.initial(tf))
  const memories = [tf.zerosLike(parameters), tf.zerosLike(parameters)]
  const ran = lab.kernels(() => {
    adam(0.01).next(tf, { parameters, memories }, net.gradient(tf, parameters, 1), 1)
  })
  expect(ran).toHaveLength(114)
  expect(ran.length).toBeLessThanOrEqual(6 * 2 * blocks)
})
