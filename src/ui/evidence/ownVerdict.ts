import { zText } from '../../charts'
import type { Verdict } from '../../experiment'
import type { OwnOutcome } from '../../figure/claims/ownClaims'

/** The verdict on the reader's own claim, in words. */
export interface OwnVerdict {
  readonly param: string
  readonly verdict: Verdict
  /** "Your σ: the variance of y is 1 at every d: refuted at d = 256, z = 812." */
  readonly says: string
}

/** The outcome of the reader's claim in a sentence. */
export function ownVerdict({ param, name, says, outcome, check, reason }: OwnOutcome, working: boolean): OwnVerdict {
  const verdict = outcome === 'holds' ? 'agrees' : outcome === 'refuted' ? 'disagrees' : 'none'
  const claim = `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${says}`
  const z = check?.z === undefined ? '' : `z = ${zText(check.z)}`
  const at = check?.place === undefined ? '' : ` ${check.place}`
  const found =
    reason !== undefined
      ? `cannot be judged: ${reason}`
      : outcome === 'refuted'
        ? `refuted${at}${z && `, ${z}`}`
        : outcome === 'holds'
          ? `holds${z && ` (worst ${z})`}`
          : outcome === 'undecided'
            ? 'undecided so far'
            : working
              ? 'measuring…'
              : 'not measured yet'
  return { param, verdict, says: `${claim}: ${found}${found.endsWith('…') || found.endsWith('.') ? '' : '.'}` }
}
