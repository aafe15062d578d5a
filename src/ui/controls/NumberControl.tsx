import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react'
import { typeset } from '../../charts'
import { fromSlider, type NumberParam, toSlider } from '../../experiment'
import { ControlLabel, type ControlProps } from './ControlLabel'
import { readTyped, type Typed, valueLabel } from './parseNumber'

/** The text of the box while it differs from the value, with its message; discarded when the value changes. */
interface Draft {
  readonly at: number
  readonly text: string | undefined
  readonly message: string | undefined
}

/** A slider in its own scale with a typed value beside it. */
export function NumberControl({ name, param, value, off, onChange }: ControlProps<NumberParam, number>) {
  const id = useId()
  const [kept, setDraft] = useState<Draft>()
  const draft = kept?.at === value ? kept : undefined
  const text = draft?.text ?? valueLabel(param, value)
  const wrong = draft?.message !== undefined && draft.text !== undefined
  const take = (typed: Typed, from: Draft) => {
    if (typed.value === undefined) return setDraft({ ...from, message: typed.message })
    setDraft({ at: typed.value, text: undefined, message: typed.message })
    onChange(typed.value)
  }
  const latest = useRef<Draft>(undefined)
  latest.current = draft
  const commit = async () => {
    if (draft?.text === undefined) return
    const typed = readTyped(param, draft.text)
    if (!(typed instanceof Promise)) return take(typed, draft)
    const read = await typed
    // Anything typed or set in the meantime takes precedence.
    if (latest.current === draft) take(read, draft)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void commit()
    else if (event.key === 'Escape' && draft) setDraft(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  // A touch that scrolls the page may begin on the slider: the browser first moves the slider, and then cancels the touch.
  const touched = useRef<number>(undefined)
  const onPointerDown = ({ pointerType }: PointerEvent) => {
    touched.current = pointerType === 'touch' ? value : undefined
  }
  const onPointerCancel = () => {
    if (touched.current !== undefined && touched.current !== value) onChange(touched.current)
  }
  const unit = param.unit ? ` ${param.unit}` : ''
  return (
    <div className="control control-number" data-term={param.term ?? name} data-off={off !== undefined || undefined}>
      <ControlLabel param={param} htmlFor={id} />
      <span className="control-value">
        <input
          type="text"
          inputMode="decimal"
          name={`${name}-value`}
          aria-label={`${param.label}, typed`}
          aria-describedby={`${id}-message`}
          aria-invalid={wrong || undefined}
          autoComplete="off"
          spellCheck={false}
          value={text}
          disabled={off !== undefined}
          onChange={(event) => setDraft({ at: value, text: event.target.value, message: undefined })}
          onBlur={() => void commit()}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.target.select()}
        />
        {param.unit}
      </span>
      <input
        type="range"
        id={id}
        name={name}
        min={toSlider(param, param.min)}
        max={toSlider(param, param.max)}
        step={param.step}
        value={toSlider(param, value)}
        aria-valuetext={`${typeset(valueLabel(param, value))}${unit}`}
        aria-describedby={`${id}-says`}
        disabled={off !== undefined}
        onPointerDown={onPointerDown}
        onPointerCancel={onPointerCancel}
        onChange={(event) => onChange(fromSlider(param, event.target.valueAsNumber))}
      />
      <p className="visually-hidden" id={`${id}-says`}>
        {off ?? param.says}
      </p>
      <p className="control-message" id={`${id}-message`} role="status" data-wrong={wrong || undefined}>
        {draft?.message}
      </p>
    </div>
  )
}
