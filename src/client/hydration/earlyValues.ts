import { fromSlider, type Params, type Value } from '../../experiment'
import { parseNumber } from '../../ui/controls/parseNumber'

/** What the reader set at the controls of a figure that was not hydrated yet, by parameter. */
export function earlyValues(
  host: ParentNode,
  moved: ReadonlySet<EventTarget>,
  params: Params,
): readonly (readonly [string, Value])[] {
  return [...host.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')].flatMap((control) => {
    const [, name = control.name] = /^(.*)-value$/.exec(control.name) ?? []
    const param = Object.hasOwn(params, name) ? params[name] : undefined
    const value = param && moved.has(control) ? settingOf(control, param) : undefined
    return value === undefined ? [] : [[name, value] as const]
  })
}

function settingOf(control: HTMLInputElement | HTMLSelectElement, param: Params[string]): Value | undefined {
  if (param.kind === 'choice') return control.type !== 'radio' || isChecked(control) ? control.value : undefined
  if (param.kind === 'toggle') return isChecked(control)
  if (param.kind !== 'number') return undefined
  return control.type === 'range' ? fromSlider(param, Number(control.value)) : parseNumber(param, control.value).value
}

const isChecked = (control: HTMLInputElement | HTMLSelectElement) => 'checked' in control && control.checked
