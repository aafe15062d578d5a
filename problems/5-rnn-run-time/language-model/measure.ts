import { type Estimate, estimateOf, exactly, type Lab, type Series, textReading } from '../../../src/experiment'
import { countTo, upTo } from '../../../src/numerics/positions'
import { seriesOf } from '../../../src/numerics/statistics/estimates'
import { adam } from '../../../src/numerics/training/optimiser'
import { race, standingsOf } from '../../../src/numerics/training/race'
import { type Corpus, corpusFor } from './corpus'
import { counter } from './counting'
import { writer } from './sample'
import { MODELS, testedSentences, trainedSentences } from './setting'
import { pairsFound, spaces, wordsFound } from './spelling'
import { languageModels, type Sizes, sentencesFor } from './training'

/**
 * Possible numbers of steps between two readings, and the number of operations that take a short time. Each number divides the step of the slider.
 */
const STEPS_EACH = [10, 5, 2, 1]
const SOON = 3e9
const TEMPERATURES = { cold: 0.5, warm: 0.8, hot: 1 } as const

/** The parameter values that the measurement uses. */
export interface Setting extends Sizes {
  /** The reader's text; empty for the text of the book. */
  readonly text: string
  /** The learning rate of Adam. */
  readonly rate: number
  readonly steps: number
}

/** Trains the models and yields readings, each with one read of the device. A model that diverges ends the run. */
export function* measure(lab: Lab, p: Setting) {
  const corpus = corpusFor(p.text)
  const sentences = sentencesFor(lab, corpus, p.length)
  const count = counter(corpus, sentences.heldOut)
  const counted = sentences.tested.map((starts) => count(starts, p.length))
  const [single, pair] = [counted.map((lines) => lines.single), counted.map((lines) => lines.pair)]
  let overlap = 0
  const model = languageModels(lab, corpus, p, sentences, (starts) => {
    for (const start of starts.flat()) overlap += Math.min(p.length, Math.max(0, start + p.length - sentences.heldOut))
  })
  const write = writer(lab, corpus, p.size)
  const curve = new Curve()
  let begun: Float32Array | undefined
  const pace = { optimiser: adam(p.rate), steps: p.steps, every: stepsEach(p) }
  for (const { step, taken } of race(lab.tf, { model }, pace)) {
    if (!taken.model) return
    const { losses, parameters } = taken.model
    begun ??= parameters
    const perModel = upTo(MODELS).map((m) => meanOf(countTo(p.length).map((t) => losses[(t - 1) * MODELS + m])))
    yield {
      loss: curve.after(step, estimateOf(perModel)),
      byPlace: seriesOf(countTo(p.length), (t) => estimateOf(losses.slice((t - 1) * MODELS, t * MODELS))),
      single: estimateOf(single),
      pair: estimateOf(pair),
      overSingle: estimateOf(perModel.map((loss, m) => (single[m] ?? Number.NaN) - loss)),
      overPair: estimateOf(perModel.map((loss, m) => (pair[m] ?? Number.NaN) - loss)),
      moved: estimateOf(farthest(begun, parameters, corpus, p.size).map((way) => way / p.rate / Math.max(1, step))),
      overlap: exactly(overlap),
      ...written(write, parameters, corpus),
    }
  }
}

/** The number of readings of a full run: one before the first step, and one after every `stepsEach`. */
export const readings = (p: Setting): number => standingsOf(p.steps, stepsEach(p))

/** Steps between readings: fewer if they take long, so that *Pause* takes effect soon. */
export const stepsEach = (p: Setting): number => STEPS_EACH.find((steps) => operationsOf(p, steps) <= SOON) ?? 1

/** Floating-point operations of one reading. */
export const cost = (p: Setting): number => operationsOf(p, stepsEach(p))

/** Floating-point operations of some steps, forward and backward, and of the loss measured after them. */
function operationsOf({ text, size, length }: Setting, steps: number): number {
  const vocabulary = corpusFor(text).characters.length
  const word = 2 * (2 * size ** 2 + 2 * vocabulary * size)
  return MODELS * (steps * trainedSentences(length) * 3 + testedSentences(length)) * length * word
}

const meanOf = (values: readonly (number | undefined)[]): number =>
  values.reduce<number>((sum, v = Number.NaN) => sum + v / values.length, 0)

/** The largest distance of a weight from its initial value, for each model. */
function farthest(begun: Float32Array, now: Float32Array, { characters }: Corpus, size: number): number[] {
  const ways = upTo(MODELS).map(() => 0)
  let from = 0
  // The weights of all models are adjacent, set by set.
  for (const each of [characters.length * size, size * size, size * size, size, size])
    for (let m = 0; m < MODELS; m++)
      for (let i = 0; i < each; i++, from++)
        ways[m] = Math.max(ways[m] ?? 0, Math.abs((now[from] ?? Number.NaN) - (begun[from] ?? Number.NaN)))
  return ways
}

/** Samples of the first model, and how well all models spell. */
function written(write: ReturnType<typeof writer>, parameters: Float32Array, { text }: Corpus) {
  const { cold, warm, hot } = TEMPERATURES
  const samples = write(parameters)
  const all = upTo(MODELS).map((m) => samples(m, m === 0 ? [cold, hot, warm] : [cold, hot]))
  const [first] = all
  const share = (at: number, of: (sample: string, text: string) => number): Estimate =>
    estimateOf(all.map((texts) => of(texts[at] ?? '', text)))
  return {
    cold: textReading(first?.[0] ?? ''),
    warm: textReading(first?.[2] ?? ''),
    hot: textReading(first?.[1] ?? ''),
    spaces: share(1, spaces),
    pairs: share(1, pairsFound),
    coldWords: share(0, wordsFound),
    hotWords: share(1, wordsFound),
  }
}

/** The curve of the loss, point by point: earlier points do not change. */
class Curve {
  private readonly at: number[] = []
  private readonly points: Estimate[] = []

  after(step: number, loss: Estimate): Series {
    this.at.push(step)
    this.points.push(loss)
    return seriesOf([...this.at], (_, i) => this.points[i] ?? loss)
  }
}
