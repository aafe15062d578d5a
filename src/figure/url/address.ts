import { type Experiment, initialValues, isAnswer, isOwn, parseValues, type Value, valueText } from '../../experiment'
import { inFewWords, MAX_SEED, presetOf, presetValues, type RunSetting } from '../setting'
import { answerOfWord, answerWord } from './answerWord'
import { BACKENDS, readBackend } from './backendKey'
import { type ContentStore, isMark, NOT_HERE } from './contentStore'
import { pinText, readPins, readSeed } from './pinText'

/** An answer of the reader in an address. */
export interface LinkedAnswer {
  readonly question: string
  readonly text: string
  readonly shown?: boolean
}

/** The part of an address that belongs to one figure. */
export interface FigureSetting extends RunSetting {
  readonly preset: string | undefined
  /** The settings of its pinned runs. */
  readonly pins: readonly RunSetting[]
  /** The reader's answers. Those that are hidden are not written. */
  readonly answers?: readonly LinkedAnswer[]
}

/** Separates the name of a figure from that of a question in a key of the query. */
const ANSWER = 'answer.'

/**
 * Reads `<name>.<parameter>`, `<name>.seed`, `<name>.preset` and every `<name>.pin` from a query. Marks are replaced by the text or picture in the
 * store. Anything illegal is ignored, with a sentence that names it.
 */
export function readAddress(
  search: string,
  name: string,
  experiment: Experiment,
  store: ContentStore,
): FigureSetting & { readonly problems: readonly string[] } {
  const query = new URLSearchParams(search)
  const problems: string[] = []
  const given: Record<string, string> = Object.create(null)
  let seed = 1
  let base: Readonly<Record<string, Value>> = initialValues(experiment.params)
  for (const [key, text] of query) {
    if (!key.startsWith(`${name}.`)) continue
    const rest = key.slice(name.length + 1)
    if (rest === 'seed') {
      const read = readSeed(text)
      if (!Number.isNaN(read)) seed = read
      else problems.push(`seed = "${text.slice(0, 40)}" was ignored: it is a whole number from 0 to ${MAX_SEED}.`)
    } else if (rest === 'preset') {
      if (Object.hasOwn(experiment.presets, text)) base = presetValues(experiment, text)
      else
        problems.push(
          `The preset "${text.slice(0, 40)}" was ignored: there is ${Object.keys(experiment.presets).join(', ')}.`,
        )
    } else if (rest !== 'pin' && !rest.startsWith(ANSWER)) given[rest] = text
  }
  for (const [param, text] of Object.entries(given)) {
    if (Object.hasOwn(experiment.params, param) && isAnswer(experiment.params[param])) given[param] = answerOfWord(text)
    if (!isMark(text) || !Object.hasOwn(experiment.params, param) || !isOwn(experiment.params[param])) continue
    const held = store.get(text)
    if (held !== undefined) given[param] = held
    else {
      delete given[param]
      problems.push(`${param} was ignored: ${NOT_HERE}.`)
    }
  }
  const parsed = parseValues(experiment.params, given, base)
  const pinned = readPins(experiment, query.getAll(`${name}.pin`), store)
  return {
    values: parsed.value,
    seed,
    preset: presetOf(experiment, parsed.value),
    pins: pinned.pins,
    problems: [...problems, ...parsed.problems, ...pinned.problems],
  }
}

/**
 * Returns the query with this figure's part replaced: the preset by its name, and the values that differ from it or from the initial values. Texts
 * and pictures made by the reader go to the store, whatever their length, because every reload sends the query to the server.
 */
export function writeAddress(
  search: string,
  name: string,
  experiment: Experiment,
  { values, seed, pins, answers = [] }: FigureSetting,
  store: ContentStore,
): string {
  const query = new URLSearchParams(search)
  for (const key of [...query.keys()]) if (key.startsWith(`${name}.`)) query.delete(key)
  const { preset, changed } = inFewWords(experiment, values)
  if (preset !== undefined) query.set(`${name}.preset`, preset)
  for (const [param, value] of changed) {
    const declared = experiment.params[param]
    const own = isOwn(declared) ? store.put(String(value)) : undefined
    query.set(`${name}.${param}`, own ?? (isAnswer(declared) ? answerWord(String(value)) : valueText(value)))
  }
  if (seed !== 1) query.set(`${name}.seed`, String(seed))
  for (const pin of pins) query.append(`${name}.pin`, pinText(experiment, pin, store))
  for (const { question, text, shown = true } of answers)
    if (shown) query.set(`${name}.${ANSWER}${question}`, answerWord(text))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** The maximum number of answers read for one figure. */
const MAX_ANSWERS = 8

/** The untrusted answers `<name>.answer.<question>` of a query. The questions of the problem, which say whether they are legal, need not be loaded before. */
export function readAnswers(search: string, name: string): readonly LinkedAnswer[] {
  const prefix = `${name}.${ANSWER}`
  const given = [...new URLSearchParams(search)].filter(([key]) => key.startsWith(prefix))
  return given
    .slice(0, MAX_ANSWERS)
    .map(([key, text]) => ({ question: key.slice(prefix.length), text: answerOfWord(text) }))
}

/** One sentence for each key that contains a dot but belongs to no figure of the page, and one for an unknown `backend`. */
export function strayKeys(search: string, names: readonly string[]): readonly string[] {
  const query = new URLSearchParams(search)
  const figures = [...query.keys()].filter(
    (key) => key.includes('.') && !names.some((name) => key.startsWith(`${name}.`)),
  )
  const backend = query.get('backend')
  return [
    ...figures.map((key) => `${key.slice(0, 40)} was ignored: this page has the figures ${names.join(', ')}.`),
    ...(backend !== null && readBackend(search) === undefined
      ? [`backend = "${backend.slice(0, 40)}" was ignored: it is one of ${BACKENDS.join(', ')}.`]
      : []),
  ]
}
