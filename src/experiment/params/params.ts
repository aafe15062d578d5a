import type { Tex } from '../tex'
import type { PassageRule } from './passage'
import type { TensorSpace } from './tensor'

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

/** Whether a parameter is an answer of the reader: it has a control only where there is one, and an address contains it. */
export const isAnswer = (param: Param | undefined): param is AnswerParam =>
  param?.kind === 'formula' || param?.kind === 'tensor'

/** Whether the values of a parameter are texts or pictures made by the reader. Only the reader replaces such a value, and no address contains it. */
export const isOwn = (param: Param | undefined): param is PassageParam | PictureParam =>
  param?.kind === 'passage' || param?.kind === 'picture'

/** The values a figure starts with. */
export function initialValues<P extends Params>(params: P): Values<P> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.initial])) as Values<P>
}
