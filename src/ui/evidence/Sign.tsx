import { Check, CircleDashed, X } from 'lucide-react'
import type { Verdict } from '../../experiment'

/** A verdict by its shape; the words stand beside it. */
export function Sign({ verdict }: { readonly verdict: Verdict }) {
  if (verdict === 'agrees') return <Check className="sign" aria-hidden="true" />
  if (verdict === 'disagrees') return <X className="sign" aria-hidden="true" />
  return <CircleDashed className="sign" aria-hidden="true" />
}
