import { useMemo } from 'react'
import type { ChartAnswer, Ghost } from '../../charts'
import type { Experiment } from '../../experiment'
import { compared } from '../../figure/compared'
import type { FigureState } from '../../figure/state'
import { differenceText } from './compare/settingText'

/** A name for the run of these values and this seed: charts begin new axes when it changes. */
export function useRunName({ values, seed }: FigureState): string {
  return useMemo(() => `${idOf(values)} ${seed}`, [values, seed])
}

/** The pinned runs, and the run before a link of the text, as charts draw them behind the present one. */
export function useGhosts(experiment: Experiment, { values, seed, pins, before }: FigureState): readonly Ghost[] {
  return useMemo(
    () =>
      [...pins, ...(before ? [before] : [])].flatMap((pin, index) =>
        pin.reading
          ? [
              {
                short: pin === before ? 'before' : pinName(index, pins.length),
                label: differenceText(experiment.params, pin, { values, seed }),
                reading: pin.reading,
                theory: () => compared(experiment, pin, values)?.theory ?? {},
              },
            ]
          : [],
      ),
    [experiment, pins, before, values, seed],
  )
}

/** The answers with lines that are shown, each after the reader's first one to the same question; the sketches of a class in their place in a lecture. */
export function useDrawnAnswers({
  answers,
  classSketches,
}: Pick<FigureState, 'answers' | 'classSketches'>): readonly ChartAnswer[] {
  return useMemo(() => {
    if (classSketches)
      return classSketches.map(({ question, number, lines }) => ({
        question: `${question} (class ${number})`,
        short: `class ${number}`,
        label: `sketch ${number} of the class`,
        lines,
        voted: true,
      }))
    const shown = answers.filter(({ shown: on, lines }) => on && lines.length > 0)
    return shown.flatMap(({ question, label, lines, predicted }) => [
      ...(predicted
        ? [
            {
              ...predicted,
              question: `${question} (first)`,
              short: answerName('first answer', shown.length, predicted.label),
              first: true as const,
            },
          ]
        : []),
      { question, short: answerName('your answer', shown.length, label), label, lines },
    ])
  }, [answers, classSketches])
}

/** The name at the line of an answer. If there are several, it contains the answer. */
const answerName = (kind: string, count: number, label: string) =>
  count === 1 ? kind : `${kind}: ${label.length > 12 ? `${label.slice(0, 11)}…` : label}`

/** The name of a pinned run in the charts and in the key. */
const pinName = (index: number, count: number) => (count === 1 ? 'pinned' : `pinned ${index + 1}`)

const ids = new WeakMap<object, number>()
let given = 0

/** A number for each set of values. Their text could be long, because a text may be among them. */
function idOf(values: object): number {
  const id = ids.get(values) ?? ++given
  ids.set(values, id)
  return id
}
