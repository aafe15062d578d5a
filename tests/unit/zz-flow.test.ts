import { it } from 'vitest'
import { LabRoom } from '../../src/engine/lab'
import { measure } from '../../problems/5-rnn-run-time/gradient-flow/measure'
import { startWasm } from '../wasm'
it('flow', async () => {
  const room = new LabRoom(await startWasm())
  for (const gain of [1, 1.5, 1.3]) for (const seed of [1001, 1002, 1003]) {
    let last: any
    for (const r of measure(room.lab(seed), { length: 24, size: 32, gain, activation: 'tanh' })) { room.tidy(); last = r }
    const i = 20, v = last.byDistance.value[i], e = last.byDistance.stderr[i]
    console.log(gain, seed, v.toFixed(3), '+-', e.toFixed(3), 10 ** v, last.byDistance.repeats, 'at 10', last.byDistance.value[10].toFixed(3))
  }
})
