import type { Measure, Value } from '../../experiment'
import { position, type ScaleName } from '../plot/axes/scale'
import { exactText, storageOf } from '../wording/display'
import type { ChartAnswer } from './answerMarks'

/** The value that an answer gives to a scalar, or a position on the axis of a histogram. */
export interface ScalarAnswer {
  readonly question: string
  readonly short: string
  readonly label: string
  readonly first: boolean
  /** In the unit of the quantity, never its logarithm; may be NaN. */
  readonly value: number
}

/** The values that the answers give to one measure. */
export function scalarAnswers(
  answers: readonly ChartAnswer[],
  measure: string,
  values: Readonly<Record<string, Value>>,
): readonly ScalarAnswer[] {
  return answers.flatMap(({ question, short, label, lines, first = false }) =>
    lines
      .filter((line) => line.measure === measure)
      .map((line) => ({ question, short, label, first, value: line.at(Number.NaN, values) })),
  )
}

/** An answer as text, in the form of the measure. */
export function scalarAnswerText(measure: Measure, { value }: ScalarAnswer): string {
  if (!Number.isFinite(value)) return 'no value here'
  return exactText(measure, storageOf(measure) === 'log10' ? Math.log10(value) : value)
}

/** The position of an answer on an axis; undefined if the axis has none for it. */
export function scalarPosition(scale: ScaleName, { value }: ScalarAnswer): number | undefined {
  const at = position(scale, 'plain', value)
  return Number.isFinite(at) ? at : undefined
}
