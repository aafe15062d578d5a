import { type FocusEvent, memo, type PointerEvent, useCallback, useRef, useState } from 'react'
import { isAnswer, type Params, type Value } from '../../experiment'
import { AnswerControl } from './AnswerControl'
import { ChoiceControl, ToggleControl } from './ChoiceControl'
import { helpOf } from './ControlLabel'
import { NumberControl } from './NumberControl'
import { PassageControl } from './PassageControl'
import { PictureControl } from './PictureControl'
import './controls.css'

interface ControlsProps {
  readonly params: Params
  readonly values: Readonly<Record<string, Value>>
  /** The names of parameters without effect at these values. */
  readonly unused: readonly string[]
  /**
   * The parameters that a preset, a reset or an undo has just changed: they flash; `turn` alternates between two animations so that each change
   * starts one.
   */
  readonly changed: readonly string[]
  readonly turn: number
  set(name: string, value: Value): void
}

const OFF = 'Has no effect with the other settings as they are.'

/** A native, labelled control for each parameter. The help of the control in use is below, in a place of its own. */
export function Controls({ params, values, unused, changed, turn, set }: ControlsProps) {
  const [inHand, setInHand] = useState<string>()
  const hold = (event: FocusEvent | PointerEvent) => {
    if (event.target instanceof Element)
      setInHand(event.target.closest('[data-control]')?.getAttribute('data-control') ?? undefined)
  }
  const answers = useAnswers(params, values)
  const param = inHand === undefined ? undefined : params[inHand]
  const help = inHand !== undefined && unused.includes(inHand) ? OFF : param && helpOf(param)
  return (
    // A form for each figure separates the radio buttons of two figures.
    <form className="controls" onFocus={hold} onPointerOver={hold} onSubmit={(event) => event.preventDefault()}>
      <div className="controls-list">
        {Object.keys(params).map((name) =>
          isAnswer(params[name]) && answers[name] === undefined ? null : (
            <div key={name} data-control={name} data-changed={changed.includes(name) ? turn : undefined}>
              <Control
                name={name}
                params={params}
                value={values[name]}
                kept={answers[name]}
                off={unused.includes(name) ? OFF : undefined}
                set={set}
              />
            </div>
          ),
        )}
      </div>
      <p className="controls-help" aria-hidden="true">
        {help}
      </p>
    </form>
  )
}

/** The last answer of each parameter that runs one, so that it can be switched on again. */
function useAnswers(
  params: Params,
  values: Readonly<Record<string, Value>>,
): Readonly<Record<string, string | undefined>> {
  const kept = useRef<Record<string, string>>({})
  // Writing while rendering is safe here: the same values leave the same answers.
  for (const [name, param] of Object.entries(params))
    if (isAnswer(param) && values[name] !== '') kept.current[name] = String(values[name])
  return kept.current
}

interface OneProps {
  readonly name: string
  readonly params: Params
  readonly value: Value | undefined
  /** The last answer that the parameter had; undefined for a parameter that runs no answer. */
  readonly kept: string | undefined
  readonly off: string | undefined
  set(name: string, value: Value): void
}

const Control = memo(function Control({ name, params, value, kept, off, set }: OneProps) {
  const onChange = useCallback((next: Value) => set(name, next), [name, set])
  const param = params[name]
  if (param?.kind === 'number' && typeof value === 'number')
    return <NumberControl name={name} param={param} value={value} off={off} onChange={onChange} />
  if (param?.kind === 'choice' && typeof value === 'string')
    return <ChoiceControl name={name} param={param} value={value} off={off} onChange={onChange} />
  if (isAnswer(param) && typeof value === 'string' && kept !== undefined)
    return <AnswerControl name={name} param={param} value={value} kept={kept} off={off} onChange={onChange} />
  if (param?.kind === 'passage' && typeof value === 'string')
    return <PassageControl name={name} param={param} value={value} off={off} onChange={onChange} />
  if (param?.kind === 'toggle' && typeof value === 'boolean')
    return <ToggleControl name={name} param={param} value={value} off={off} onChange={onChange} />
  if (param?.kind === 'picture' && typeof value === 'string')
    return <PictureControl name={name} param={param} value={value} off={off} onChange={onChange} />
  return null
})
