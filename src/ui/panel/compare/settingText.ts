import { answerText, isAnswer, type Param, type Params, type Value } from '../../../experiment'
import { type RunSetting, sameRun } from '../../../figure/setting'
import { valueLabel } from '../../controls/parseNumber'

/** The setting in words: "inputs: 64; gain: 1 V". */
export const settingText = (params: Params, values: RunSetting['values']): string =>
  Object.entries(params)
    // Parameters of answers are left out if there is no answer.
    .filter(([name, param]) => !isAnswer(param) || values[name] !== '')
    .map(([name, param]) => oneText(param, values[name]))
    .join('; ')

/** The setting of a run in words: its differences from the present one. */
export function differenceText(params: Params, run: RunSetting, now: RunSetting): string {
  if (sameRun(params, run, now)) return 'as set now'
  const changed = Object.entries(params).flatMap(([name, param]) =>
    param.display || run.values[name] === now.values[name] ? [] : [oneText(param, run.values[name])],
  )
  return [...changed, ...(run.seed === now.seed ? [] : [`seed ${run.seed}`])].join('; ')
}

function oneText(param: Param, value: Value | undefined): string {
  if (param.kind === 'number')
    return `${param.label}: ${valueLabel(param, Number(value))}${param.unit ? ` ${param.unit}` : ''}`
  if (param.kind === 'passage') return `${param.label}: ${value === '' ? param.empty : excerpt(String(value))}`
  if (isAnswer(param)) return `${param.label}: ${answerText(param, String(value)) ?? 'none'}`
  if (param.kind === 'choice') return `${param.label}: ${param.options[String(value)] ?? String(value)}`
  if (param.kind === 'picture') return `${param.label}: ${value === '' ? 'none' : 'given'}`
  return `${param.label}: ${value === true ? 'on' : 'off'}`
}

/** The beginning of a text, in quotes. Only the part that is shown is processed, because a text may be long. */
const excerpt = (text: string) => {
  const begins = Math.max(0, text.search(/\S/))
  const line = text
    .slice(begins, begins + 3 * SHOWN)
    .trim()
    .replaceAll(/\s+/g, ' ')
  return line.length > SHOWN || text.length > begins + 3 * SHOWN ? `“${line.slice(0, SHOWN)}…”` : `“${line}”`
}

/** Characters of a text that name it. */
const SHOWN = 30
