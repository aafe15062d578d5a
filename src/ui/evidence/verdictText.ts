import { exactText, isWord, numeral, place, quantityText, zText } from '../../charts'
import {
  type Finding,
  faults,
  judge,
  type Measure,
  type Measures,
  type Reading,
  type Verdict,
  withheldOf,
} from '../../experiment'

/** The verdict on one measure that theory predicts. */
export interface VerdictLine {
  readonly measure: string
  readonly verdict: Verdict
  readonly says: string
}

/** A verdict in words, and measure by measure. */
export interface VerdictText {
  readonly verdict: Verdict
  /** No chart has a theory: the verdict is on scalars alone. */
  readonly aside: boolean
  /** "Agrees with theory, 5 of 5, worst z = 2.6." */
  readonly whole: string
  readonly lines: readonly VerdictLine[]
}

type State = {
  readonly reading: Reading<Measures> | null
  readonly theory: Partial<Reading<Measures>>
  /** The reading belongs to the present parameters. */
  readonly fresh: boolean
  readonly working: boolean
  /** The measures that charts draw. Default: all. */
  readonly charted?: readonly string[]
}

/** The measures that a verdict is given on: those with a theory, save histograms and text. */
export const judged = (measures: Measures, theory: Partial<Reading<Measures>>): readonly string[] =>
  Object.entries(measures).flatMap(([name, { kind }]) =>
    kind !== 'histogram' && kind !== 'text' && theory[name] !== undefined ? [name] : [],
  )

/** The verdict in sentences, one for each measure with a theory, whether there is a reading yet or not. */
export function verdictText(measures: Measures, { reading, theory, fresh, working, charted }: State): VerdictText {
  const names = judged(measures, theory)
  const aside = names.length > 0 && !(charted ?? names).some((name) => theory[name] !== undefined)
  if (!fresh || !reading) {
    const waiting = working ? 'measuring…' : 'not measured yet'
    return {
      verdict: 'none',
      aside,
      whole: names.length > 0 ? sentence(waiting) : '',
      lines: names.map((measure) => ({ measure, verdict: 'none', says: waiting })),
    }
  }
  const { verdict, findings } = judge(measures, reading, theory)
  const lines = findings.flatMap((finding): VerdictLine[] => {
    const measure = measures[finding.measure]
    return measure ? [{ measure: finding.measure, verdict: finding.verdict, says: says(measure, finding) }] : []
  })
  const reasons = reasonsOf(measures, reading)
  const unpredicted = Object.entries(reasons).flatMap(([measure, says]): VerdictLine[] =>
    lines.some((line) => line.measure === measure) ? [] : [{ measure, verdict: 'none', says }],
  )
  // If a measure overflowed, the run does not agree as a whole, even if the rest does.
  const broken = verdict === 'agrees' && faults(measures, reading).length > 0
  return {
    verdict: broken ? 'none' : verdict,
    aside,
    whole: broken
      ? 'No verdict: the run left the range of numbers.'
      : besideCurves(aside, whole(verdict, findings, Object.values(reasons))),
    lines: [...lines, ...unpredicted],
  }
}

/** Why no verdict can rest on a measure, by its name. */
function reasonsOf(measures: Measures, reading: Reading<Measures>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(measures).flatMap((name) => {
      const taken = reading[name]
      const withheld = taken && withheldOf(taken)
      return withheld === undefined ? [] : [[name, withheld]]
    }),
  )
}

function whole(verdict: Verdict, findings: readonly Finding[], withheld: readonly string[]): string {
  const compared = findings.filter((finding) => finding.verdict !== 'none')
  const apart = compared.filter((finding) => finding.verdict === 'disagrees').length
  const all = compared.length
  const far = worstText(compared)
  if (verdict === 'none' && withheld.length > 0) return [...new Set(withheld)].join(' ')
  if (verdict === 'none') return findings.length > 0 ? 'Nothing to compare with theory here.' : ''
  if (verdict === 'agrees') {
    const where = withheld.length > 0 ? ' where there can be a verdict' : ''
    return `Agrees with theory${where}${all === 1 ? '' : `, ${all} of ${all}`}${far}.`
  }
  return all === 1
    ? `Disagrees with theory${far}.`
    : `${apart} of ${all} ${apart === 1 ? 'disagrees' : 'disagree'} with theory${far}.`
}

const besideCurves = (aside: boolean, text: string) =>
  aside && text !== '' ? `No theory of the curves; beside them: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text

/** ", worst z = 2.6"; nothing where all numbers are exact and equal. */
function worstText(compared: readonly Finding[]): string {
  const worst = compared.reduce((far: number | undefined, { worst: one }) => {
    if (!one || one.z === 0) return far
    return far === undefined || Math.abs(one.z) > Math.abs(far) ? one.z : far
  }, undefined)
  return worst === undefined ? '' : `, ${compared.length === 1 ? '' : 'worst '}z = ${zText(worst)}`
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** "measured 1.003 ± 0.004, theory 1, agrees (z = 0.8)"; of a series the entry farthest from theory. */
function says(measure: Measure, { verdict, worst, entries, withheld }: Finding): string {
  if (withheld !== undefined) return withheld
  if (!worst) return 'nothing to compare: theory gives no number here, or all is below rounding'
  const z = zText(worst.z)
  const limit = numeral(worst.limit, 2)
  const numbers = `measured ${quantityText(measure, worst.measured)}, theory ${exactText(measure, worst.theory.value)}`
  if (measure.kind === 'series' && worst.at !== undefined) {
    const where = place(measure, worst.at)
    return verdict === 'agrees'
      ? `${counted(measure.over, entries)} (worst z = ${z} at ${where}; limit ${limit})`
      : `disagrees at ${where}: ${numbers}, z = ${z} (limit ${limit})`
  }
  if (measure.kind === 'matrix')
    return verdict === 'agrees'
      ? `all ${entries} entries agree (worst z = ${z}; limit ${limit})`
      : `disagrees: ${numbers}, z = ${z} (limit ${limit})`
  return `${numbers}, ${verdict === 'agrees' ? `agrees (z = ${z})` : `disagrees (z = ${z}, limit ${limit})`}`
}

function counted(over: string, entries: number): string {
  if (entries === 1) return `the one ${isWord(over) ? over : `value of ${over}`} agrees`
  return `all ${entries} ${isWord(over) ? `${over}s` : `values of ${over}`} agree`
}

/** The announcement to screen readers at the end of a run. */
export function announcement(measures: Measures, text: VerdictText): string {
  const apart = text.lines.filter(({ verdict }) => verdict === 'disagrees')
  const named = apart.length > 0 ? apart : text.lines
  return [
    text.whole,
    ...named.map(({ measure, says: line }) => `${measures[measure]?.label ?? measure}: ${line}.`),
  ].join(' ')
}
