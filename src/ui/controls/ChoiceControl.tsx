import { useId } from 'react'
import { Words } from '../../charts'
import type { ChoiceParam, ToggleParam } from '../../experiment'
import { ControlLabel, type ControlProps } from './ControlLabel'

/** Few short options stand side by side; others are a list. */
export const isSegmented = ({ options }: ChoiceParam): boolean => {
  const labels = Object.values(options)
  return labels.length <= 4 && labels.every((label) => label.length <= 10) && labels.join('').length <= 26
}

/** Options of more characters than stand beside their label. */
const isLong = ({ options }: ChoiceParam): boolean => Object.values(options).some((label) => label.length > 14)

/** A choice: as segments if the options are few and short, else as a list. */
export function ChoiceControl(props: ControlProps<ChoiceParam, string>) {
  return isSegmented(props.param) ? <Segments {...props} /> : <Options {...props} />
}

function Segments({ name, param, value, off, onChange }: ControlProps<ChoiceParam, string>) {
  const id = useId()
  return (
    <fieldset
      className="control control-segments"
      data-term={param.term ?? name}
      data-off={off !== undefined || undefined}
      disabled={off !== undefined}
      aria-describedby={`${id}-says`}
    >
      <legend className="control-label">
        <Words {...param} />
      </legend>
      <div className="segments">
        {Object.entries(param.options).map(([option, label]) => (
          <label key={option} className="segment">
            <input
              type="radio"
              className="segment-input"
              name={name}
              value={option}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <p className="visually-hidden" id={`${id}-says`}>
        {off ?? param.says}
      </p>
    </fieldset>
  )
}

function Options({ name, param, value, off, onChange }: ControlProps<ChoiceParam, string>) {
  const id = useId()
  return (
    <div
      className="control control-options"
      data-term={param.term ?? name}
      data-off={off !== undefined || undefined}
      data-long={isLong(param) || undefined}
    >
      <ControlLabel param={param} htmlFor={id} />
      <select
        id={id}
        name={name}
        value={value}
        disabled={off !== undefined}
        aria-describedby={`${id}-says`}
        onChange={(event) => onChange(event.target.value)}
      >
        {Object.entries(param.options).map(([option, label]) => (
          <option key={option} value={option}>
            {label}
          </option>
        ))}
      </select>
      <p className="visually-hidden" id={`${id}-says`}>
        {off ?? param.says}
      </p>
    </div>
  )
}

/** A switch. */
export function ToggleControl({ name, param, value, off, onChange }: ControlProps<ToggleParam, boolean>) {
  const id = useId()
  return (
    <div className="control control-toggle" data-term={param.term ?? name} data-off={off !== undefined || undefined}>
      <ControlLabel param={param} htmlFor={id} />
      <input
        type="checkbox"
        className="switch"
        id={id}
        name={name}
        checked={value}
        disabled={off !== undefined}
        aria-describedby={`${id}-says`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <p className="visually-hidden" id={`${id}-says`}>
        {off ?? param.says}
      </p>
    </div>
  )
}
