import type { Draw, Kernel, Lab, Law, Tensor, Tf } from '../experiment'
import { drawer } from '../numerics/laws/random'

/** The maximum number of bytes of draws kept on the device between readings. Beyond it the least recently used draws are disposed of. */
const CACHE_BYTES = 192 * 2 ** 20

interface Cached {
  readonly tensor: Tensor
  lastUse: number
}

/** The draws on one device, shared by all runs, and the labs that provide them. */
export class DrawCache {
  private readonly cached = new Map<string, Cached>()
  private readonly drawers = new Map<number, Draw>()
  private turn = 0
  /** The number of device reads made by `time`, which do not count as readbacks of a reading. */
  timings = 0

  constructor(
    private readonly tf: Tf,
    private readonly maxBytes = CACHE_BYTES,
  ) {}

  /** The number of cached draws: subtract it from `tf.memory().numTensors` to detect a leak. */
  get cachedTensors(): number {
    return this.cached.size
  }

  /** The lab of a seed. */
  lab(seed: number): Lab {
    return {
      tf: this.tf,
      draw: (law, name, shape) => this.draw(seed, law, name, shape),
      numbers: this.drawer(seed),
      time: (run) => this.time(run),
      kernels: (run) => kernelsOf(this.tf, run),
    }
  }

  /** Disposes of the least recently used draws beyond the limit, but never of one used by the last reading. Call it between readings. */
  trim(): void {
    const byAge = [...this.cached].sort(([, a], [, b]) => a.lastUse - b.lastUse)
    let bytes = byAge.reduce((sum, [, { tensor }]) => sum + tensor.size * 4, 0)
    for (const [key, { tensor, lastUse }] of byAge) {
      if (bytes <= this.maxBytes || lastUse === this.turn) break
      bytes -= tensor.size * 4
      tensor.dispose()
      this.cached.delete(key)
    }
    this.turn++
  }

  /** Disposes of all draws. */
  dispose(): void {
    for (const { tensor } of this.cached.values()) tensor.dispose()
    this.cached.clear()
  }

  private draw(seed: number, law: Law, name: string, shape: readonly number[]): Tensor {
    const key = `${seed} ${law} ${name} ${shape.join('x')}`
    const found = this.cached.get(key)
    if (found) {
      found.lastUse = this.turn
      return found.tensor
    }
    const tensor = this.tf.keep(this.tf.tensor(this.drawer(seed)(law, name, shape), [...shape]))
    this.cached.set(key, { tensor, lastUse: this.turn })
    return tensor
  }

  private drawer(seed: number): Draw {
    const draw = this.drawers.get(seed) ?? drawer(seed)
    this.drawers.set(seed, draw)
    return draw
  }

  private time(run: () => Tensor): number {
    this.timings++
    const start = performance.now()
    const result = run()
    result.dataSync()
    const ms = performance.now() - start
    result.dispose()
    return ms
  }
}

/** Records the kernels that `run` executes, by replacing `runKernel` of the tf.js engine during the call: every operation goes through it. */
function kernelsOf(tf: Tf, run: () => void): readonly Kernel[] {
  const engine = tf.engine()
  const recorded: Kernel[] = []
  const own = Object.getOwnPropertyDescriptor(engine, 'runKernel')
  const { runKernel } = engine
  engine.runKernel = <T extends Tensor | Tensor[]>(...[name, inputs, attributes]: Parameters<typeof runKernel>) => {
    const result = runKernel.call(engine, name, inputs, attributes) as T
    const shapes = (tensors: readonly (Tensor | null | undefined)[]) => tensors.flatMap((t) => (t ? [t.shape] : []))
    recorded.push({ name, inputs: shapes(Object.values(inputs)), outputs: shapes([result].flat()) })
    return result
  }
  try {
    // The callback returns nothing: `tf.tidy` would keep the tensors that it returned.
    tf.tidy(() => {
      run()
    })
  } finally {
    if (own) Object.defineProperty(engine, 'runKernel', own)
    else Reflect.deleteProperty(engine, 'runKernel')
  }
  return recorded
}
