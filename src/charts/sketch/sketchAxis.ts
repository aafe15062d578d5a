import type { Axis, Scale } from '../../experiment'
import { position, type Span } from '../plot/axes/scale'
import { pointText, tenToThe } from '../wording/display'

/** An axis of a pad: that of the figure, with its ends in the unit of the quantity. */
export type SketchAxis = Pick<Axis, 'label' | 'symbol' | 'scale'> & { readonly ends: readonly [number, number] }

/** The ends of an axis as positions on its scale. */
export const spanOf = ({ scale = 'linear', ends }: SketchAxis): Span => [
  position(scale, 'plain', ends[0]),
  position(scale, 'plain', ends[1]),
]

/** Between numbers and shares of an axis. */
export function onAxis(axis: SketchAxis) {
  const scale: Scale = axis.scale ?? 'linear'
  const [low, high] = spanOf(axis)
  const back = (at: number) => (scale === 'linear' ? at : scale === 'log2' ? 2 ** at : 10 ** at)
  return {
    share: (value: number) => (position(scale, 'plain', value) - low) / (high - low || 1),
    value: (share: number) => back(low + share * (high - low)),
  }
}

/** Whether an axis counts: few whole numbers from end to end. */
export const isCounted = ({ scale = 'linear', ends: [low, high] }: SketchAxis): boolean =>
  scale === 'linear' && Number.isInteger(low) && Number.isInteger(high) && high - low <= 64 && high - low >= 4

/** The number of steps of the arrow keys from end to end. */
export const columnsOf = (axis: SketchAxis): number => (isCounted(axis) ? axis.ends[1] - axis.ends[0] : 32)

/** The label of an axis, and its ends: "layer, 1 to 20", "length of the gradient, 10⁻¹⁴ to 10², logarithmic". */
export function endsText({ label, scale = 'linear', ends }: SketchAxis): string {
  const [low, high] = ends.map((end) => (scale === 'log10' ? tenToThe(Math.round(Math.log10(end))) : pointText(end)))
  return `${label}, ${low} to ${high}${scale === 'linear' ? '' : ', logarithmic'}`
}
