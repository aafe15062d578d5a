import type { ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { loadExperiments } from '../engine/catalog'
import { pageEngine } from '../engine/page'
import { ContentStore } from '../figure/url/contentStore'
import { ClaimIsland, claimPrefix, FigureIsland, figurePrefix } from '../pages/islands'
import { AddressBar, browserStorage } from './addressBar'
import { PageFigures } from './figures'
import { watchSight } from './sight'

let figures: Promise<PageFigures> | undefined

/** The figures of this page; its experiments are loaded once. */
function pageFigures(): Promise<PageFigures> {
  const problem = document.querySelector<HTMLElement>('[data-problem]')?.dataset.problem ?? ''
  figures ??= loadExperiments(problem).then(
    (experiments) =>
      new PageFigures(problem, experiments, pageEngine, new AddressBar(window), new ContentStore(browserStorage())),
  )
  return figures
}

/** Takes over a prerendered island. */
export async function wakeIsland(host: HTMLElement): Promise<void> {
  const { island, figure = '', claim = '' } = host.dataset
  if (host.dataset.awake) return
  host.dataset.awake = 'yes'
  if (island === 'figure') await wakeFigure(host, figure)
  else {
    const page = await pageFigures()
    const { repeated } = page.experiment(figure).about
    hydrate(host, claimPrefix(figure, claim), <ClaimIsland repeated={repeated} live={page.claim(figure, claim)} />)
  }
}

async function wakeFigure(host: HTMLElement, name: string): Promise<void> {
  const page = await pageFigures()
  const experiment = page.experiment(name)
  const session = page.session(name)
  const address = () => {
    const { origin, pathname } = location
    return `${origin}${pathname}${page.link(name)}`
  }
  hydrate(
    host,
    figurePrefix(name),
    <FigureIsland name={name} experiment={experiment} figure={session} address={address} />,
  )
  watchSight(host.querySelector('.figure') ?? host, (seen) => session.setVisible(seen))
}

/** Sets a figure as a link of the text says, waking it if it sleeps. `back` leads back to the link. */
export async function followPreset(host: HTMLElement, figure: string, preset: string, back: () => void): Promise<void> {
  const session = (await pageFigures()).session(figure)
  await wakeIsland(host)
  session.follow(preset, back)
}

function hydrate(host: HTMLElement, identifierPrefix: string, island: ReactNode): void {
  hydrateRoot(host, island, { identifierPrefix })
}
