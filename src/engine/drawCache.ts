import type { Draw, Kernel, Lab, Law, Tensor, Tf } from '../experiment'
import { drawer } from '../numerics/laws/random'

/** Bytes of draws kept on the device between readings. Beyond it the longest unused go, so that memory levels off. */
const CACHE_BYTES = 192 * 2 ** 20

interface Cached {
  readonly tensor: Tensor
  lastUse: number
}

/** The draws on one device, shared by every run there, and the labs that hand them out. */
export class DrawCache {
  private readonly cached = new Map<string, Cached>()
  private readonly drawers = new Map<number, Draw>()
  private turn = 0
  /** How many times the device was read to time it: such reads are no readings. */
  timings = 0

  constructor(
    private readonly tf: Tf,
    private readonly maxBytes = CACHE_BYTES,
  ) {}

  /** How many tensors are cached draws: subtract it from `tf.memory().numTensors` to see a leak. */
  get cachedTensors(): number {
    return this.cached.size
  }

  /** The lab of one seed. */
  lab(seed: number): Lab {
    return {
      tf: this.tf,
      draw: (law, name, shape) => this.draw(seed, law, name, shape),
      numbers: this.drawer(seed),
      time: (run) => this.time(run),
      kernels: (run) => kernelsOf(this.tf, run),
    }
  }

  /** Disposes of the least recently used draws over the limit, never of one that the last reading used. To be called between readings. */
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

/** Every operation of tf.js goes through `runKernel` of its one engine: for the time of `run` it is overheard. */
function kernelsOf(tf: Tf, run: () => void): readonly Kernel[] {
  const engine = tf.engine()
  const heard: Kernel[] = []
  const own = Object.getOwnPropertyDescriptor(engine, 'runKernel')
  const { runKernel } = engine
  engine.runKernel = <T extends Tensor | Tensor[]>(...[name, inputs, attributes]: Parameters<typeof runKernel>) => {
    const result = runKernel.call(engine, name, inputs, attributes) as T
    const shapes = (tensors: readonly (Tensor | null | undefined)[]) => tensors.flatMap((t) => (t ? [t.shape] : []))
    heard.push({ name, inputs: shapes(Object.values(inputs)), outputs: shapes([result].flat()) })
    return result
  }
  try {
    // What a run gives back would outlive a tidy that passed it on.
    tf.tidy(() => {
      run()
    })
  } finally {
    if (own) Object.defineProperty(engine, 'runKernel', own)
    else Reflect.deleteProperty(engine, 'runKernel')
  }
  return heard
}
