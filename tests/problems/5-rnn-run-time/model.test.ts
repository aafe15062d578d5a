import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { gradientsOf } from '../../../problems/5-rnn-run-time/gradients'
import { startCpu } from '../../cpu'
import { drawnLanguageModels } from './models'
import { NAMES, plainGradients, plainLoss } from './plainLanguageModel'

beforeAll(startCpu)

it.each([1, 2, 9])('one sweep over all losses visits each of %d states once', (length) => {
  const { model, sentences } = drawnLanguageModels([1, length, 2]).onDevice(tf)
  const visits = { count: 0 }
  gradientsOf(tf, model, sentences, 'tanh', { weight: 1, visits })
  expect(visits.count).toBe(length)
})

describe('the plain language model', () => {
  it.each([1, 2, 6])('has as gradients the slopes of its loss, by central differences, T = %d', (length) => {
    const { plain, sentence } = drawnLanguageModels([1, length, 1])
    const [net] = plain
    if (!net) throw new Error('there is no model')
    const gradients = plainGradients(net, sentence(0, 0))
    const h = 1e-5
    for (const name of NAMES)
      for (let i = 0; i < net[name].length; i++) {
        const lossAt = (shift: number) => {
          const moved = Float64Array.from(net[name])
          moved[i] = (moved[i] ?? 0) + shift
          return plainLoss({ ...net, [name]: moved }, sentence(0, 0))
        }
        expect((lossAt(h) - lossAt(-h)) / (2 * h)).toBeCloseTo(gradients[name][i] ?? Number.NaN, 7)
      }
  })
})
