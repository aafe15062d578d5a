import type { Question } from '../../experiment'
import { randomOf, seedOf } from '../../experiment/random'

/** One answer that the class may vote for. */
export interface Option {
  /** The answer with printed signs (√d for sqrt(d)), or the words of a choice, with formulas between dollar signs. */
  readonly label: string
  /** As a reader types it; undefined for the words of a choice. */
  readonly typed?: string
  readonly right: boolean
  /** What the answer would mean, or why it is right. */
  readonly says: string
}

/** More than nine have no key. */
const MOST = 9

/**
 * What a class can vote for: the options of a choice in their order; for a formula or a number the right answer among the known wrong ones,
 * shuffled, the same for the same seed. undefined for a question without such answers: a sketch, an explanation.
 */
export function optionsOf(question: Question, seed: string): readonly Option[] | undefined {
  if (question.kind === 'choice')
    return Object.entries(question.options).map(([name, { label, says }]) => {
      const right = name === question.answer
      return { label, right, says: right ? question.right : (says ?? '') }
    })
  if (question.kind === 'sketch' || question.kind === 'words') return undefined
  const wrong = Object.values(question.misconceptions).flatMap(({ answers, says }) => {
    const [label] = answers
    return label === undefined ? [] : [{ label: readable(label), typed: label, right: false, says }]
  })
  if (wrong.length === 0) return undefined
  const right = { label: readable(question.answer), typed: question.answer, right: true, says: question.right }
  return shuffled([right, ...wrong.slice(0, MOST - 1)], seed)
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = { '2': '²', '3': '³', '4': '⁴' }
const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  sigma: 'σ',
  lambda: 'λ',
  pi: 'π',
}

/** An answer as it is typed, in the signs of print: "1/sqrt(d)" is "1/√d". */
export function readable(typed: string): string {
  return typed
    .replaceAll(/\bsqrt\s*\(\s*([\w.]+)\s*\)/g, '√$1')
    .replaceAll(/\bsqrt\b\s*/g, '√')
    .replaceAll(/\^([234])\b/g, (_, power: string) => SUPERSCRIPTS[power] ?? power)
    .replaceAll(/\b(alpha|beta|gamma|delta|sigma|lambda|pi)\b/g, (name) => GREEK[name] ?? name)
    .replaceAll(/(?<=[\p{L}\p{N}_)])\s*\*\s*(?=[\p{L}\p{N}(√])/gu, ' · ')
    .replaceAll(/(?<=\s)-(?=\s)/g, '−')
}

/** Fisher and Yates' shuffle, by numbers from the seed. */
function shuffled<T>(items: readonly T[], seed: string): readonly T[] {
  const next = randomOf(seedOf(seed))
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const [a, b] = [result[i], result[j]]
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a]
  }
  return result
}
