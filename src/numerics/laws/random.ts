import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { Draw } from '../../experiment'
import { fillGaussians, type State } from './gaussians'
import { LAWS } from './laws'

/**
 * Returns the draws of a seed, which may be any whole number, 0 included. Each (seed, law, name, shape) has its own stream (xoroshiro128+ from a
 * hashed state). Only exactly rounded arithmetic is used, so the numbers are the same on every machine. A draw throws RangeError if its shape
 * contains anything but positive whole numbers.
 */
export function drawer(seed: number): Draw {
  return (law, name, shape) => {
    const size = shape.reduce((product, n) => product * n, 1)
    if (shape.some((n) => !Number.isInteger(n) || n < 1))
      throw new RangeError(`A draw of shape [${shape.join(', ')}] is impossible: "${name}" needs whole positive sizes`)
    const state = hash(`${seed} ${law} ${name} ${shape.join('x')}`)
    const into = new Float32Array(size)
    if (law === 'gaussian' && fillGaussians) fillGaussians(into, state)
    else LAWS[law].fill(into, xoroshiro128plusFromState(state))
    return into
  }
}

/** A 128-bit hash of a text: four 32-bit words, each updated with every character and mixed with the finaliser of MurmurHash3. */
export function hash(text: string): State {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = mix(Math.imul(a ^ code, 0x85ebca6b) + d)
    b = mix(Math.imul(b ^ code, 0xc2b2ae35) + a)
    c = mix(Math.imul(c ^ code, 0x27d4eb2f) + b)
    d = mix(Math.imul(d ^ code, 0x165667b1) + c)
  }
  // The state must not be all zeros: xoroshiro128+ would return zeros for ever.
  return [mix(a ^ d), mix(b ^ a), mix(c ^ b), mix(d ^ c) || 1]
}

function mix(word: number): number {
  let x = word ^ (word >>> 16)
  x = Math.imul(x, 0x85ebca6b)
  x ^= x >>> 13
  x = Math.imul(x, 0xc2b2ae35)
  return (x ^ (x >>> 16)) | 0
}
