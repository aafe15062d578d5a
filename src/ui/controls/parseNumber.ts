import { importAgain } from '../../engine/importAgain'
import { latinDigits, type NumberParam, nearest, numberText } from '../../experiment'

/** The result of parsing a typed value: a legal value or none, and a sentence about it. */
export interface Typed {
  readonly value: number | undefined
  readonly message: string | undefined
}

const unit = ({ unit: name }: NumberParam) => (name ? ` ${name}` : '')

/**
 * A number as people type or paste it: digits of any width and script, spaces between groups, marks of no width, a decimal comma, a minus of any
 * length, percent. NaN for anything else, and for "1,024": it may be one or a thousand.
 */
export function readNumber(text: string): number {
  const plain = latinDigits(text.normalize('NFKC'))
    .replaceAll(/[\s_'’\p{Cf}]/gu, '')
    .replaceAll(/[−–‒﹣]/g, '-')
  const [, digits = plain, percent] = /^(.*?)(%?)$/.exec(plain) ?? []
  const isAmbiguous = /^[-+]?[1-9]\d{0,2}(,\d{3})+$/.test(digits)
  const pointed = /^[-+]?\d*,\d+(e[-+]?\d+)?$/i.test(digits) && !isAmbiguous ? digits.replace(',', '.') : digits
  if (pointed === '') return Number.NaN
  return Number(pointed) / (percent ? 100 : 1)
}

/** Reads a number that was typed beside a slider. Out of range it is moved to the end, between steps to the nearest step, with a sentence. */
export function parseNumber(param: NumberParam, text: string): Typed {
  const x = readNumber(text.trim())
  return Number.isNaN(x) ? unread(param, text) : settled(param, x)
}

const UNLOADED = 'The code that reads formulas could not be loaded. Type a number, or try again.'

/** Reads what was typed beside a slider: a number at once, or a formula, whose parser it loads. */
export function readTyped(param: NumberParam, text: string): Typed | Promise<Typed> {
  const typed = parseNumber(param, text)
  if (typed.value !== undefined || !mayBeFormula(text)) return typed
  return parseFormula(param, text).catch(() => ({ value: undefined, message: UNLOADED }))
}

/** Whether a text may be a formula, so that its parser is worth loading: a number with an operator or a letter, a vulgar fraction, e or π. */
export const mayBeFormula = (text: string): boolean =>
  /(?<!\p{L})(?:e|pi)(?!\p{L})|π|\p{No}/iu.test(text) || (/\p{N}/u.test(text) && /[-+*/⁄^√%()·×÷−]|\p{L}/u.test(text))

/** Reads a formula such as 1/sqrt(2), and treats its value as `parseNumber` does. Loads the parser; rejects if it cannot be loaded. */
export async function parseFormula(param: NumberParam, text: string): Promise<Typed> {
  const { readConstant } = await importAgain(() => import('../../answer'))
  const read = readConstant(text, param.unit)
  if ('done' in read) return settled(param, read.done)
  const { value, message } = unread(param, text)
  return { value, message: `${message} ${read.fault.says}` }
}

const rangeOf = (param: NumberParam) =>
  `from ${valueLabel(param, param.min)} to ${valueLabel(param, param.max)}${unit(param)}`

function unread(param: NumberParam, text: string): Typed {
  const plain = text.trim()
  const shown = plain.length > 24 ? `${plain.slice(0, 24)}…` : plain
  return {
    value: undefined,
    message: `${plain === '' ? 'Nothing' : `“${shown}”`} is not a number. Type one ${rangeOf(param)}.`,
  }
}

function settled(param: NumberParam, x: number): Typed {
  const value = nearest(param, x)
  const said = valueLabel(param, value)
  if (x < param.min || x > param.max) return { value, message: `Set to ${said}: it runs ${rangeOf(param)}.` }
  const moved = Math.abs(value - x) > 1e-6 * Math.max(Math.abs(value), Math.abs(x))
  return { value, message: moved ? `Set to ${said}, the nearest step to ${numberText(x)}.` : undefined }
}

/** A value in the box beside the slider. */
export const valueLabel = (param: NumberParam, value: number): string =>
  param.integer && Math.abs(value) < 1e15 ? String(value) : numberText(value, 4)
