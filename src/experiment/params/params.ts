import type { Tex } from '../tex'
import { evaluate, readPostfix } from './formula'
import { formulaText } from './formulaText'
import { cutText, judgedOnce, type PassageRule, readPassage } from './passage'
import { pictureOf } from './picture'
import { readTensor, type TensorSpace } from './tensor'
import { tensorText } from './tensorText'

interface Described {
  /** The label of the control, in words. */
  readonly label: string
  /** The symbol used in the derivation, made with the `tex` tag. */
  readonly symbol?: Tex
  /** The name that links the control to terms in formulas (`\htmlData{term=...}`). Default: the parameter's own name. */
  readonly term?: string
  /** One sentence of help. */
  readonly says?: string
  /** Changes only the picture: no measurement may read it, and changing it does not restart the run. */
  readonly display?: true
}

/** The function from slider positions to numbers. */
export type Scale = 'linear' | 'log2' | 'log10'

/** A number, set by a slider or typed. */
export interface NumberParam extends Described {
  readonly kind: 'number'
  readonly initial: number
  readonly min: number
  readonly max: number
  /** The scale of the slider. On a logarithmic scale `step` is a step of the logarithm: log2 with step 1 offers powers of two. */
  readonly scale: Scale
  readonly step: number
  readonly integer: boolean
  readonly unit?: string
}

/** One of a few named options. */
export interface ChoiceParam<Option extends string = string> extends Described {
  readonly kind: 'choice'
  readonly initial: Option
  /** From each value to its label, in the order offered. */
  readonly options: Readonly<Record<Option, string>>
}

/** On or off. */
export interface ToggleParam extends Described {
  readonly kind: 'toggle'
  readonly initial: boolean
}

/** A picture drawn by the reader, small enough for a link: '' if there is none, else the result of `pictureText`. */
export interface PictureParam extends Described {
  readonly kind: 'picture'
  readonly initial: string
  /** The side of the picture in pixels. */
  readonly size: number
}

/** A text given by the reader. An empty text stands for a text that comes with the book. */
export interface PassageParam extends Described, PassageRule {
  readonly kind: 'passage'
  readonly initial: ''
  /** The name of the text that is used instead of an empty one. */
  readonly empty: string
}

/** A formula of the reader's own, in postfix notation (`readPostfix`): '' if there is none. */
export interface FormulaParam extends Described {
  readonly kind: 'formula'
  readonly initial: ''
  /** The letters that it may contain, each with its meaning: { d: 'number of inputs' }. */
  readonly letters: Readonly<Record<string, string>>
  /** Why a formula cannot be used, as the end of a sentence that begins "it was ignored:"; undefined if it can be used. */
  refuses(formula: FormulaFunction): string | undefined
}

/** A tensor expression of the reader's own (`readTensor`): '' if there is none. */
export interface TensorParam extends Described {
  readonly kind: 'tensor'
  readonly initial: ''
  readonly space: TensorSpace
}

/** A parameter that an answer of the reader sets. */
export type AnswerParam = FormulaParam | TensorParam

/** A formula as a function of its letters. */
export type FormulaFunction = (at: Readonly<Record<string, number>>) => number

/** A parameter that the reader can set, by the kind of its control. */
export type Param = NumberParam | ChoiceParam | ToggleParam | PassageParam | PictureParam | AnswerParam
/** The parameters of an experiment, by name. */
export type Params = Readonly<Record<string, Param>>
/** The value of a parameter. */
export type Value = number | string | boolean

type ValueOf<Q> = Q extends NumberParam
  ? number
  : Q extends ChoiceParam<infer Option>
    ? Option
    : Q extends ToggleParam
      ? boolean
      : Q extends PassageParam | PictureParam | AnswerParam
        ? string
        : never

/** One legal value for every parameter. */
export type Values<P extends Params> = { readonly [K in keyof P]: ValueOf<P[K]> }

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

/** Whether a parameter is an answer of the reader: it has a control only where there is one, and an address contains it. */
export const isAnswer = (param: Param | undefined): param is AnswerParam =>
  param?.kind === 'formula' || param?.kind === 'tensor'

/** The value of a parameter of kind `formula` as a function; undefined if there is no formula. Throws RangeError if it is not in these letters. */
export function formulaOf(param: FormulaParam, value: string): FormulaFunction | undefined {
  if (value === '') return undefined
  const read = readPostfix(value, Object.keys(param.letters))
  if (!read) throw new RangeError(`"${value}" is no formula in ${Object.keys(param.letters).join(', ')}`)
  return (at) => evaluate(read, at)
}

/** An answer as people write it, "1/√d"; undefined if there is none. */
export function answerText(param: AnswerParam, value: string): string | undefined {
  if (param.kind === 'tensor') {
    const expression = value === '' ? undefined : readTensor(value, param.space)
    return expression && tensorText(expression)
  }
  const read = value === '' ? undefined : readPostfix(value, Object.keys(param.letters))
  return read && formulaText(read)
}

/** Whether the values of a parameter are texts or pictures made by the reader. Only the reader replaces such a value, and no address contains it. */
export const isOwn = (param: Param | undefined): param is PassageParam | PictureParam =>
  param?.kind === 'passage' || param?.kind === 'picture'

/** The position of x on the slider: x, log2 x or log10 x. */
export function toSlider(param: NumberParam, x: number): number {
  return param.scale === 'linear' ? x : param.scale === 'log2' ? Math.log2(x) : Math.log10(x)
}

/** The inverse of `toSlider`, rounded to the nearest legal value. */
export function fromSlider(param: NumberParam, position: number): number {
  const x = param.scale === 'linear' ? position : param.scale === 'log2' ? 2 ** position : 10 ** position
  return nearest(param, x)
}

/** The legal value nearest to x: in range, on a step, and whole if `integer`. NaN gives `initial`. */
export function nearest(param: NumberParam, x: number): number {
  if (Number.isNaN(x)) return param.initial
  const inRange = Math.min(param.max, Math.max(param.min, x))
  const low = toSlider(param, param.min)
  const steps = Math.round((toSlider(param, inRange) - low) / param.step)
  const position = Math.min(low + steps * param.step, toSlider(param, param.max))
  const stepped = param.scale === 'linear' ? position : param.scale === 'log2' ? 2 ** position : 10 ** position
  const clean = Number(stepped.toPrecision(10))
  return param.integer ? Math.round(clean) : clean
}

/** The values a figure starts with. */
export function initialValues<P extends Params>(params: P): Values<P> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.initial])) as Values<P>
}

/** A parsed value, and one sentence for each part that was not understood. */
export interface Parsed<T> {
  readonly value: T
  readonly problems: readonly string[]
}

/** Parses one untrusted value of one parameter. An illegal value is replaced by the nearest legal one or left out, with a sentence that says so. */
export function parseValue(name: string, param: Param, given: unknown): Parsed<Value | undefined> {
  const refuse = (legal: string) => ({
    value: undefined,
    problems: [`${name} = ${show(given)} was ignored: ${legal}.`],
  })
  if (param.kind === 'toggle') {
    if (given === true || given === 'true' || given === 'on') return { value: true, problems: [] }
    if (given === false || given === 'false' || given === 'off') return { value: false, problems: [] }
    return refuse('it is on or off')
  }
  if (param.kind === 'passage') return parsePassage(name, param, given)
  if (param.kind === 'formula') return parseFormula(name, param, given)
  if (param.kind === 'tensor') {
    const legal = typeof given === 'string' && (given === '' || readTensor(given, param.space) !== undefined)
    if (legal) return { value: given, problems: [] }
    return refuse(`it is an expression in ${Object.keys(param.space.operands).join(', ')}, as this page writes it`)
  }
  if (param.kind === 'choice') {
    if (typeof given === 'string' && Object.hasOwn(param.options, given)) return { value: given, problems: [] }
    return refuse(`it is one of ${Object.keys(param.options).join(', ')}`)
  }
  if (param.kind === 'picture') {
    const legal = typeof given === 'string' && (given === '' || pictureOf(given, param.size) !== undefined)
    if (legal) return { value: given, problems: [] }
    return refuse(`it is a picture of ${param.size} by ${param.size} pixels, as this page writes it`)
  }
  const x =
    typeof given === 'number' ? given : typeof given === 'string' && given.trim() !== '' ? Number(given) : Number.NaN
  if (!Number.isFinite(x)) return refuse(`it is a number from ${param.min} to ${param.max}`)
  const value = nearest(param, x)
  const moved = x < param.min || x > param.max
  return {
    value,
    problems: moved ? [`${name} = ${x} was moved to ${value}: it runs from ${param.min} to ${param.max}.`] : [],
  }
}

function parseFormula(name: string, param: FormulaParam, given: unknown): Parsed<string | undefined> {
  if (given === '') return { value: '', problems: [] }
  const letters = Object.keys(param.letters)
  const read = typeof given === 'string' ? readPostfix(given, letters) : undefined
  const refused = read
    ? param.refuses((at) => evaluate(read, at))
    : `it is a formula in ${letters.join(', ')}, as this page writes it`
  if (read && refused === undefined) return { value: read.text, problems: [] }
  const shown = read ? excerpt(formulaText(read)) : show(given)
  return { value: undefined, problems: [`${name} = ${shown} was ignored: ${refused}.`] }
}

function parsePassage(name: string, param: PassageParam, given: unknown): Parsed<string | undefined> {
  const read = typeof given === 'string' ? readPassage(param, given) : undefined
  const refused = read ? read.refused : 'it is no text'
  if (!read || refused !== undefined)
    return { value: undefined, problems: [`${name} = ${show(given)} was ignored: ${refused}.`] }
  return { value: read.text, problems: read.cut ? [`${name} is too long. ${cutText(param)}`] : [] }
}

/**
 * Parses untrusted values (an address, a stored setting, a worker message) on top of `base`. Unknown names are ignored, with a sentence that names
 * them.
 */
export function parseValues<P extends Params>(
  params: P,
  given: unknown,
  base: Values<P> = initialValues(params),
): Parsed<Values<P>> {
  if (typeof given !== 'object' || given === null)
    return { value: base, problems: [`The parameters ${show(given)} were ignored: they are names with values.`] }
  const problems: string[] = []
  const understood: Record<string, Value> = {}
  for (const [name, raw] of Object.entries(given)) {
    const param = Object.hasOwn(params, name) ? params[name] : undefined
    if (!param) {
      problems.push(`${name} was ignored: there is no such parameter (there is ${Object.keys(params).join(', ')}).`)
      continue
    }
    const parsed = parseValue(name, param, raw)
    problems.push(...parsed.problems)
    if (parsed.value !== undefined) understood[name] = parsed.value
  }
  return { value: { ...base, ...understood }, problems }
}

/** The text of a value in the address and in a form control. */
export function valueText(value: Value): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
}

const show = (given: unknown): string => excerpt(typeof given === 'string' ? `"${given.slice(0, 50)}"` : String(given))

const excerpt = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
