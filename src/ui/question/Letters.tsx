import type { Question } from '../../experiment'
import { numberText } from '../../experiment'
import type { SetFormula } from '../prose/Prose'
import './letters.css'

/** One letter that an answer may use. */
interface Letter {
  readonly key: string
  /** KaTeX's HTML. */
  readonly html: string
  readonly means: string
}

interface LettersProps {
  readonly question: Question
  readonly formula: SetFormula
}

/** The letters that an answer may use, each with its meaning and its range. */
export function Letters({ question, formula }: LettersProps) {
  const letters = lettersOf(question, formula)
  if (letters.length === 0) return null
  return (
    <dl className="question-letters">
      {letters.map(({ key, html, means }) => (
        <div key={key}>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own HTML. */}
          <dt dangerouslySetInnerHTML={{ __html: html }} />
          <dd>{means}</dd>
        </div>
      ))}
    </dl>
  )
}

function lettersOf(question: Question, formula: SetFormula): readonly Letter[] {
  if (question.kind === 'formula' || question.kind === 'order')
    return Object.entries(question.variables).map(([key, { symbol, meaning, values }]) => ({
      key,
      html: formula(symbol.source),
      // An order is about growth: its variables have no ends.
      means: question.kind === 'formula' && values.length > 0 ? `${meaning}, ${rangeText(values)}` : meaning,
    }))
  if (question.kind !== 'tensor') return []
  const operands = Object.entries(question.operands).map(([key, { indices, meaning, symbol }]) => ({
    key,
    html: formula(withIndices(symbol?.source ?? nameTex(key), indices)),
    means: meaning,
  }))
  // A table that may also be an operand is listed once.
  const maps = Object.entries(question.maps ?? {})
    .filter(([key]) => !Object.hasOwn(question.operands, key))
    .map(([key, { of, meaning }]) => ({ key, html: formula(withIndices(nameTex(key), [of])), means: meaning }))
  return [...operands, ...maps]
}

/** Two indices with one range are told apart by a prime. */
const withIndices = (name: string, indices: readonly string[]) =>
  indices.length > 0
    ? `${name}[${indices.map((index, k) => index + "'".repeat(indices.slice(0, k).filter((other) => other === index).length)).join(', ')}]`
    : name

/** Names of more than one letter are upright. */
const nameTex = (name: string) => (name.length > 1 ? `\\mathrm{${name.replaceAll('_', '\\_')}}` : name)

function rangeText(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return least === most ? numberText(least) : `${numberText(least)} to ${numberText(most)}`
}
