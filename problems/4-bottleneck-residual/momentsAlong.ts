import type { StackShape } from './stacks'

/** What the moments along a stack depend on. */
export interface StackSettings extends StackShape {
  readonly gamma: number
  readonly scale: number
  readonly secondRelu: boolean
  readonly weights: 'he' | 'lecun'
}

/** sigma sqrt(fan-in) of the two matrices of a block. He's 2 makes up for the ReLU that follows; where none follows it is 1. */
export const gainsOf = ({ weights, secondRelu }: Pick<StackSettings, 'weights' | 'secondRelu'>) => ({
  first: weights === 'he' ? Math.SQRT2 : 1,
  second: weights === 'he' && secondRelu ? Math.SQRT2 : 1,
})

/** E L[n] and E L[n]^2 after 0, 1, ... blocks. */
export function momentsAlong(p: StackSettings): { readonly mean: number; readonly square: number }[] {
  const { first, second } = gainsOf(p)
  const along = [{ mean: 0, square: 1 }]
  let [m, q] = [0, 1]
  for (let k = 0; k < p.blocks; k++) {
    const sum = (first * second) ** 2 * q * 0.5
    const mean = p.secondRelu ? Math.sqrt(sum / (2 * Math.PI)) : 0
    const square = p.secondRelu ? sum / 2 : sum
    ;[m, q] = [p.gamma * (m + p.scale * mean), p.gamma ** 2 * (q + 2 * p.scale * m * mean + p.scale ** 2 * square)]
    along.push({ mean: m, square: q })
  }
  return along
}
