import { exactly, exactSeries, type Lab, type Tensor } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { readTogether } from '../../../src/numerics/statistics/readback'
import { type LanguageModel, sentencesOf } from '../rnn'
import { oneSweep, type Passed, passed, sweepForEach } from '../sweeps'
import { SENTENCE, type Setting } from './setting'
import { gradientError } from './slopes'
import { visitsOf, Walk } from './walk'

/** Kinds of characters in the sentence, numbered as they come. */
const CHARACTERS = [...new Set(SENTENCE)]
const SIZE = 16
/** Two gradients that differ by a smaller part than this differ by the rounding of single precision. */
const ROUNDED = 1e-6
/** A gradient that is nearer to the slope of the loss than this is as near as differences in single precision can tell. */
const TOLD = 1e-3
const UNDER_WAY = 'The sweep is still under way.'

/** One reading a visit of the walk back. */
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

/** How many readings a full run gives: one a visit. */
export const readings = (setting: Setting): number => visitsOf(setting).length

/** Floating-point operations of one visit, and of the other way's share in it. */
export const cost = ({ length }: Setting): number => length ** 2 * 2 * SIZE ** 2

/** From one read of the device. A state that has not been visited has gathered nothing yet. */
function readingOf({ tf }: Lab, walk: Walk, { manner, other, error }: Made, underWay: boolean) {
  const withheld = underWay ? { withheld: UNDER_WAY } : {}
  const read = new Map<'lengths' | 'apart' | 'error', Float32Array>()
  tf.tidy(() => {
    const difference = tf.max(tf.abs(tf.sub(walk.recurrentGradient, other.gradient)))
    // A sentence of one character makes no step: its gradient by R is 0, and is compared with 0.
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
  /** The other way, walked at once by other code: dLoss/dR, and the visits that were counted. */
  readonly other: { readonly gradient: Tensor; readonly visits: number }
  /** Of the gradients of all parameters, from the slope of the loss. */
  readonly error: Tensor
  readonly kept: Tensor[]
}

/** The model, its forward pass, and the way that is not walked. */
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
