import type { SketchAxis } from '../../../charts'
import { type Experiment, measuresOf, type SketchQuestion } from '../../../experiment'

/** The axes that curves are drawn on: those of the figure. */
export interface SketchAxes {
  readonly x: SketchAxis
  readonly y: SketchAxis
}

/** The axes of a sketch, labelled as the view of its figure that shows its measure. Throws Error if no view of the figure has the measure on two axes. */
export function sketchAxes({ figure, measure, x, y, scales }: SketchQuestion, { views }: Experiment): SketchAxes {
  for (const view of views)
    if ('x' in view && 'y' in view && measuresOf(view).includes(measure))
      return {
        x: { ...labelled(view.x), scale: scales.x, ends: x },
        y: { ...labelled(view.y), scale: scales.y, ends: y },
      }
  throw new Error(`A sketch is drawn on the axes of "${measure}", which no view of "${figure}" has`)
}

const labelled = ({ label, symbol }: Pick<SketchAxis, 'label' | 'symbol'>) => ({ label, ...(symbol ? { symbol } : {}) })
