import { beforeAll, expect, it } from 'vitest'
import { type Backend, startBackend } from '../../src/engine/backend'
import { DrawCache } from '../../src/engine/drawCache'
import { adam } from '../../src/numerics/training/optimiser'
import { TRAINED } from '../bench/pages/trained'
import { countCalls } from '../countCalls'

let backend: Backend
beforeAll(async () => {
  backend = await startBackend('webgl', () => expect.fail('the context was lost'))
})

const drawn = [
  countCalls(WebGL2RenderingContext.prototype, 'drawArrays'),
  countCalls(WebGL2RenderingContext.prototype, 'drawElements'),
]
const kernels = () => drawn.reduce((sum, count) => sum + count(), 0)
const programs = countCalls(WebGL2RenderingContext.prototype, 'linkProgram')

it.each(TRAINED)(
  'a training step on WebGL of $network runs at most 6 programs a layer, and the second step compiles none',
  ({ shape, trainee: traineeOn }) => {
    const { tf } = backend
    expect(tf.getBackend()).toBe('webgl')
    const cache = new DrawCache(tf)
    const trainee = traineeOn(tf, cache.lab(1))
    const step = (count: number) =>
      tf.tidy(() => {
        const parameters = trainee.initial(tf)
        const memories = [tf.zerosLike(parameters), tf.zerosLike(parameters)]
        const before = [kernels(), programs()] as const
        const trained = { parameters, memories }
        adam(0.003).next(tf, trained, trainee.gradient(tf, parameters, count), count)
        return [kernels() - before[0], programs() - before[1]] as const
      })
    const [, compiled] = step(1)
    const [run, again] = step(2)

    expect(compiled).toBeGreaterThan(0)
    expect(again).toBe(0)
    expect(run / shape.layers).toBeLessThanOrEqual(6)
    cache.dispose()
  },
)
