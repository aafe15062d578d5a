import { beforeAll, expect, it } from 'vitest'
import { corpusFor } from '../../../problems/5-rnn-run-time/language-model/corpus'
import { languageModels, sentencesFor } from '../../../problems/5-rnn-run-time/language-model/training'
import { DrawCache } from '../../../src/engine/drawCache'
import type { Tf } from '../../../src/experiment'
import { FUSED } from '../../../src/numerics/networks/fused'
import { adam } from '../../../src/numerics/training/optimiser'
import { startWasm } from '../../wasm'

let tf: Tf
beforeAll(async () => {
  tf = await startWasm()
})

// Two for each step from state to state, forwards and backwards, and 36 for all of them together.
it.each([
  [32, 98],
  [8, 50],
])(
  'a training step on sentences of %d characters takes %d kernels, one of them for softmax and loss',
  (length, kernels) => {
    const lab = new DrawCache(tf).lab(1)
    const corpus = corpusFor('')
    const models = languageModels(lab, corpus, { size: 8, length }, sentencesFor(lab, corpus, length), () => {})
    const parameters = tf.tidy(() => models.initial(tf))
    const memories = [tf.zerosLike(parameters), tf.zerosLike(parameters)]
    const ran = lab.kernels(() => {
      adam(0.01).next(tf, { parameters, memories }, models.gradient(tf, parameters, 1), 1)
    })
    expect(ran).toHaveLength(kernels)
    expect(ran.filter(({ name }) => name === FUSED.crossEntropyGradient)).toHaveLength(1)
    tf.dispose([parameters, ...memories])
  },
)
