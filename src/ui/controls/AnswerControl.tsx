import { useId } from 'react'
import { type AnswerParam, answerText } from '../../experiment'
import { ControlLabel, type ControlProps } from './ControlLabel'

interface AnswerControlProps extends ControlProps<AnswerParam, string> {
  /** The answer that the switch puts back. */
  readonly kept: string
}

/** An answer of the reader that the figure runs, with a switch that takes it out and puts it back. The answer itself is written at its question. */
export function AnswerControl({ name, param, value, kept, off, onChange }: AnswerControlProps) {
  const id = useId()
  const text = answerText(param, value === '' ? kept : value) ?? ''
  return (
    <div
      className="control control-toggle control-answer"
      data-term={param.term ?? name}
      data-off={off !== undefined || undefined}
    >
      <span className="answer-name">
        <ControlLabel param={param} htmlFor={id} />
        <output className="answer-formula" title={text}>{`= ${text}`}</output>
      </span>
      <input
        type="checkbox"
        className="switch"
        id={id}
        name={name}
        checked={value !== ''}
        disabled={off !== undefined}
        aria-describedby={`${id}-says`}
        onChange={(event) => onChange(event.target.checked ? kept : '')}
      />
      <p className="visually-hidden" id={`${id}-says`}>
        {off ?? param.says}
      </p>
    </div>
  )
}
