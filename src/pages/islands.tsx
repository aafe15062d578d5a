import { useEffect, useState } from 'react'
import type { Experiment, HeroExperiment, Value } from '../experiment'
import type { Figure, StartClaim } from '../figure/state'
import { writeAddress } from '../figure/url/address'
import { ContentStore } from '../figure/url/contentStore'
import { ClaimRunner, type Embedded, FigurePanel, HeroPanel } from '../ui'
import type { HeldBack } from '../ui/panel/held/heldBack'

/** The prefix of all ids inside the island of a figure, the same at build time and in the browser. */
export const figurePrefix = (name: string) => `${name}-`
/** The prefix of all ids inside the hero. */
export const HERO_PREFIX = 'hero-'
/** The prefix of all ids inside the island of a claim. */
export const claimPrefix = (figure: string, claim: string) => `claim-${figure}-${claim}-`

interface FigureIslandProps {
  readonly name: string
  readonly experiment: Experiment
  readonly figure: Figure
  /** Whether the figure waits for an answer; undefined if no question asks about it. */
  readonly held?: HeldBack | undefined
  /** Returns the address of the page with the figure's current setting. */
  readonly address: () => string
  /** Returns the address of the figure alone, for the frame of another page. */
  readonly embedAddress: () => string
  /** The figure is alone in the frame of another page. */
  readonly embedded?: Embedded | undefined
}

/** The panel of a figure. It hydrates with the initial state, which its prerendered HTML shows, and then shows the current state. */
export const FigureIsland = ({ name, ...props }: FigureIslandProps) => <FigurePanel id={name} {...props} />

interface HeroIslandProps {
  readonly problem: string
  readonly name: string
  /** As its folder declares it, and at the setting of its hero. */
  readonly whole: Experiment
  readonly experiment: HeroExperiment
  readonly figure: Figure
}

/** The hero of the first page, with a link to the whole figure as it stands. */
export function HeroIsland({ problem, name, whole, experiment, figure }: HeroIslandProps) {
  const address = (values: Readonly<Record<string, Value>>) => {
    const query = writeAddress('', name, whole, { values, seed: 1, preset: undefined, pins: [] }, new ContentStore())
    return `./problems/${problem}/${query}#${name}`
  }
  return <HeroPanel id="hero" figure={figure} experiment={experiment} address={address} />
}

/** The button and the evidence of a claim. Without `live`, as in the prerendered HTML, nothing can be started. */
export function ClaimIsland({ repeated, live }: { readonly repeated: string; readonly live?: StartClaim }) {
  const [start, setStart] = useState<StartClaim>()
  useEffect(() => setStart(() => live), [live])
  return <ClaimRunner start={start} repeated={repeated} />
}
