import { type Experiment, initialValues, isAnswer, isOwn, parseValue, type Value, valueText } from '../../experiment'
import { inFewWords, MAX_SEED, presetValues, type RunSetting, runSetting, sameRun } from '../setting'
import { answerOfWord, answerWord } from './answerWord'
import { type ContentStore, isMark, NOT_HERE } from './contentStore'

/** The maximum number of pinned runs: that many lines can be distinguished in a chart. */
export const MAX_PINS = 3

/**
 * A pinned run as text for the address: "rate 0.1 width 64 seed 7". It contains what differs from the initial values; a preset is written as its
 * name, a text as its mark.
 */
export function pinText(experiment: Experiment, pin: RunSetting, store: ContentStore): string {
  const { values, seed } = runSetting(experiment.params, pin)
  const { preset, changed } = inFewWords(experiment, values)
  const word = (name: string, value: Value) => {
    const param = experiment.params[name]
    if (isOwn(param)) return store.put(String(value))
    return isAnswer(param) ? answerWord(String(value)) : valueText(value)
  }
  return [
    ...(preset === undefined ? [] : [`preset ${preset}`]),
    ...changed.map(([name, value]) => `${name} ${word(name, value)}`),
    ...(seed === 1 ? [] : [`seed ${seed}`]),
  ].join(' ')
}

interface ReadPin {
  /** undefined if the pin was ignored. */
  readonly pin: RunSetting | undefined
  readonly problems: readonly string[]
}

/**
 * Reads the result of `pinText`. A value out of range is clamped, with a sentence. Any other illegal part makes the whole pin ignored, with a
 * sentence.
 */
function readPin(experiment: Experiment, text: string, store: ContentStore): ReadPin {
  const { params, presets } = experiment
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  const refuse = (why: string): ReadPin => ({ pin: undefined, problems: [`The pin "${shown}" was ignored: ${why}.`] })
  const words = text.split(/\s+/).filter((word) => word !== '')
  if (words.length % 2 === 1) return refuse('it is names, each followed by its value')
  const given = words.flatMap((name, i) => (i % 2 === 0 ? [[name, words[i + 1] ?? ''] as const] : []))
  const problems: string[] = []
  const understood: Record<string, Value> = {}
  let base: Readonly<Record<string, Value>> = initialValues(params)
  let seed = 1
  for (const [name, value] of given) {
    const param = Object.hasOwn(params, name) ? params[name] : undefined
    if (name === 'seed') {
      seed = readSeed(value)
      if (Number.isNaN(seed)) return refuse(`its seed is no whole number from 0 to ${MAX_SEED}`)
    } else if (name === 'preset') {
      if (!Object.hasOwn(presets, value)) return refuse(`the presets are ${Object.keys(presets).join(', ')}`)
      base = presetValues(experiment, value)
    } else {
      if (!param) return refuse(`the parameters are ${Object.keys(params).join(', ')}`)
      const marked = isOwn(param) && isMark(value)
      const held = marked ? store.get(value) : value
      if (held === undefined) return refuse(NOT_HERE)
      const parsed = parseValue(name, param, isAnswer(param) ? answerOfWord(held) : held)
      if (parsed.value === undefined) return refuse(`${name} has no such value`)
      understood[name] = parsed.value
      problems.push(...parsed.problems.map((problem) => `Of a pin: ${problem}`))
    }
  }
  return { pin: runSetting(params, { values: { ...base, ...understood }, seed }), problems }
}

/**
 * Reads every `<figure>.pin` of an address. Duplicates are skipped. Illegal pins and pins beyond `MAX_PINS` are ignored, with a sentence for each.
 */
export function readPins(
  experiment: Experiment,
  texts: readonly string[],
  store: ContentStore,
): { readonly pins: readonly RunSetting[]; readonly problems: readonly string[] } {
  const pins: RunSetting[] = []
  const problems: string[] = []
  for (const text of texts) {
    const read = readPin(experiment, text, store)
    problems.push(...read.problems)
    const { pin } = read
    if (!pin || pins.some((other) => sameRun(experiment.params, pin, other))) continue
    if (pins.length < MAX_PINS) pins.push(pin)
    else problems.push(`The pin "${text.slice(0, 40)}" was ignored: there is room for ${MAX_PINS}.`)
  }
  return { pins, problems }
}

/** Parses a seed of an address; NaN if it is illegal. */
export function readSeed(text: string): number {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return seed <= MAX_SEED ? seed : Number.NaN
}
