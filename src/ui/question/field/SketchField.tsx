import { useMemo } from 'react'
import { SketchPad } from '../../../charts/sketch/SketchPad'
import { curvesText, readCurves, type SketchQuestion } from '../../../experiment'
import type { SketchAxes } from './sketchAxes'
import './sketchField.css'

interface SketchFieldProps {
  readonly question: SketchQuestion
  readonly axes: SketchAxes
  readonly label: string
  /** The ids of what describes it. */
  readonly described: string
  /** The sketch as text; '' if nothing is drawn. */
  readonly text: string
  /** Shows the right curves beside the reader's. */
  readonly revealed: boolean
  /** Whether answers are stored; then strokes that were drawn before hydration are added. */
  readonly live?: boolean
  /** Sketches that are kept behind it, as texts. */
  readonly kept?: readonly string[]
  typed(text: string): void
}

/** The axes of the figure, to draw on. */
export function SketchField(props: SketchFieldProps) {
  const { question, axes, label, described, text, revealed, live = false, kept = NONE, typed } = props
  const { curves } = question
  const labels = useMemo(
    () => Object.fromEntries(Object.entries(curves).map(([name, { label }]) => [name, label])),
    [curves],
  )
  const right = useMemo(
    () => Object.fromEntries(Object.entries(curves).map(([name, { curve }]) => [name, curve])),
    [curves],
  )
  const points = useMemo(() => readCurves(text, Object.keys(curves)) ?? {}, [text, curves])
  const behind = useMemo(() => kept.map((sketch) => readCurves(sketch, Object.keys(curves)) ?? {}), [kept, curves])
  return (
    <SketchPad
      label={label}
      described={described}
      curves={labels}
      points={points}
      kept={behind}
      takesEarly={live}
      onChange={(drawn) => typed(curvesText(drawn))}
      {...axes}
      {...(revealed ? { right } : {})}
    />
  )
}

const NONE: readonly string[] = []
