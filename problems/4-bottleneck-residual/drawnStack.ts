import { numberText } from '../../src/experiment'
import { upTo } from '../../src/numerics/positions'

/** The properties of a drawn stack. Figures without factors leave them out. */
interface DrawnStack {
  readonly blocks: number
  readonly width: number
  readonly bottleneck: number
  readonly skip?: number
  readonly branch?: number
}

const factorOf = (factor: number | undefined) => (factor === undefined ? {} : { factor: `× ${numberText(factor, 3)}` })

/** The layers of a stack for its picture, by blocks passed: each is the layer before it, plus a branch through a bottleneck. */
export const stackLayers = ({ blocks, width, bottleneck, skip, branch }: DrawnStack) =>
  upTo(blocks + 1).map((k) => ({
    label: k === 0 ? 'input' : `block ${k}`,
    short: `${k}`,
    units: width,
    at: k,
    ...(k === 0
      ? {}
      : {
          skip: factorOf(skip),
          branch: { units: bottleneck, activation: 'relu' as const, ...factorOf(branch) },
        }),
  }))
