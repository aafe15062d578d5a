import { useEffect, useState } from 'react'
import type { Experiment } from '../experiment'
import type { Figure, StartClaim } from '../figure/state'
import { ClaimRunner, FigurePanel } from '../ui'

/** Ids inside an island begin with this, at build time and in the browser alike. */
export const figurePrefix = (name: string) => `${name}-`
/** Ids inside the island of a claim begin with this. */
export const claimPrefix = (figure: string, claim: string) => `claim-${figure}-${claim}-`

interface FigureIslandProps {
  readonly name: string
  readonly experiment: Experiment
  readonly figure: Figure
  /** The address of the page with this figure as it stands. */
  readonly address: () => string
}

/** A figure's panel. It takes over its prerendered HTML as the figure is at first, which that HTML shows, and then shows it as it is. */
export const FigureIsland = ({ name, experiment, figure, address }: FigureIslandProps) => (
  <FigurePanel id={name} figure={figure} experiment={experiment} address={address} />
)

/** A claim's button and evidence. In its prerendered HTML nothing can be started; in the browser `live` is. */
export function ClaimIsland({ repeated, live }: { readonly repeated: string; readonly live?: StartClaim }) {
  const [start, setStart] = useState<StartClaim>()
  useEffect(() => setStart(() => live), [live])
  return <ClaimRunner start={start} repeated={repeated} />
}
