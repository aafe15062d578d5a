import { drawer } from '../../../src/numerics/laws/random'

/** Nanoseconds for drawing one Gaussian number: the median over `repeats` draws of `count` numbers. */
export function gaussian(count: number, repeats: number): number {
  const times = Array.from({ length: repeats }, (_, i) => {
    const draw = drawer(i)
    const start = performance.now()
    draw('gaussian', 'bench', [count])
    return (1e6 * (performance.now() - start)) / count
  }).sort((a, b) => a - b)
  return times[Math.floor(repeats / 2)] ?? Number.NaN
}

Object.assign(window, { gaussian })
