import { evaluate, readPostfix } from './formula'
import { formulaText } from './formulaText'
import {
  type FormulaParam,
  initialValues,
  type Param,
  type Params,
  type PassageParam,
  type Value,
  type Values,
} from './params'
import { cutText, readPassage } from './passage'
import { pictureOf } from './picture'
import { nearest } from './slider'
import { readTensor } from './tensor'

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
