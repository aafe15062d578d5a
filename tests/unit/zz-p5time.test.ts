import { it } from 'vitest'
import { LabRoom } from '../../src/engine/lab'
import { adam } from '../../src/numerics/training/optimiser'
import { race } from '../../src/numerics/training/race'
import { corpusFor } from '../../problems/5-rnn-run-time/language-model/corpus'
import { counter } from '../../problems/5-rnn-run-time/language-model/counting'
import { linesFor } from '../../problems/5-rnn-run-time/language-model/theory'
import { languageModels, sentencesFor } from '../../problems/5-rnn-run-time/language-model/training'
import { startWasm } from '../../tests/wasm'
it('times', async () => {
  const tf = await startWasm()
  const room = new LabRoom(tf)
  const lab = room.lab(Number(process.env.SEED ?? 1001))
  const T = Number(process.env.T ?? 32), I = Number(process.env.I ?? 64), rate = Number(process.env.RATE ?? 0.003), steps = Number(process.env.STEPS ?? 20)
  const corpus = corpusFor('')
  let t0 = performance.now()
  const lines = linesFor('', T)
  console.log('theory ms', performance.now() - t0, lines, corpus.numbers.length, corpus.characters.length)
  const reading = sentencesFor(lab, corpus, T)
  const count = counter(corpus, reading.heldOut)
  console.log(reading.tested.map((s) => count(s, T)).slice(0,3))
  const net = languageModels(lab, corpus, { size: I, length: T }, reading, () => {})
  const engine = tf.engine() as any; const rk = engine.runKernel.bind(engine); const prof = new Map<string, [number, number]>()
  if (process.env.PROF) engine.runKernel = (name: string, inputs: any, attrs: any) => { const t = performance.now(); const r = rk(name, inputs, attrs); const k = name + ' ' + Object.values(inputs).filter(Boolean).map((x: any) => Array.isArray(x) ? x.length + '*' : x.shape ? '[' + x.shape.join(',') + ']' : '').join(' '); const e = prof.get(k) ?? [0, 0]; prof.set(k, [e[0] + performance.now() - t, e[1] + 1]); return r }
  let last = performance.now()
  for (const { step, taken } of race(tf, { model: net }, { optimiser: adam(rate), steps, every: 10 })) {
    const now = performance.now()
    const l = taken.model!.losses
    const M = reading.tested.length
    const per = Array.from({ length: M }, (_, m) => Array.from({ length: T }, (_, t) => l[t * M + m]!).reduce((a, b) => a + b / T, 0))
    const mean = per.reduce((a, b) => a + b / M, 0)
    const sd = Math.sqrt(per.reduce((a, b) => a + (b - mean) ** 2, 0) / (M - 1))
    if (step <= 20 || step % 100 === 0) console.log(step, (now - last).toFixed(0), 'ms', mean.toFixed(4), 'sd', sd.toFixed(4), [0,1,2,5,T-1].map((t) => (Array.from({length: M}, (_, m) => l[t*M+m]!).reduce((a,b)=>a+b/M,0)).toFixed(2)).join(' '))
    last = performance.now()
  }
  console.log([...prof].sort((a, b) => b[1][0] - a[1][0]).slice(0, 22).map(([k, [ms, n]]) => `${ms.toFixed(0)} ms ${n} x ${k}`).join('\n'))
}, 600000)
