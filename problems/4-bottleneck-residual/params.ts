import { type NumberOptions, nearest, number, tex } from '../../src/experiment'

/** The slider of a factor. Its step is a factor of 2^0.001: it reaches 1/√2 and 1 exactly, and √0.95 to five digits. */
export const factorSlider = { min: 1 / 4, max: 2 ** 0.25, scale: 'log2', step: 0.001 } as const

/** The slider of a factor that may be small. */
export const smallFactorSlider = { ...factorSlider, min: 1 / 32 } as const

const factor = number({ label: 'factor', initial: 1, ...smallFactorSlider })

/** The factors of the presets, at positions of the sliders: 1/√2, the γ that is stable with the second ReLU, √0.95, √0.05. */
export const FACTORS = {
  half: nearest(factor, Math.SQRT1_2),
  stable: nearest(factor, 0.5868),
  mostOfTheSkip: nearest(factor, Math.sqrt(0.95)),
  littleBranch: nearest(factor, Math.sqrt(0.05)),
  besideAFifth: nearest(factor, 1 / Math.hypot(1, 0.2)),
}

/** N: the number of units in the layers that a skip connects. */
export const widthParam = (options: Pick<NumberOptions, 'initial' | 'min' | 'max' | 'says'>) =>
  number({ label: 'width', symbol: tex`N`, term: 'N', scale: 'log2', integer: true, ...options })

/** N_b: the number of units inside a block. */
export const bottleneckParam = (options: Pick<NumberOptions, 'initial' | 'min' | 'max'>) =>
  number({
    label: 'bottleneck',
    symbol: tex`N_b`,
    term: 'Nb',
    scale: 'log2',
    integer: true,
    says: 'Units inside a block.',
    ...options,
  })

/** L - 1: the number of blocks between L layers. */
export const blocksParam = (options: Pick<NumberOptions, 'initial' | 'min' | 'max' | 'step' | 'says'>) =>
  number({ label: 'blocks', symbol: tex`L - 1`, term: 'L', integer: true, ...options })

/** N, N_b and the number of blocks, for stacks at initialization. */
export const stackParams = {
  blocks: blocksParam({
    initial: 20,
    min: 1,
    max: 40,
    says: 'L layers, the input among them, have L − 1 blocks between them.',
  }),
  width: widthParam({ initial: 128, min: 32, max: 128, says: 'Units of the layers that the skip connects.' }),
  bottleneck: bottleneckParam({ initial: 64, min: 8, max: 64 }),
}
