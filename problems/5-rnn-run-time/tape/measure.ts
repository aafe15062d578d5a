import { exactly, exactSeries, type Lab, type Tensor } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { readTogether } from '../../../src/numerics/statistics/readback'
import { type LanguageModel, sentencesOf } from '../rnn'
import { oneSweep, type Passed, passed, sweepForEach } from '../sweeps'
import { SENTENCE, type Setting } from './setting'
import { gradientError } from './slopes'
import { visitsOf, Walk } from './walk'

/** The different characters of the sentence, in order of first occurrence. */
const CHARACTERS = [...new Set(SENTENCE)]
const SIZE = 16
/** The relative difference below which two gradients differ by single-precision rounding only. */
const ROUNDED = 1e-6
/** The relative difference from the slope of the loss below which single-precision differences cannot resolve an error. */
const TOLD = 1e-3
const UNDER_WAY = 'The sweep is still under way.'

/** Yields one reading for each visit of the backward pass. */
export function* measure(lab: Lab, setting: Setting) {
  const made = prepared(lab, setting)
  const walk = new Walk(lab.tf, made.model, made.passed)
  try {
    const visits = visitsOf(setting)
    for (const [i, visit] of visits.entries()) {
      walk.visit(visit)
      yield readingOf(lab, walk, made, i + 1 < visits.length)
    }
  } finally {
    walk.dispose()
    lab.tf.dispose(made.kept)
  }
}

/** The number of readings of a full run: one for each visit. */
export const readings = (setting: Setting): number => visitsOf(setting).length

/** Floating-point operations of one visit, with its share of the other way's gradient. */
export const cost = ({ length }: Setting): number => length ** 2 * 2 * SIZE ** 2

/** Computes a reading with one read of the device. The gradient at a state that has not been visited is 0. */
function readingOf({ tf }: Lab, walk: Walk, { manner, other, error }: Made, underWay: boolean) {
  const withheld = underWay ? { withheld: UNDER_WAY } : {}
  const read = new Map<'lengths' | 'apart' | 'error', Float32Array>()
  tf.tidy(() => {
    const difference = tf.max(tf.abs(tf.sub(walk.recurrentGradient, other.gradient)))
    // A sentence of one character has no step: its gradient with respect to R is 0, and is compared with 0.
    const size = tf.maximum(tf.max(tf.abs(other.gradient)), 1e-30)
    const numbers = readTogether(tf, { lengths: walk.lengths(), apart: tf.div(difference, size), error })
    for (const [name, values] of Object.entries(numbers)) read.set(name as keyof typeof numbers, values)
  })
  const atLeast = (name: 'apart' | 'error', least: number) =>
    exactly(Math.log10(Math.max(read.get(name)?.[0] ?? Number.NaN, least)))
  const lengths = [...(read.get('lengths') ?? [])]
  const own = { ...exactly(walk.visits.reduce((sum, count) => sum + count, 0)), ...withheld }
  const others = exactly(other.visits)
  return {
    gathered: exactSeries(upTo(lengths.length), lengths),
    visits: { ...exactSeries(upTo(walk.visits.length), [...walk.visits]), ...withheld },
    once: manner === 'once' ? own : others,
    each: manner === 'each' ? own : others,
    apart: { ...atLeast('apart', ROUNDED), ...withheld },
    error: atLeast('error', TOLD),
  }
}

interface Made {
  readonly model: LanguageModel
  readonly passed: Passed
  readonly manner: Setting['manner']
  /** The other way, computed at once by other code: dLoss/dR, and the number of visits. */
  readonly other: { readonly gradient: Tensor; readonly visits: number }
  /** The largest error of the gradients of all parameters, compared with slopes of the loss. */
  readonly error: Tensor
  readonly kept: Tensor[]
}

/** The model, its forward pass, and the gradient by the way that is not shown step by step. */
function prepared({ tf, draw }: Lab, { length, manner }: Setting): Made {
  const all: Made[] = []
  tf.tidy(() => {
    const scaled = (name: string, shape: readonly number[], deviation: number) =>
      tf.mul(draw('gaussian', name, shape), deviation)
    const model = {
      words: scaled('words', [1, CHARACTERS.length, SIZE], 0.5),
      input: scaled('input', [1, SIZE, SIZE], 1 / Math.sqrt(SIZE)),
      recurrent: scaled('recurrent', [1, SIZE, SIZE], 1 / Math.sqrt(SIZE)),
      bias: tf.zeros([1, 1, SIZE]),
      start: scaled('start', [1, 1, SIZE], 0.5),
    }
    const numbers = [...SENTENCE].slice(0, length).map((character) => CHARACTERS.indexOf(character))
    const sentences = sentencesOf(tf, tf.tensor(numbers, [length, 1, 1], 'int32'), CHARACTERS.length)
    const run = passed(tf, model, sentences)
    const counter = { count: 0 }
    const gradient = (manner === 'once' ? sweepForEach : oneSweep)(tf, model, run, counter)
    const error = gradientError(tf, model, sentences)
    const kept = [model.recurrent, model.start, gradient, error, ...run.states, ...run.atLosses]
    all.push({ model, passed: run, manner, other: { gradient, visits: counter.count }, error, kept })
    return kept
  })
  const [made] = all
  if (!made) throw new Error('Nothing was prepared')
  return made
}
