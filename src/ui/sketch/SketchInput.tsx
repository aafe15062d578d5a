import { useMemo } from 'react'
import { type SketchAxis, SketchPad } from '../../charts'
import { curvesText, type Experiment, readCurves, type SketchQuestion } from '../../experiment'

interface SketchInputProps {
  /** The figure that the question names. */
  readonly experiment: Experiment
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

/** Takes the sketches of a question, on the axes of its figure. */
export function SketchInput({ experiment, question, value, label, described, revealed, change }: SketchInputProps) {
  const [x, y] = useMemo(() => axesOf(question, experiment), [question, experiment])
  const curves = useMemo(() => mapped(question, ({ label: name }) => name), [question])
  const right = useMemo(() => mapped(question, ({ curve }) => curve), [question])
  const points = useMemo(() => (value === '' ? {} : (readCurves(value, Object.keys(curves)) ?? {})), [value, curves])
  return (
    <SketchPad
      {...{ label, described, x, y, curves, points }}
      {...(revealed ? { right } : {})}
      onChange={(next) => change(curvesText(next))}
    />
  )
}

/** The words of the axes are those of the figure, their ends and scales those of the question. */
function axesOf({ measure, x, y, scales }: SketchQuestion, { measures, views }: Experiment): [SketchAxis, SketchAxis] {
  const view = views.find(
    (one) => (one.kind === 'series' || one.kind === 'race' || one.kind === 'fit') && one.measures.includes(measure),
  )
  const axes = view && 'x' in view && 'y' in view ? view : undefined
  const declared = measures[measure]
  const label = declared?.label ?? measure
  const word = (axis: 'x' | 'y') => {
    const { label: named = axis === 'y' ? label : axis, symbol } = axes?.[axis] ?? {}
    return symbol ? { label: named, symbol } : { label: named }
  }
  return [
    { ...word('x'), scale: scales.x, ends: x },
    { ...word('y'), scale: scales.y, ends: y },
  ]
}

const mapped = <T,>({ curves }: SketchQuestion, of: (curve: SketchQuestion['curves'][string]) => T) =>
  Object.fromEntries(Object.entries(curves).map(([name, curve]) => [name, of(curve)])) as Readonly<Record<string, T>>
