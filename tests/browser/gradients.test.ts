import { beforeAll, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../../src/engine/backend'
import { MODELS, relativeErrors } from '../models'

let backend: Backend
beforeAll(async () => {
  backend = await startBackend('webgl', () => expect.fail('the context was lost'))
})

describe.each(MODELS)('$name', (model) => {
  it('has on WebGL the gradients of double precision, to 1e-4', () => {
    expect(backend.tf.getBackend()).toBe('webgl')
    for (const [name, error] of Object.entries(relativeErrors(model, backend.tf)))
      expect(error, name).toBeLessThan(1e-4)
  })
})
