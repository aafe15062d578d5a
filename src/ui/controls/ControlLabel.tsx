import { Words } from '../../charts'
import type { Param, Value } from '../../experiment'

/** The props that all controls share. */
export interface ControlProps<P extends Param, V extends Value> {
  readonly name: string
  readonly param: P
  readonly value: V
  /** Why the control is off, in a sentence; undefined: it is on. */
  readonly off: string | undefined
  onChange(value: V): void
}

/** The label of a control, with its symbol. */
export function ControlLabel({ param, htmlFor }: { readonly param: Param; readonly htmlFor: string }) {
  return (
    <label className="control-label" htmlFor={htmlFor}>
      <Words {...param} />
    </label>
  )
}

/** The help of a parameter, in a sentence or two. */
export function helpOf(param: Param): string | undefined {
  if (param.kind !== 'passage') return param.says
  return [param.says, `At most ${param.most.toLocaleString('en')} characters of it are used.`].filter(Boolean).join(' ')
}
