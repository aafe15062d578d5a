import binary from './assembly/gaussians.ts?assembly'

/** The state of xoroshiro128+: four words of 32 bits, as pure-rand takes them. */
export type State = readonly [number, number, number, number]

/** Numbers drawn at once. The memory is one page: they lie at its start, and behind them the scratch and the state. */
const AT_ONCE = 8192
const SCRATCH = 4 * AT_ONCE + 64
const STATE = 65_536 - 16

/**
 * Fills an array with the numbers of `LAWS.gaussian.fill` over this state, in WebAssembly, which is faster. Undefined where there is no WebAssembly
 * with SIMD.
 */
export const fillGaussians = compiled()

function compiled(): ((into: Float32Array, state: State) => void) | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: 1 })
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } })
    const draw = exports.gaussians as (to: number, count: number, scratch: number, state: number) => void
    const numbers = new Float32Array(memory.buffer, 0, AT_ONCE)
    const words = new Int32Array(memory.buffer, STATE, 4)
    return (into, [high0, low0, high1, low1]) => {
      words.set([low0, high0, low1, high1])
      for (let start = 0; start < into.length; start += AT_ONCE) {
        const count = Math.min(AT_ONCE, into.length - start)
        draw(0, count, SCRATCH, STATE)
        into.set(numbers.subarray(0, count), start)
      }
    }
  } catch {
    return undefined
  }
}
