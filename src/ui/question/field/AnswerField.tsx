import { useId } from 'react'
import type { Question } from '../../../experiment'
import { Prose, type SetFormula } from '../../prose/Prose'
import { SketchField } from './SketchField'
import type { SketchAxes } from './sketchAxes'
import './form.css'
import './options.css'

interface AnswerFieldProps {
  readonly question: Question
  readonly formula: SetFormula
  readonly label: string
  readonly invalid: boolean
  /** The ids of the elements that describe the field. */
  readonly described: string
  /** The answer so far. Only a sketch is drawn from it; the other controls hold their own value. */
  readonly text: string
  readonly revealed: boolean
  /** The axes of a sketch. */
  readonly axes: SketchAxes | undefined
  /** Whether answers are judged and stored. */
  readonly live: boolean
  /** Called at every change. */
  typed(text: string): void
}

/**
 * The control of an answer: a line, radio buttons, a sheet for words, or axes to draw on. It holds its own value, so that what is typed while its
 * script loads stays.
 */
export function AnswerField(props: AnswerFieldProps) {
  const { question, label, described, text, revealed, axes, live, typed } = props
  if (question.kind === 'choice') return <Options {...props} options={question.options} />
  if (question.kind === 'words') return <Sheet {...props} />
  if (question.kind !== 'sketch') return <Line {...props} />
  return (
    <>
      {axes && <SketchField {...{ question, axes, label, described, text, revealed, live, typed }} />}
      <input type="hidden" name={NAME} value={text} />
    </>
  )
}

/** The name of the control in its form. */
const NAME = 'answer'

/** The answer in a form: text, the name of the chosen option, or ''. */
export function givenIn(form: HTMLFormElement): string {
  const given = new FormData(form).get(NAME)
  return typeof given === 'string' ? given : ''
}

/** Puts a kept answer into the controls of a form. */
export function fillIn(form: HTMLFormElement, answer: string): void {
  const field = fieldOf(form)
  if (field) field.value = answer
  for (const option of form.querySelectorAll<HTMLInputElement>('input[type="radio"]'))
    option.checked = option.value === answer
}

/** The line or the sheet of a form; undefined if it has another control. */
export const fieldOf = (form: HTMLFormElement): HTMLInputElement | HTMLTextAreaElement | undefined =>
  form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`:is(input[type="text"], textarea)[name="${NAME}"]`) ??
  undefined

function Line({ question, label, invalid, described, typed }: AnswerFieldProps) {
  const id = useId()
  const { kind } = question
  return (
    <div className="answer-line">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={NAME}
        type="text"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="done"
        translate="no"
        aria-invalid={invalid || undefined}
        aria-describedby={described}
        onInput={({ currentTarget }) => typed(currentTarget.value)}
        onKeyDown={(event) => {
          // Enter that ends the composition of a character is no answer.
          if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault()
        }}
      />
      {kind === 'number' && question.unit !== undefined && <span>{question.unit}</span>}
    </div>
  )
}

const Sheet = ({ label, invalid, described, typed }: AnswerFieldProps) => (
  <textarea
    name={NAME}
    rows={4}
    aria-label={label}
    aria-invalid={invalid || undefined}
    aria-describedby={described}
    onInput={({ currentTarget }) => typed(currentTarget.value)}
  />
)

interface OptionsProps extends AnswerFieldProps {
  readonly options: Readonly<Record<string, { readonly label: string }>>
}

const Options = ({ options, formula, label, invalid, described, typed }: OptionsProps) => (
  <fieldset className="answer-options" aria-describedby={described} data-invalid={invalid || undefined}>
    <legend className="spoken">{label}</legend>
    {Object.entries(options).map(([option, { label: text }]) => (
      <label key={option}>
        <input type="radio" name={NAME} value={option} onChange={() => typed(option)} />
        <span>
          <Prose text={text} formula={formula} />
        </span>
      </label>
    ))}
  </fieldset>
)
