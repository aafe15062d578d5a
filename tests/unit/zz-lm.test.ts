import { it } from 'vitest'
import { measure } from '../../problems/5-rnn-run-time/language-model/measure'
import { LabRoom } from '../../src/engine/lab'
import { zOf } from '../../src/experiment'
import { startWasm } from '../wasm'

it('lm', async () => {
  const tf = await startWasm()
  const e = process.env
  for (const seed of (e.SEED ?? '1001').split(',').map(Number)) {
    const room = new LabRoom(tf)
    let last = performance.now(),
      n = 0
    for (const r of measure(room.lab(seed), {
      text: '',
      size: Number(e.I ?? 32),
      length: Number(e.T ?? 32),
      rate: Number(e.RATE ?? 0.01),
      steps: Number(e.STEPS ?? 200),
    })) {
      room.tidy()
      const step = r.loss.at.at(-1)!,
        now = performance.now()
      n++
      if (step <= 10 || step % 100 === 0) {
        const f = (x: any) => `${x.value.toFixed(4)}±${x.stderr.toFixed(4)}`
        console.log(
          seed,
          step,
          (now - last).toFixed(0) + 'ms',
          'loss',
          r.loss.value.at(-1)!.toFixed(3),
          '±',
          r.loss.stderr.at(-1)!.toFixed(4),
          'single',
          f(r.single),
          'pair',
          f(r.pair),
          'overS',
          f(r.overSingle),
          'overP',
          f(r.overPair),
          'z',
          zOf(r.overPair, { value: 0, stderr: 0 }).toFixed(1),
          'place',
          [0, 1, 2, 31].map((i) => r.byPlace.value[i]!.toFixed(3) + '±' + r.byPlace.stderr[i]!.toFixed(3)).join(' '),
          'moved',
          f(r.moved),
          r.overlap.value,
          'spaces',
          f(r.spaces),
          'pairs',
          f(r.pairs),
          'cold',
          f(r.coldWords),
          'hot',
          f(r.hotWords),
        )
        if (e.TEXT) console.log(r.cold, '\n', r.warm)
      }
      last = now
    }
  }
}, 600000)
