import { drawer } from '../../numerics/laws/random'
import type { HeroData, HeroLine } from '../../pages/hero'

const WIDTH = 128
const LAYERS = 40
const NETWORKS = 4
const GAINS = [1.25, 1, 0.8]

/** h_l = (g / sqrt d) Z_l h_(l-1) for a few networks and gains. Every gain uses the same draws. */
export function heroData(): HeroData {
  return { width: WIDTH, layers: LAYERS, networks: NETWORKS, lines: GAINS.map(line) }
}

function line(gain: number): HeroLine {
  const seeds = Array.from({ length: NETWORKS }, (_, i) => i + 1)
  const theory = Array.from({ length: LAYERS + 1 }, (_, layer) => layer * Math.log10(gain ** 2))
  return { gain, theory, measured: seeds.map((seed) => signal(gain, seed)) }
}

/** log10 of the mean square of h_l relative to that of the input, for l = 0 to LAYERS. */
function signal(gain: number, seed: number): readonly number[] {
  const draw = drawer(seed)
  let h = draw('gaussian', 'input', [WIDTH])
  const first = squares(h)
  const logs = [0]
  for (let layer = 1; layer <= LAYERS; layer++) {
    const weights = draw('gaussian', `weights ${layer}`, [WIDTH, WIDTH])
    const next = new Float32Array(WIDTH)
    for (let i = 0; i < WIDTH; i++) {
      let sum = 0
      for (let j = 0; j < WIDTH; j++) sum += (weights[i * WIDTH + j] ?? 0) * (h[j] ?? 0)
      next[i] = (gain / Math.sqrt(WIDTH)) * sum
    }
    h = next
    logs.push(Math.log10(squares(h) / first))
  }
  return logs
}

const squares = (h: Float32Array) => h.reduce((sum, x) => sum + x * x, 0)
