import { fromSlider, type NumberParam, type Params, type Value } from '../../experiment'
import type { Session } from '../../figure/session'
import type { Figure } from '../../figure/state'
import { readTyped } from '../../ui/controls/parseNumber'
import { type EarlyAct, type EarlyMove, putBack } from './earlyInput'

/** A figure that can say what could not be done. */
type Redone = Figure & Pick<Session, 'note'>

/** Does again, in order, what the reader did to a figure that was not hydrated yet. Loads what reads formulas where one was typed. */
export async function redoEarly(acts: readonly EarlyAct[], figure: Redone): Promise<void> {
  for (const act of acts) {
    if ('control' in act) await redoMove(act, figure)
    else if (act.press) act.press(figure)
    else act.button.click()
  }
}

async function redoMove(move: EarlyMove, figure: Redone): Promise<void> {
  const { name: field, type } = move.control
  const [, name = field] = /^(.*)-value$/.exec(field) ?? []
  const param = Object.hasOwn(figure.params, name) ? figure.params[name] : undefined
  if (!param) return
  const isTyped = param.kind === 'number' && type !== 'range'
  const value = isTyped ? await typedIn(move, param, figure) : settingOf(move, param)
  if (value !== undefined) figure.set(name, value)
}

/** The value that was typed. The field is not hydrated, so the figure shows the message about it. */
async function typedIn(move: EarlyMove, param: NumberParam, figure: Redone): Promise<Value | undefined> {
  const { control, value: text } = move
  const { value, message } = await readTyped(param, text)
  if (message === undefined) return value
  if (control === document.activeElement) {
    // The reader may still be typing: read it when the field loses the focus.
    const read = () => void (control.value === text && redoMove(move, figure))
    control.addEventListener('blur', read, { once: true })
    return undefined
  }
  figure.note(`${param.label}: ${message}`)
  // Hydration keeps the text of a field, even if it is not the value.
  putBack(control)
  return value
}

function settingOf({ control, value, checked }: EarlyMove, param: Params[string]): Value | undefined {
  if (param.kind === 'choice') return control.type !== 'radio' || checked ? value : undefined
  if (param.kind === 'toggle') return checked
  return param.kind === 'number' ? fromSlider(param, Number(value)) : undefined
}
