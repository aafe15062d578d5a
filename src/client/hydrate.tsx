import type { ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { figureNames, loadExperiment, loadQuestions } from '../engine/catalog'
import { pageEngine } from '../engine/page'
import { type Experiment, heroOf } from '../experiment'
import type { Session } from '../figure/session'
import type { StartClaim } from '../figure/state'
import { ContentStore } from '../figure/url/contentStore'
import { readEmbed } from '../figure/url/embedAddress'
import { ClaimIsland, claimPrefix, FigureIsland, figurePrefix, HERO_PREFIX, HeroIsland } from '../pages/islands'
import { AddressBar } from './addressBar'
import { browserStorage } from './browserStorage'
import { earlyValues } from './earlyValues'
import type { ParentMessage } from './embed/parentMessage'
import { PageFigures } from './figures'
import { HoldBack } from './questions/holdBack'
import { watchSight } from './sight'
import { pageWork } from './work/pageWork'

let figures: PageFigures | undefined

let holdBack: HoldBack | undefined

/** The problem of this page; '' on the first page. */
const pageProblem = () => document.querySelector<HTMLElement>('[data-problem]')?.dataset.problem ?? ''

/** What this page holds back until it is answered. The address is read before figures write to it. */
function heldBack(): HoldBack {
  holdBack ??= new HoldBack(pageProblem(), pageWork(), document, location.search)
  return holdBack
}

/** The figures of this page. */
function pageFigures(): PageFigures {
  const problem = pageProblem()
  figures ??= figuresOf(problem, (name) => loadExperiment(`${problem}/${name}`))
  return figures
}

const figuresOf = (problem: string, load: (name: string) => Promise<Experiment>) =>
  new PageFigures(
    problem,
    { names: figureNames(problem), load, questions: () => loadQuestions(problem) },
    pageEngine,
    // A frame has its history in common with the page around it: its presets are no steps there.
    new AddressBar(window, () => isEmbedded() || 'lecture' in document.documentElement.dataset),
    new ContentStore(browserStorage()),
  )

const isEmbedded = () => document.documentElement.dataset.embed !== undefined

/** The controls that the reader has moved. */
type Moved = ReadonlySet<EventTarget>

/** The islands that are hydrated, or about to be. */
const begun = new Map<HTMLElement, Promise<void>>()

/**
 * Takes over a prerendered island, once, with what the reader set in it before. It loads one experiment; where that fails the island is as it
 * was, and can be asked again.
 */
export function hydrateIsland(host: HTMLElement, moved: Moved): Promise<void> {
  const found = begun.get(host)
  if (found) return found
  const hydrating = begin(host, moved)
  begun.set(host, hydrating)
  hydrating.catch(() => begun.delete(host))
  return hydrating
}

function begin(host: HTMLElement, moved: Moved): Promise<void> {
  const { island, problem = '', figure = '', claim = '' } = host.dataset
  if (island === 'hero') return hydrateHero(host, moved, problem, figure)
  return island === 'figure' ? hydrateFigure(host, moved, figure) : hydrateClaim(host, figure, claim)
}

/** The one figure of the first page. */
async function hydrateHero(host: HTMLElement, moved: Moved, problem: string, name: string): Promise<void> {
  const whole = await loadExperiment(`${problem}/${name}`)
  const hero = heroOf(whole)
  if (!hero) throw new Error(`The experiment "${problem}/${name}" declares no hero`)
  const { session } = await figuresOf(problem, async () => hero).figure(name)
  wake(
    host,
    moved,
    session,
    HERO_PREFIX,
    <HeroIsland {...{ problem, name, whole }} experiment={hero} figure={session} />,
  )
}

async function hydrateClaim(host: HTMLElement, figure: string, name: string): Promise<void> {
  const { repeated, start } = await pageFigures().claim(figure, name)
  const live: StartClaim = (progress) => {
    // Who lets the book check a sentence about a figure has left the question behind.
    heldBack().show(figure)
    return start(progress)
  }
  hydrate(host, claimPrefix(figure, name), <ClaimIsland repeated={repeated} live={live} />)
}

async function hydrateFigure(host: HTMLElement, moved: Moved, name: string): Promise<void> {
  const held = heldBack().of(name)
  const page = pageFigures()
  const { experiment, session } = await page.figure(name)
  const { origin, pathname } = location
  const island = (
    <FigureIsland
      name={name}
      experiment={experiment}
      figure={session}
      held={isEmbedded() ? undefined : held}
      address={() => `${origin}${pathname}${page.link(name)}`}
      embedAddress={() => `${origin}${pathname}${page.embedLink(name)}`}
      embedded={isEmbedded() ? { view: readEmbed(location.search)?.view } : undefined}
    />
  )
  wake(host, moved, session, figurePrefix(name), island)
}

function wake(host: HTMLElement, moved: Moved, session: Session, prefix: string, island: ReactNode): void {
  for (const [name, value] of earlyValues(host, moved, session.params)) session.set(name, value)
  hydrate(host, prefix, island)
  watchSight(host.querySelector('.figure') ?? host, (seen) => session.setVisible(seen))
}

/** Sets a hydrated figure as a link of the text says. `back` leads back to the link. */
export async function followPreset(
  { dataset: { figure = '' } }: HTMLElement,
  preset: string,
  back: () => void,
): Promise<void> {
  heldBack().show(figure)
  const { session } = await pageFigures().figure(figure)
  session.follow(preset, back)
}

/**
 * Draws an answer in the figures of its question, and runs it where it is run. `text`: as the reading of answers writes it; undefined takes the answer
 * out. Returns why a figure cannot use it.
 */
export const answerInFigures = (name: string, text: string | undefined): Promise<readonly string[]> =>
  pageFigures().answer(name, text)

/** The figures of this page for a lecture: the session of each, links to them as they are set, and the address that they share. */
export function lectureFigures(): Pick<PageFigures, 'figure' | 'link' | 'rewrite'> {
  heldBack().lift()
  return pageFigures()
}

/** Does with a hydrated figure what the page around it asks. A preset that the figure does not have is ignored. */
export async function obey({ dataset: { figure = '' } }: HTMLElement, message: ParentMessage): Promise<void> {
  const { experiment, session } = await pageFigures().figure(figure)
  if (message.kind === 'play') session.play()
  else if (Object.hasOwn(experiment.presets, message.preset)) session.apply(message.preset)
}

function hydrate(host: HTMLElement, identifierPrefix: string, island: ReactNode): void {
  hydrateRoot(host, island, { identifierPrefix })
}
