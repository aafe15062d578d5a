import { fromSlider, type Params, type Value } from '../../experiment'
import type { Figure } from '../../figure/state'
import { parseNumber } from '../../ui/controls/parseNumber'
import type { EarlyAct, EarlyMove } from './earlyInput'

/** Does again, in order, what the reader did to a figure that was not hydrated yet. */
export function redoEarly(acts: readonly EarlyAct[], figure: Figure): void {
  for (const act of acts) {
    if ('control' in act) redoMove(act, figure)
    else if (act.press) act.press(figure)
    else act.button.click()
  }
}

function redoMove(move: EarlyMove, figure: Figure): void {
  const { name: field } = move.control
  const [, name = field] = /^(.*)-value$/.exec(field) ?? []
  const param = Object.hasOwn(figure.params, name) ? figure.params[name] : undefined
  const value = param && settingOf(move, param)
  if (value !== undefined) figure.set(name, value)
}

function settingOf({ control, value, checked }: EarlyMove, param: Params[string]): Value | undefined {
  if (param.kind === 'choice') return control.type !== 'radio' || checked ? value : undefined
  if (param.kind === 'toggle') return checked
  if (param.kind !== 'number') return undefined
  return control.type === 'range' ? fromSlider(param, Number(value)) : parseNumber(param, value).value
}
