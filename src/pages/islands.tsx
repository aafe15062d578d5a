import { useEffect, useState } from 'react'
import type { Experiment } from '../experiment'
import type { Figure, StartClaim } from '../figure/state'
import { ClaimRunner, FigurePanel } from '../ui'

/** The prefix of all ids inside the island of a figure, the same at build time and in the browser. */
export const figurePrefix = (name: string) => `${name}-`
/** The prefix of all ids inside the island of a claim. */
export const claimPrefix = (figure: string, claim: string) => `claim-${figure}-${claim}-`

interface FigureIslandProps {
  readonly name: string
  readonly experiment: Experiment
  readonly figure: Figure
  /** Returns the address of the page with the figure's current setting. */
  readonly address: () => string
}

/** The panel of a figure. It hydrates with the initial state, which its prerendered HTML shows, and then shows the current state. */
export const FigureIsland = ({ name, experiment, figure, address }: FigureIslandProps) => (
  <FigurePanel id={name} figure={figure} experiment={experiment} address={address} />
)

/** The button and the evidence of a claim. Without `live`, as in the prerendered HTML, nothing can be started. */
export function ClaimIsland({ repeated, live }: { readonly repeated: string; readonly live?: StartClaim }) {
  const [start, setStart] = useState<StartClaim>()
  useEffect(() => setStart(() => live), [live])
  return <ClaimRunner start={start} repeated={repeated} />
}
