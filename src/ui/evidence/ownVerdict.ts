import { zText } from '../../charts'
import type { Verdict } from '../../experiment'
import type { OwnOutcome } from '../../figure/claims/ownClaims'

/** The verdict on the reader's own claim, in words. */
export interface OwnVerdict {
  readonly param: string
  readonly verdict: Verdict
  /** "Your σ is refuted: “the variance of y is 1 at every d” fails at d = 256 (z = 812), as theory predicts for it." */
  readonly says: string
}

/**
 * The outcome of the reader's claim in one sentence, which judges the answer first. `theory` is the verdict on the networks against the theory of
 * this answer: a refuted answer whose networks do what theory says of them is no contradiction.
 */
export function ownVerdict(
  { param, name, says, outcome, check, reason }: OwnOutcome,
  working: boolean,
  theory: Verdict = 'none',
): OwnVerdict {
  const whose = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const z = check?.z === undefined ? '' : `z = ${zText(check.z)}`
  const at = check?.place === undefined ? '' : ` ${check.place}`
  const also = theory === 'agrees' ? ', as theory predicts for it' : ''
  const open = (found: string): OwnVerdict => ({ param, verdict: 'none', says: `${whose}: ${says}: ${found}` })
  if (reason !== undefined) return open(`cannot be judged: ${ended(reason)}`)
  if (outcome === 'refuted')
    return { param, verdict: 'disagrees', says: `${whose} is refuted: “${says}” fails${at}${z && ` (${z})`}${also}.` }
  if (outcome === 'holds')
    return { param, verdict: 'agrees', says: `${whose} holds: ${says}${z && ` (worst ${z})`}${also}.` }
  if (outcome === 'undecided') return open('undecided so far.')
  return open(working ? 'measuring…' : 'not measured yet.')
}

const ended = (text: string) => (/[.…]$/.test(text) ? text : `${text}.`)
