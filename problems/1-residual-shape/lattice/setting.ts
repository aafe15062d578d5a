/** The values of the figure's controls. */
export interface LatticeSetting {
  readonly adapter: 'strided' | 'pool'
  readonly stride: number
  readonly reductions: number
}

/** Pixels on a side: three reductions by 2, or by 3, divide it. */
export const sizeFor = (stride: number): number => (stride === 2 ? 32 : 27)

/** Features of the image, which every reduction doubles. */
export const CHANNELS = 4
