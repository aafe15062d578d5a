import { Plus, X } from 'lucide-react'
import { useMemo } from 'react'
import type { SketchQuestion } from '../../experiment'
import { SketchField } from '../../ui/question/field/SketchField'
import type { SketchAxes } from '../../ui/question/field/sketchAxes'
import { MOST_SKETCHES, type Sketches } from './sketches'
import './sketches.css'

/** The actions on the sketches of a vote. */
export interface SketchActions {
  draw(text: string): void
  drawAnother(): void
  removeSketch(index: number): void
}

interface ClassSketchesProps extends SketchActions {
  readonly question: SketchQuestion
  readonly sketches: Sketches
  /** undefined: the axes could not be loaded. */
  readonly axes: SketchAxes | undefined
  readonly revealed: boolean
}

/** The axes on which the lecturer draws what the class expects, and the sketches by number. Revealed, they are in the figure. */
export function ClassSketches(props: ClassSketchesProps) {
  const { question, sketches, axes, revealed, draw, drawAnother, removeSketch } = props
  const kept = useMemo(() => sketches.slice(0, -1), [sketches])
  const last = sketches.at(-1) ?? ''
  if (revealed || !axes) return null
  return (
    <>
      <div className="lecture-pad">
        <SketchField
          key={sketches.length}
          {...{ question, axes, kept }}
          label="The class’s sketch"
          described=""
          text={last}
          revealed={false}
          typed={draw}
        />
      </div>
      <ul className="lecture-sketches" aria-label="Sketches">
        {sketches.map((text, i) =>
          text === '' ? null : (
            // Two sketches may be the same: their place is what tells them apart.
            // biome-ignore lint/suspicious/noArrayIndexKey: a sketch has no other name than its number.
            <li key={i}>
              <span>{`Sketch ${i + 1}`}</span>
              <button type="button" aria-label={`Remove sketch ${i + 1}`} onClick={() => removeSketch(i)}>
                <X aria-hidden="true" />
              </button>
            </li>
          ),
        )}
        <li>
          <button type="button" disabled={last === '' || sketches.length >= MOST_SKETCHES} onClick={drawAnother}>
            <Plus aria-hidden="true" />
            <span>Another sketch</span>
          </button>
        </li>
      </ul>
    </>
  )
}
