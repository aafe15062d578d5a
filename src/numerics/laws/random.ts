import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { Draw } from '../../experiment'
import { LAWS } from './laws'

/**
 * The draws of one seed: any whole number, 0 among them. Each (seed, law, name, shape) has a stream of its own (xoroshiro128+ from a
 * hashed state), and the numbers are made of exactly rounded arithmetic, so they are the same on every machine.
 * Throws RangeError for a shape that is not of whole positive numbers.
 */
export function drawer(seed: number): Draw {
  return (law, name, shape) => {
    const size = shape.reduce((product, n) => product * n, 1)
    if (shape.some((n) => !Number.isInteger(n) || n < 1))
      throw new RangeError(`A draw of shape [${shape.join(', ')}] is impossible: "${name}" needs whole positive sizes`)
    const stream = xoroshiro128plusFromState(hash(`${seed} ${law} ${name} ${shape.join('x')}`))
    const into = new Float32Array(size)
    LAWS[law].fill(into, stream)
    return into
  }
}

/** 128 bits of a text: four multiply-and-shift lanes over its characters, stirred together (the finaliser of MurmurHash3). */
export function hash(text: string): readonly [number, number, number, number] {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = stir(Math.imul(a ^ code, 0x85ebca6b) + d)
    b = stir(Math.imul(b ^ code, 0xc2b2ae35) + a)
    c = stir(Math.imul(c ^ code, 0x27d4eb2f) + b)
    d = stir(Math.imul(d ^ code, 0x165667b1) + c)
  }
  // The one state that xoroshiro never leaves is all zeros.
  return [stir(a ^ d), stir(b ^ a), stir(c ^ b), stir(d ^ c) || 1]
}

function stir(word: number): number {
  let x = word ^ (word >>> 16)
  x = Math.imul(x, 0x85ebca6b)
  x ^= x >>> 13
  x = Math.imul(x, 0xc2b2ae35)
  return (x ^ (x >>> 16)) | 0
}
