import type { Matrix, MatrixMeasure, Value } from '../../experiment'
import { placeOf } from '../wording/describe'
import { exactText, storageOf } from '../wording/display'
import type { ChartAnswer } from './answerMarks'

/**
 * The text alternative of the reader's answers over a matrix: the largest and the smallest value of each, with its cell. Missing cells are left out.
 */
export function cellAnswers(
  answers: readonly ChartAnswer[],
  measure: MatrixMeasure & { readonly name: string },
  values: Readonly<Record<string, Value>>,
  { rows, columns, value }: Matrix,
): readonly { readonly says: string }[] {
  return answers.flatMap(({ short, label, lines }) =>
    lines
      .filter((line) => line.measure === measure.name)
      .map((line) => {
        const cells = rows.flatMap((row, r) =>
          columns.flatMap((column, c) => {
            const at = line.at(column, values, row)
            return typeof value[r]?.[c] === 'number' && Number.isFinite(at) ? [{ row, column, at }] : []
          }),
        )
        const [first] = cells
        if (!first) return { says: `${short}, ${label}, has no value here` }
        const text = ({ row, column, at }: typeof first) => {
          const number = exactText(measure, storageOf(measure) === 'log10' ? Math.log10(at) : at, 3)
          return `${number} at ${placeOf(measure.rows, row)}, ${placeOf(measure.columns, column)}`
        }
        const most = cells.reduce((a, b) => (b.at > a.at ? b : a), first)
        const least = cells.reduce((a, b) => (b.at < a.at ? b : a), first)
        return {
          says:
            most.at === least.at
              ? `${short}, ${label}, is ${text(first).split(' at ')[0]} everywhere`
              : `${short}, ${label}: largest ${text(most)}; smallest ${text(least)}`,
        }
      }),
  )
}
