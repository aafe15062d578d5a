import type { Measure } from '../../experiment'
import type { AnswerMark } from '../answer/answerMarks'
import type { Ghost } from '../drawn'
import { exactText, quantityText, storageOf } from '../wording/display'
import { rowsOf } from '../wording/rows'
import type { Beside } from './Tip'

type Named = Measure & { readonly name: string }

/** The values of the pinned runs and of the reader's answers for some measures at one place: `at` and `and` are those of a row. */
export function besideOf(
  measures: readonly Named[],
  ghosts: readonly Ghost[],
  answers: readonly AnswerMark[],
  at: number | undefined,
  and?: number,
): readonly Beside[] {
  const named = (short: string, { short: measure, label }: Named) =>
    measures.length > 1 ? `${short}, ${measure ?? label}` : short
  return [
    ...ghosts.flatMap((ghost, index) =>
      measures.flatMap((measure): readonly Beside[] => {
        const rows = rowsOf(measure, ghost.reading[measure.name], undefined)
        const measured = rows.find((row) => row.at === at && row.and === and)?.measured
        if (!measured) return []
        return [
          {
            key: `ghost ${index} ${measure.name}`,
            who: named(ghost.short, measure),
            says: quantityText(measure, measured),
          },
        ]
      }),
    ),
    ...answers.flatMap((answer): readonly Beside[] => {
      const measure = measures.find(({ name }) => name === answer.measure)
      const value = at === undefined ? Number.NaN : answer.at(at)
      if (!measure || !Number.isFinite(value)) return []
      const says = exactText(measure, storageOf(measure) === 'log10' ? Math.log10(value) : value)
      return [{ key: `answer ${answer.question} ${measure.name}`, who: named(answer.short, measure), says }]
    }),
  ]
}
