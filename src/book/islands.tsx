import { useEffect, useState } from 'react'
import { Session } from '../engine/session'
import type { Figure, StartClaim } from '../engine/state'
import type { Experiment } from '../experiment'
import { ClaimRunner, FigurePanel } from '../ui'

/** Ids inside an island begin with this, at build time and in the browser alike. */
export const figurePrefix = (name: string) => `${name}-`
export const claimPrefix = (figure: string, claim: string) => `claim-${figure}-${claim}-`

interface FigureIslandProps {
  readonly problem: string
  readonly name: string
  readonly experiment: Experiment
  /** In the browser: the figure that measures. */
  readonly live?: Figure
  /** The address of the page with this figure as it stands. */
  readonly address: () => string
}

/** A figure's panel. It takes over its prerendered HTML as a figure at rest, which that HTML shows, and then turns to the live one. */
export function FigureIsland({ problem, name, experiment, live, address }: FigureIslandProps) {
  const id = `${problem}/${name}`
  const [figure, setFigure] = useState<Figure>(() => new Session(id, experiment, undefined))
  useEffect(() => {
    if (live) setFigure(live)
  }, [live])
  return <FigurePanel id={name} figure={figure} experiment={experiment} address={address} />
}

/** A claim's button and evidence. In its prerendered HTML nothing can be started; in the browser `live` is. */
export function ClaimIsland({ repeated, live }: { readonly repeated: string; readonly live?: StartClaim }) {
  const [start, setStart] = useState<StartClaim>()
  useEffect(() => setStart(() => live), [live])
  return <ClaimRunner start={start} repeated={repeated} />
}
