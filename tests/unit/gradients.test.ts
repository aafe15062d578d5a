import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { startCpu } from '../cpu'
import { MODELS, relativeErrors } from '../models'

beforeAll(startCpu)

describe.each(MODELS)('$name', (model) => {
  it('has the gradients of double precision, to 1e-5, and as many', () => {
    for (const [name, error] of Object.entries(relativeErrors(model, tf))) expect(error, name).toBeLessThan(1e-5)
  })
})
