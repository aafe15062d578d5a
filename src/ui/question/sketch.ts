import type { ComponentType } from 'react'
import type { SketchQuestion } from '../../experiment'

/** What draws a sketch: the axes of the figure, and the curves on them. */
export interface SketchInputProps {
  readonly question: SketchQuestion
  /** The sketch as text (`curvesText`); '' if nothing is drawn. */
  readonly value: string
  readonly label: string
  /** The ids of what describes it. */
  readonly described: string
  /** Shows the right curves beside the reader's. */
  readonly revealed: boolean
  change(value: string): void
}

/** The component that takes a sketch. */
export type SketchInput = ComponentType<SketchInputProps>
