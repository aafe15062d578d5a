import type {
  ChoiceParam,
  FormulaParam,
  NumberParam,
  PassageParam,
  PictureParam,
  Scale,
  TensorParam,
  ToggleParam,
} from './params'
import { judgedOnce } from './passage'
import { nearest } from './slider'

/** The argument of `number`. */
export type NumberOptions = Omit<NumberParam, 'kind' | 'scale' | 'step' | 'integer'> & {
  readonly scale?: Scale
  readonly step?: number
  readonly integer?: boolean
}

/** Declares a number in [min, max]. Throws if `initial` is not a value that the slider can reach. */
export function number(options: NumberOptions): NumberParam {
  const scale = options.scale ?? 'linear'
  const param: NumberParam = {
    kind: 'number',
    ...options,
    scale,
    integer: options.integer ?? false,
    step: options.step ?? (options.integer || scale === 'log2' ? 1 : 0.01),
  }
  if (scale !== 'linear' && param.min <= 0)
    throw new RangeError(`"${param.label}": a ${scale} slider starts above 0, not at ${param.min}`)
  const reached = nearest(param, param.initial)
  if (Math.abs(reached - param.initial) > 1e-9 * Math.max(1, Math.abs(param.initial)))
    throw new RangeError(`"${param.label}": initial ${param.initial} is not on the slider (nearest: ${reached})`)
  return param
}

/** Declares a choice of a few named options. */
export function choice<const Option extends string>(
  options: Omit<ChoiceParam<Option>, 'kind' | 'initial'> & { readonly initial: NoInfer<Option> },
): ChoiceParam<Option> {
  return { kind: 'choice', ...options }
}

/** Declares an on/off switch. */
export function toggle(options: Omit<ToggleParam, 'kind'>): ToggleParam {
  return { kind: 'toggle', ...options }
}

/** Declares a text given by the reader. */
export function passage(options: Omit<PassageParam, 'kind' | 'initial'>): PassageParam {
  return { kind: 'passage', initial: '', ...options, refuses: judgedOnce(options.refuses) }
}

/** Declares a picture drawn by the reader, initially empty. */
export function picture(options: Omit<PictureParam, 'kind' | 'initial'>): PictureParam {
  return { kind: 'picture', initial: '', ...options }
}

/** Declares a formula of the reader's own, which the figure uses in place of what it would use without one. */
export function formula(options: Omit<FormulaParam, 'kind' | 'initial'>): FormulaParam {
  return { kind: 'formula', initial: '', ...options }
}

/** Declares a tensor expression of the reader's own, which the figure uses in place of what it would use without one. */
export function tensor(options: Omit<TensorParam, 'kind' | 'initial'>): TensorParam {
  return { kind: 'tensor', initial: '', ...options }
}
