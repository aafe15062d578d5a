/** The values of the figure's controls. */
export interface LatticeSetting {
  readonly adapter: 'strided' | 'pool'
  readonly stride: number
  readonly reductions: number
}

/** The side of the image in pixels: divisible by the stride, 2 or 3, three times. */
export const sizeFor = (stride: number): number => (stride === 2 ? 32 : 27)

/** The number of features of the image; every reduction doubles it. */
export const CHANNELS = 4
