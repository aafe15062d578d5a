import { nearest, number, tex } from '../../src/experiment'

/** The slider of a factor. A step is a thousandth of a doubling: 1/√2 and 1 are on it exactly, √0.95 to five digits. */
export const factorSlider = { min: 1 / 4, max: 2 ** 0.25, scale: 'log2', step: 0.001 } as const

/** The slider of a factor that may be small. */
export const smallFactorSlider = { ...factorSlider, min: 1 / 32 } as const

const factor = number({ label: 'factor', initial: 1, ...smallFactorSlider })

/** The factors of the presets, as the sliders reach them: 1/√2, the γ that is stable under the second ReLU, √0.95, √0.05. */
export const FACTORS = {
  half: nearest(factor, Math.SQRT1_2),
  stable: nearest(factor, 0.5868),
  mostOfTheSkip: nearest(factor, Math.sqrt(0.95)),
  littleBranch: nearest(factor, Math.sqrt(0.05)),
  besideAFifth: nearest(factor, 1 / Math.hypot(1, 0.2)),
}

/** N, N_b and the blocks of the stacks that are run at their initialization. */
export const stackParams = {
  blocks: number({
    label: 'blocks',
    symbol: tex`L - 1`,
    term: 'L',
    initial: 20,
    min: 1,
    max: 40,
    integer: true,
    says: 'L layers, the input among them, have L − 1 blocks between them.',
  }),
  width: number({
    label: 'width',
    symbol: tex`N`,
    term: 'N',
    initial: 128,
    min: 32,
    max: 128,
    scale: 'log2',
    integer: true,
    says: 'Units of the layers that the skip connects.',
  }),
  bottleneck: number({
    label: 'bottleneck',
    symbol: tex`N_b`,
    term: 'Nb',
    initial: 64,
    min: 8,
    max: 64,
    scale: 'log2',
    integer: true,
    says: 'Units inside a block.',
  }),
}
